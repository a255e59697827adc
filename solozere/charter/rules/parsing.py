"""From the tables of a charter's TOML, or the JSON kept of them, to its definition; every fault with where it stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from solozere.charter.enums import Status
from solozere.charter.rules.definition import Charter, Criterion, LabelDefinition, Sentence
from solozere.charter.rules.reading import Fault, Reader, Table, joined
from solozere.core.predicates import Predicate, PredicateError, parse

TONES = ("telecentre", "comptoir")
CHARTER_KEYS = {"code", "title", "in_force_from", "in_force_until", "membership_years", "source", "note"}
LABEL_KEYS = {"code", "name", "plural", "definition", "source", "tone", "rank"}
CRITERION_KEYS = {
    "id", "short", "wording", "labels", "evidence", "source", "status", "activated", "reading", "when",
}  # fmt: skip


class CharterError(ValueError):
    """A charter that cannot be used; the faults say why."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.message for fault in faults))


def charter_of(definition: Mapping[str, Any], language: str = "fr") -> Charter:
    """The charter that `definition` (tables of the TOML, dates as such or in ISO 8601) holds, in `language` where the
    pack gives it, else in French. Raises CharterError."""
    charter, faults = read_charter(definition, language)
    if charter is None:
        raise CharterError(faults)
    return charter


def read_charter(definition: Mapping[str, Any], language: str = "fr") -> tuple[Charter | None, list[Fault]]:
    """The charter, or None with all that is wrong with it."""
    reader = _Reader(language)
    reader.top(definition)
    head = reader.table("charter", 0, definition.get("charter"), CHARTER_KEYS)
    labels = tuple(reader.label(index, raw) for index, raw in enumerate(reader.listed(definition, "labels")))
    codes = {label.code for label in labels}
    criteria = tuple(
        reader.criterion(index, raw, codes) for index, raw in enumerate(reader.listed(definition, "criteria"))
    )
    begin, end = reader.day(head, "in_force_from"), reader.day(head, "in_force_until", optional=True)
    charter = Charter(
        code=reader.code(head, "code"),
        title=reader.text(head, "title", longest=200),
        in_force_from=begin or date.min,
        in_force_until=end,
        source=reader.text(head, "source"),
        note=reader.text(head, "note", optional=True),
        labels=tuple(sorted(labels, key=lambda label: label.rank)),
        criteria=criteria,
        membership_years=reader.years(head, "membership_years"),
    )
    if begin and end and end < begin:
        reader.fault(head, "in_force_until", "la fin doit suivre le début de la mise en vigueur.")
    reader.whole(labels, charter)
    return (None if reader.faults else charter), reader.faults


