"""What a load did, or would do, in plain French."""

from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from solozere.core.packs import BulkCounts, Problem


class PackRefused(Exception):
    """A pack has problems: nothing was loaded. `problems` holds all of them, by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class SectionReport:
    """One section: keys created, changed, left alone with the reason, gone from the pack; the number unchanged."""

    name: str
    label: str
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    bulk: BulkCounts | None = None

    @property
    def quiet(self) -> bool:
        """Did the load find everything as the pack says?"""
        if self.bulk is not None:
            return not (self.bulk.created or self.bulk.updated or self.bulk.deleted or self.bulk.kept)
        return not (self.created or self.changed or self.left or self.gone)

    def lines(self, *, plan: bool = False) -> list[str]:
        """A line of counts, then one for each row that somebody should know of; those to create only in a plan."""
        counts = ", ".join(count for count in (self._bulk() if self.bulk else self._rows()) if count)
        details = [f"  + {key}" for key in self.created if plan] + [f"  ~ {key}" for key in self.changed]
        details += [f"  = {key} : {why}" for key, why in self.left] + [f"  - {key} : {why}" for key, why in self.gone]
        details += [f"  = {sentence}" for sentence in (self.bulk.kept if self.bulk else ())]
        return [f"{self.label} : {counts or gettext('aucune ligne')}", *details]

    def _rows(self) -> list[str]:
        return [
            _created(len(self.created)),
            _changed(len(self.changed)),
            _left(len(self.left)),
            _gone(len(self.gone)),
            _unchanged(self.unchanged),
        ]

    def _bulk(self) -> list[str]:
        bulk = self.bulk or BulkCounts()
        deleted = (
            ngettext("%d ligne retirée", "%d lignes retirées", bulk.deleted) % bulk.deleted if bulk.deleted else ""
        )
        counts = [_created(bulk.created), _changed(bulk.updated), deleted]
        return [*counts, _left(len(bulk.kept)), _unchanged(bulk.unchanged)]


@dataclass
class Report:
    """What a load did, section by section; `plan`: nothing was written."""

    plan: bool
    sections: list[SectionReport] = field(default_factory=list)

    def __getitem__(self, name: str) -> SectionReport:
        return next(section for section in self.sections if section.name == name)

    @property
    def quiet(self) -> bool:
        """Was there nothing to do and nothing to say?"""
        return all(section.quiet for section in self.sections)

    def lines(self) -> list[str]:
        """The whole report; one sentence where nothing changed."""
        said = [line for section in self.sections if not section.quiet for line in section.lines(plan=self.plan)]
        if self.plan:
            said.append(gettext("Rien n’a été écrit : c’était un plan."))
        elif self.quiet:
            said.append(gettext("Tout était déjà chargé : rien à changer."))
        return said


def _created(count: int) -> str:
    return ngettext("%d ligne créée", "%d lignes créées", count) % count if count else ""


def _changed(count: int) -> str:
    return ngettext("%d ligne modifiée", "%d lignes modifiées", count) % count if count else ""


def _left(count: int) -> str:
    return ngettext("%d ligne laissée", "%d lignes laissées", count) % count if count else ""


def _gone(count: int) -> str:
    return ngettext("%d ligne absente du pack", "%d lignes absentes du pack", count) % count if count else ""


def _unchanged(count: int) -> str:
    return ngettext("%d ligne inchangée", "%d lignes inchangées", count) % count if count else ""
