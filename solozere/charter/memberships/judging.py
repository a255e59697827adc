"""A place judged by a version of the charter on what it declares today."""

from datetime import date

from solozere.charter import vocabulary
from solozere.charter.clock import today
from solozere.charter.memberships import rules
from solozere.charter.models import CharterVersion
from solozere.charter.rules import Assessment, assess
from solozere.core.predicates import Words
from solozere.places.facts import declared
from solozere.places.models import Place, Service

FACTS = ("services__service", "spaces", "measures", "closures", "fact_groups")
"""What `declared` reads of a place: for the `prefetch_related` of a list."""


def words() -> Words:
    """How each fact is called in French."""
    return vocabulary.words(Service.objects.all())


def version_in_force(on: date | None = None) -> CharterVersion | None:
    """The version in force on a day, today unless said."""
    return CharterVersion.objects.in_force(on or today()).order_by("-in_force_from").first()


def judge(place: Place, version: CharterVersion, named: Words | None = None) -> Assessment:
    """What `version` says of the facts that `place` declares today."""
    charter = version.charter()
    return assess(declared(place), charter, rules.judged_on(charter, today()), named or words())