class _Reader(Reader):
    """The tables of a charter."""

    def top(self, definition: Mapping[str, Any]) -> None:
        """Refuse tables that a charter does not have."""
        for name in definition:
            if name not in ("charter", "labels", "criteria"):
                message = f"«\u00a0{name}\u00a0» n’est pas attendu ici\u00a0; une charte a [charter], [[labels]] et [[criteria]]."
                self.faults.append(Fault(name, 0, "", message))

    def listed(self, definition: Mapping[str, Any], name: str) -> list[Any]:
        """The tables [[name]], one at least."""
        rows = definition.get(name)
        if isinstance(rows, list) and rows:
            return rows
        self.faults.append(Fault(name, 0, "", f"la charte n’a aucune table [[{name}]]\u00a0: il en faut une au moins."))
        return []

    def years(self, table: Table, key: str) -> int | None:
        """A number of years, where it is given."""
        value = table.raw.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 99):
            return value
        self.fault(table, key, f"«\u00a0{key}\u00a0» attend un nombre d’années, par exemple {key} = 3.")
        return None

    def label(self, index: int, raw: Any) -> LabelDefinition:
        """One of [[labels]]; without `rank`, its place in the file."""
        table = self.table("labels", index, raw, LABEL_KEYS)
        rank = table.raw.get("rank", index + 1)
        if isinstance(rank, bool) or not isinstance(rank, int) or not 0 <= rank <= 999:
            self.fault(table, "rank", "le rang est un nombre entier, par exemple rank = 1 pour le label qui l’emporte.")
            rank = index + 1
        tone = self.text(table, "tone")
        if tone and tone not in TONES:
            self.fault(table, "tone", f"l’apparence est {joined(TONES)}\u00a0; ici\u00a0: «\u00a0{tone}\u00a0».")
        return LabelDefinition(
            code=self.code(table, "code"),
            name=self.text(table, "name", longest=100),
            plural=self.text(table, "plural", longest=100),
            definition=self.text(table, "definition"),
            tone=tone,
            rank=rank,
            source=self.text(table, "source", optional=True),
        )

    def criterion(self, index: int, raw: Any, labels: set[str]) -> Criterion:
        """One of [[criteria]]."""
        table = self.table("criteria", index, raw, CRITERION_KEYS)
        status = self.status(table, table.raw.get("status"), "status")
        return Criterion(
            id=self.code(table, "id"),
            short=self.text(table, "short"),
            wording=self.text(table, "wording"),
            labels=self.required_for(table, labels),
            evidence=self.sentence(table, "evidence") or Sentence(""),
            source=self.text(table, "source"),
            status=status,
            when=self.predicate(table),
            activated=self.activated(table, status),
            reading=self.sentence(table, "reading", optional=True),
        )

    def required_for(self, table: Table, labels: set[str]) -> tuple[str, ...]:
        """The labels that a criterion is required for, all known."""
        codes = table.raw.get("labels")
        if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
            self.fault(
                table,
                "labels",
                '«\u00a0labels\u00a0» dit pour quels labels le critère vaut, par exemple labels = ["comptoir"].',
            )
            return ()
        for code in codes:
            if code not in labels:
                self.fault(
                    table,
                    "labels",
                    f"«\u00a0{code}\u00a0» n’est pas un label de cette charte\u00a0: {joined(labels)}.",
                )
        return tuple(dict.fromkeys(codes))

    def activated(self, table: Table, status: Status) -> bool:
        """Does the pack make a proposal count?"""
        activated = table.raw.get("activated", False)
        if not isinstance(activated, bool):
            self.fault(table, "activated", "«\u00a0activated\u00a0» est true ou false.")
            return False
        if "activated" in table.raw and status != Status.PROPOSAL:
            message = "seule une proposition s’active\u00a0: un critère de la source compte toujours, retirez «\u00a0activated\u00a0»."
            self.fault(table, "activated", message)
        return activated

    def predicate(self, table: Table) -> Predicate:
        """What the criterion asks of the facts."""
        try:
            return parse(table.raw.get("when"))
        except PredicateError as error:
            self.fault(table, "when", f"«\u00a0when\u00a0»\u00a0: {error}")
            return parse({"known": "-"})

    def whole(self, labels: tuple[LabelDefinition, ...], charter: Charter) -> None:
        """What holds of the charter as a whole: unique ids, unique ranks, a set of criteria for each label."""
        self._twice("labels", "code", [label.code for label in labels])
        self._twice("labels", "rank", [str(label.rank) for label in labels])
        self._twice("criteria", "id", [criterion.id for criterion in charter.criteria])
        for index, label in enumerate(labels):
            if charter.criteria and not charter.required_for(label.code).parts:
                message = f"le label «\u00a0{label.code}\u00a0» n’a aucun critère qui compte\u00a0: il serait donné à tous les lieux."
                self.faults.append(Fault("labels", index, "code", message))

    def _twice(self, table: str, key: str, values: list[str]) -> None:
        for index, value in enumerate(values):
            if value and value in values[:index]:
                message = f"«\u00a0{value}\u00a0» est donné deux fois\u00a0: chaque «\u00a0{key}\u00a0» est unique."
                self.faults.append(Fault(table, index, key, message))
