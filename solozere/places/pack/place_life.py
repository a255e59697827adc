"""The life of a place as `[[place.life]]` tables say it."""

from typing import Any

from django.utils.translation import gettext as _

from solozere.organisations.rules import PartialDate
from solozere.places.enums import PlaceStatus
from solozere.places.pack.tables import Reader
from solozere.places.rules.life import allowed

Step = dict[str, str]


class LifeReader(Reader):
    """Reads the steps of one place after another; counts them, to know their lines."""

    steps_seen = 0

    def life(self, line: int, tables: Any) -> list[Step]:
        """The steps, oldest first, each allowed after the one before it."""
        if not isinstance(tables, list) or not tables or not all(isinstance(step, dict) for step in tables):
            self.refuse(
                line, "life", _('écrivez au moins une étape sous [[place.life]], par exemple status = "planned".')
            )
            return []
        steps: list[Step] = []
        for given in tables:
            at = self.file.table_line("place.life", self.steps_seen)
            self.steps_seen += 1
            step = self._step(given, at)
            if step is not None:
                self._follows(step, steps[-1] if steps else None, at)
                steps.append(step)
        return steps

    def _step(self, given: dict[str, Any], line: int) -> Step | None:
        self.known_keys(given, {"status", "on", "note"}, line)
        step = {"status": self.text(given, "status", line), "note": self.text(given, "note", line)}
        step["on"] = self.day(given, "on", line)
        if len(step["note"]) > 300:
            self.refuse(line, "note", _("cette note dépasse 300 signes."))
        if step["status"] not in PlaceStatus.values:
            message = _("«\u00a0%(status)s\u00a0» n’est pas un état\u00a0: écrivez %(known)s.")
            self.refuse(line, "status", message % {"status": step["status"], "known": ", ".join(PlaceStatus.values)})
            return None
        return step

    def _follows(self, step: Step, previous: Step | None, line: int) -> None:
        if previous is None:
            return
        if not allowed(previous["status"], step["status"]):
            words = {"old": previous["status"], "new": step["status"]}
            self.refuse(
                line, "status", _("un lieu ne passe pas de «\u00a0%(old)s\u00a0» à «\u00a0%(new)s\u00a0».") % words
            )
        if previous["on"] and step["on"] and PartialDate.parse(step["on"]).before(PartialDate.parse(previous["on"])):
            self.refuse(line, "on", _("cette étape précède celle d’avant\u00a0: écrivez-les dans l’ordre des dates."))
