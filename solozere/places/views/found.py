"""The place that an address names, or named."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from solozere.places.models import FormerSlug, Place


def place_or_redirect(slug: str, url_name: str) -> Place | HttpResponsePermanentRedirect:
    """The place with all that its page says; where it has moved, the way to the same document of its new address.

    Raises Http404 for an address that no place ever had.
    """
    place = Place.objects.for_page("slug", slug)
    if place is not None:
        return place
    former = FormerSlug.objects.select_related("place").filter(slug=slug).first()
    if former is None:
        raise Http404(_("Aucun lieu n’a cette adresse."))
    return HttpResponsePermanentRedirect(reverse(url_name, args=[former.place.slug]))
