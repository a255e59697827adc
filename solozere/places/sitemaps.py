"""The places in the sitemap."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.places.models import Place


class PlaceSitemap(Sitemap):
    """One entry a place that is not closed."""

    title = _("Les lieux")

    def items(self) -> models.QuerySet[Place]:
        """In the order of the alphabet."""
        return Place.objects.listed().select_related("commune").order_by("name", "pk")

    def words(self, item: Place) -> str:
        """Its name and its commune: several places may have the same name."""
        return f"{item.name}, {item.commune.name}"

    def lastmod(self, item: Place) -> datetime:
        """When something of it last changed."""
        return item.updated_at
