"""The steps of the form, in order: their codes in the answers, their addresses, their names."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE, SERVICES, HOURS, CONTACT, COMMITMENTS = "place", "services", "hours", "contact", "commitments"


@dataclass(frozen=True)
class FormStep:
    """A step: `code` is its key in `Application.answers` and before the dot of `ChangeRequest.field`, `slug` its address."""

    code: str
    slug: str
    label: str | Promise


STEPS = (
    FormStep(PLACE, "lieu", _("Votre lieu")),
    FormStep(SERVICES, "services", _("Accueil et services")),
    FormStep(HOURS, "horaires", _("Horaires")),
    FormStep(CONTACT, "contact", _("Contact")),
    FormStep(COMMITMENTS, "charte", _("Charte et envoi")),
)
BY_CODE = {step.code: step for step in STEPS}
BY_SLUG = {step.slug: step for step in STEPS}


def next_of(code: str) -> FormStep | None:
    """The step after `code`; None after the last."""
    rank = STEPS.index(BY_CODE[code]) + 1
    return STEPS[rank] if rank < len(STEPS) else None


def before(code: str) -> FormStep | None:
    """The step before `code`; None before the first."""
    rank = STEPS.index(BY_CODE[code])
    return STEPS[rank - 1] if rank else None
