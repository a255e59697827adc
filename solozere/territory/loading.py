"""Loading a pack: reads it whole, then writes it in one transaction, leaving alone what people edited on the site.

The engine knows no section: it iterates over `registries.pack_sections`.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from solozere.core.authors import Author
from solozere.core.packs import BulkCounts, BulkSection, Pack, Problem, Row, RowSection, fingerprint, loading_as
from solozere.core.registries import commune_followers, pack_sections
from solozere.territory import current
from solozere.territory.models import PackRow
from solozere.territory.reading import read_pack
from solozere.territory.report import PackRefused, Report, SectionReport

WHOLE = "*"
"""Key under which a section of reference data is remembered."""


class _RolledBack(Exception):
    """Ends the transaction of a plan, or of a row that was only tried."""


def check_pack(path: Path) -> list[Problem]:
    """Every problem of the pack in `path`, by file and line; none: it can be loaded."""
    return read_pack(path).problems


def load_pack(path: Path, *, plan: bool = False, author: Author | None = None) -> Report:
    """Load the pack in `path`, in one transaction; with `plan`, do it all and roll back.

    `author`: who the histories name, the system under the pack's folder by default. Raises PackRefused, nothing loaded,
    when the pack has problems or the database refuses a row of it.
    """
    pack = read_pack(path)
    if pack.problems:
        raise PackRefused(pack.problems)
    report = Report(plan)
    try:
        with loading_as(author or Author.system(f"pack {path.name}")), transaction.atomic():
            _load(pack, report)
            if plan:
                raise _RolledBack
    except _RolledBack:
        pass
    finally:
        current.forget()
    return report


def _load(pack: Pack, report: Report) -> None:
    remembered: dict[str, dict[str, PackRow]] = {}
    for packrow in PackRow.objects.all():
        remembered.setdefault(packrow.section, {})[packrow.key] = packrow
    stale: list[tuple[BulkSection, SectionReport, list[Row]]] = []
    for section in pack_sections:
        said = SectionReport(section.name, str(section.label))
        report.sections.append(said)
        rows, known = pack.rows[section.name], remembered.get(section.name, {})
        if isinstance(section, RowSection):
            _RowLoader(section, said, known, pack).load(rows)
        elif isinstance(section, BulkSection) and _replace(section, said, known.get(WHOLE), rows):
            stale.append((section, said, rows))
        if pack.problems:
            raise PackRefused(pack.problems)
    for section, said, rows in reversed(stale):
        said.bulk = _sum(said.bulk or BulkCounts(), section.prune(rows))
    if stale:
        for follower in commune_followers:
            follower.follow()


def _replace(section: BulkSection, said: SectionReport, known: PackRow | None, rows: list[Row]) -> bool:
    """Bring a bulk section in step; False when its rows are those of the last load."""
    version = f"{section.edition}-{section.version(rows)}"[:64]
    if known is not None and known.row_hash == version:
        said.bulk = BulkCounts(unchanged=len(rows))
        return False
    said.bulk = section.replace(rows)
    PackRow.objects.update_or_create(section=section.name, key=WHOLE, defaults={"row_hash": version})
    return True


def _sum(a: BulkCounts, b: BulkCounts) -> BulkCounts:
    return BulkCounts(
        a.created + b.created, a.updated + b.updated, a.deleted + b.deleted, a.unchanged + b.unchanged, a.kept + b.kept
    )


class _RowLoader:
    """Loads one section of rows that people may edit, comparing what the pack said, says, and what the site holds."""

    def __init__(self, section: RowSection, said: SectionReport, known: dict[str, PackRow], pack: Pack) -> None:
        self.section, self.said, self.known, self.pack = section, said, known, pack

    def load(self, rows: list[Row]) -> None:
        """Every row, then those that the pack no longer has."""
        for row in rows:
            packrow, obj = self.known.get(row.key), self.section.find(row.key)
            if obj is None:
                self._missing(row, packrow)
            elif packrow is None:
                self._unexpected(row, obj)
            else:
                self._known(row, packrow, obj)
        keys = {row.key for row in rows}
        for key, packrow in self.known.items():
            if key not in keys:
                self._gone(key, packrow)

    def _missing(self, row: Row, packrow: PackRow | None) -> None:
        if packrow is not None:
            self.said.left.append((row.key, gettext("supprimé sur le site depuis son chargement")))
        elif self._write(row, None) is not None:
            self.said.created.append(row.key)

    def _unexpected(self, row: Row, obj: models.Model) -> None:
        """On the site, but not by a load: taken over only when it already says the same."""
        if self._same(row, obj):
            self._remember(row, obj)
            self.said.unchanged += 1
        else:
            self.said.left.append((row.key, gettext("existe déjà sur le site, saisi autrement que par le pack")))

    def _known(self, row: Row, packrow: PackRow, obj: models.Model) -> None:
        changed = row.hash != packrow.row_hash
        if changed:
            obj = self._locked(obj)
        edited = self._hash(obj) != packrow.state_hash
        if edited and changed and self._same(row, obj):
            self._remember(row, obj)
            self.said.unchanged += 1
        elif edited:
            why = gettext("modifié sur le site depuis son chargement")
            also = gettext("modifié sur le site, et dans le pack, depuis son chargement")
            self.said.left.append((row.key, also if changed else why))
        elif not changed:
            self.said.unchanged += 1
        elif self._write(row, obj) is not None:
            self.said.changed.append(row.key)

    def _locked(self, obj: models.Model) -> models.Model:
        """The object as it stands now, held until the load ends: nobody edits it between the comparison and the write."""
        return type(obj)._base_manager.select_for_update().get(pk=obj.pk)

    def _gone(self, key: str, packrow: PackRow) -> None:
        if self.section.find(key) is None:
            packrow.delete()
        else:
            self.said.gone.append((key, gettext("n’est plus dans le pack ; gardé sur le site")))

    def _write(self, row: Row, obj: models.Model | None) -> models.Model | None:
        """Write and remember the row; a refusal becomes a problem of its file and line, and dooms the load."""
        try:
            with transaction.atomic():
                self.section.write(row, obj)
        except ValidationError as error:
            for message in error.messages:
                self.pack.problem(row.file, row.line, message)
        except IntegrityError as error:
            self.pack.problem(row.file, row.line, f"« {row.key} » : la base refuse cette ligne ({error}).")
        else:
            written = self.section.find(row.key)
            if written is None:
                raise LookupError(f"{self.section.name}: « {row.key} » was written but is not found under its key")
            self._remember(row, written)
            return written
        return None

    def _same(self, row: Row, obj: models.Model) -> bool:
        """Would writing the row leave the object as it is? Tried, then undone."""
        before, after = self._hash(obj), ""
        try:
            with transaction.atomic():
                self.section.write(row, self.section.find(row.key))
                written = self.section.find(row.key)
                after = self._hash(written) if written is not None else ""
                raise _RolledBack
        except (_RolledBack, ValidationError, IntegrityError):
            return after == before

    def _remember(self, row: Row, obj: models.Model) -> None:
        hashes = {"row_hash": row.hash, "state_hash": self._hash(obj)}
        PackRow.objects.update_or_create(section=self.section.name, key=row.key, defaults=hashes)

    def _hash(self, obj: Any) -> str:
        return fingerprint(self.section.state(obj))
