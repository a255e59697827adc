"""The catalogue of services."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.forms import model_to_dict

from solozere.core import history
from solozere.core.authors import Author
from solozere.places.models import Place, Service
from solozere.places.search import version
from solozere.places.search.bits import give_bits
from solozere.places.search.keeping import keep_words


@transaction.atomic
def save_service(values: Mapping[str, Any], *, author: Author, reason: str = "") -> Service:
    """Create the service of `values["code"]` or bring its columns to `values`; the change is kept in the history.

    Raises ValidationError by column; nothing is then written.
    """
    version.bump()
    existing = Service.objects.select_for_update().filter(code=values["code"]).first()
    before = model_to_dict(existing) if existing else None
    service = existing or Service()
    for column, value in values.items():
        setattr(service, column, value)
    after = model_to_dict(service)
    if before != after:
        service.full_clean(validate_unique=existing is None)
        service.save()
        give_bits()
        if existing is not None:
            for place in Place.objects.filter(services__service=service).order_by("pk"):
                keep_words(place)
        history.record(service, "update" if existing else "create", author, before=before, after=after, reason=reason)
    return service
