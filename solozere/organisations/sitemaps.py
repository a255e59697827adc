"""The partners in the sitemap."""

from django.contrib.sitemaps import Sitemap
from django.db import models
from django.urls import reverse

from solozere.organisations.models import Organisation


class PartnerSitemap(Sitemap):
    """One entry an organisation."""

    def items(self) -> models.QuerySet[Organisation]:
        """All of them, in a stable order."""
        return Organisation.objects.order_by("slug")


class PartnerListSitemap(Sitemap):
    """The page that lists them."""

    def items(self) -> list[str]:
        """Its URL name."""
        return ["partners"]

    def location(self, item: str) -> str:
        """Its address."""
        return reverse(item)
