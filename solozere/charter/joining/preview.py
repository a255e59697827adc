"""Which labels the declared facts would reach, and what is missing for the others: beside the form, at each change."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.charter.clock import today
from solozere.charter.joining import steps
from solozere.charter.joining.facts import facts_in
from solozere.charter.joining.reading import Read
from solozere.charter.rules import LabelResult, assess


@dataclass(frozen=True)
class ShownLabel:
    """A label with its criteria that count: (short, met)."""

    result: LabelResult
    criteria: tuple[tuple[str, bool], ...]

    @property
    def tally(self) -> list[bool]:
        """Those that are met, then the others."""
        return sorted((met for _short, met in self.criteria), reverse=True)


@dataclass(frozen=True)
class Preview:
    """`borne`: the label that the place would bear today, None without one; `sentence` says it, `brief` in a few words."""

    labels: tuple[ShownLabel, ...]
    borne: LabelResult | None
    sentence: str
    brief: str

    @property
    def tone(self) -> str:
        """The CSS class of its head."""
        return f"label-{self.borne.tone}" if self.borne else "label-none"


def preview_of(said: Read) -> Preview | None:
    """None where no charter is in force."""
    charter = said.about.charter
    if charter is None:
        return None
    assessment = assess(facts_in(said, ""), charter, today(), said.about.words)
    shown = tuple(
        ShownLabel(
            result,
            tuple((one.short, one.met) for one in assessment.criteria_of(result.code) if one.counts),
        )
        for result in sorted(assessment.labels, key=lambda each: not each.reached)
    )
    borne = assessment.label(assessment.borne) if assessment.borne else None
    begun = said.forms[steps.SERVICES].is_bound
    nearest = min(
        (one.result for one in shown if not one.result.reached),
        key=lambda result: result.required - result.met,
        default=None,
    )
    return Preview(shown, borne, _sentence(borne, nearest, begun=begun), _brief(nearest, begun=begun))


def _sentence(borne: LabelResult | None, nearest: LabelResult | None, *, begun: bool) -> str:
    if not begun:
        return _("Cochez vos services\u00a0: le label correspondant s’affiche ici.")
    if nearest is None:
        return _("Tous les critères des labels sont remplis.")
    words = _missing(nearest)
    return words if borne else _("Aucun label pour l’instant. %(words)s") % {"words": words}


def _missing(nearest: LabelResult) -> str:
    n = nearest.required - nearest.met
    said = ngettext(
        "Il manque %(n)d\u00a0critère pour le label %(name)s.",
        "Il manque %(n)d\u00a0critères pour le label %(name)s.",
        n,
    )
    return said % {"n": n, "name": nearest.name}


def _brief(nearest: LabelResult | None, *, begun: bool) -> str:
    if not begun:
        return _("Voir ce que demandent les labels")
    if nearest is None:
        return _("Tous les critères sont remplis")
    n = nearest.required - nearest.met
    said = ngettext("%(n)d\u00a0critère manque pour %(name)s", "%(n)d\u00a0critères manquent pour %(name)s", n)
    return said % {"n": n, "name": nearest.name}
