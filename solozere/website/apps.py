from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "solozere.website"
    verbose_name = "Site"

    def ready(self) -> None:
        from solozere.website import registers  # noqa: F401  (declares what this app shows elsewhere)
