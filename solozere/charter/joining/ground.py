"""What the form stands on: the catalogue of services and the charter in force, read once for a request."""

from dataclasses import dataclass
from functools import cached_property

from solozere.charter import vocabulary
from solozere.charter.clock import today
from solozere.charter.models import CharterVersion
from solozere.charter.rules import Charter, Criterion
from solozere.core.predicates import Words
from solozere.places.models import Service


@dataclass(frozen=True)
class Ground:
    """`version` None where no charter is in force: nobody can apply then."""

    services: tuple[Service, ...]
    version: CharterVersion | None

    @cached_property
    def charter(self) -> Charter | None:
        """The criteria in the reader's language."""
        return self.version.charter() if self.version else None

    @cached_property
    def words(self) -> Words:
        """How each fact is called in French."""
        return vocabulary.words(self.services)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the charter, in its order; none without a charter."""
        return self.charter.criteria if self.charter else ()

    @cached_property
    def judged(self) -> frozenset[str]:
        """The codes of the services that a criterion looks at."""
        names = {name for criterion in self.criteria for name in criterion.when.names()}
        return frozenset(service.code for service in self.services if f"service.{service.code}" in names)

    def counted(self, label: str) -> tuple[Criterion, ...]:
        """The criteria that decide of a label."""
        found = self.charter.criteria_of(label) if self.charter else ()
        return tuple(criterion for criterion in found if criterion.counts)


def ground(version: CharterVersion | None = None) -> Ground:
    """Today's, or that of a version that somebody already signed."""
    found = version or CharterVersion.objects.in_force(today()).order_by("-in_force_from").first()
    return Ground(tuple(Service.objects.order_by("order", "code")), found)
