"""Home, legal pages, the site's map, the style page."""

from django.urls import path

from solozere.website.views import desk, home, legal, plan, space, style

urlpatterns = [
    path("", home.home, name="home"),
    path("animation/", desk.desk, name="desk"),
    path("espace/", space.space, name="space"),
    path("mentions-legales/", legal.legal_notice, name="legal_notice"),
    path("accessibilite/", legal.accessibility, name="accessibility"),
    path("donnees-personnelles/", legal.personal_data, name="personal_data"),
    path("plan-du-site/", plan.site_map, name="site_map"),
    path("sitemap.xml", plan.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", plan.robots, name="robots"),
    path("favicon.ico", plan.favicon, name="favicon"),
    path("style/", style.style, name="style"),
]
