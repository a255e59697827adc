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
        return Place.objects.listed().order_by("name", "pk")

    def lastmod(self, item: Place) -> datetime:
        """When something of it last changed."""
        return item.updated_at
