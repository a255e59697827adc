"""What a reviewer finds of each criterion: kept one by one, never over what somebody else wrote since."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from solozere.charter.enums import CheckVerdict
from solozere.charter.models import DECIDED, Application, CriterionCheck
from solozere.core import history
from solozere.core.authors import Author


@dataclass(frozen=True)
class Found:
    """A verdict and a comment, as they stand or as they are to be written; nothing found yet by default."""

    verdict: str = CheckVerdict.UNKNOWN
    comment: str = ""


@dataclass(frozen=True)
class Said:
    """What a form says of one criterion: what its page showed before, and what was chosen."""

    before: Found
    after: Found


def checks_of(application: Application) -> dict[str, CriterionCheck]:
    """The checks by criterion."""
    return {check.criterion: check for check in application.checks.all()}


def verdicts_of(application: Application) -> dict[str, str]:
    """Criterion → verdict, as the rules take them."""
    return {criterion: check.verdict for criterion, check in checks_of(application).items()}


def found(check: CriterionCheck | None) -> Found:
    """What stands of a criterion."""
    return Found() if check is None else Found(check.verdict, check.comment)


@transaction.atomic
def save_checks(application: Application, said: Mapping[str, Said], author: Author) -> dict[str, str]:
    """Write what changed, criterion by criterion; gives criterion → why it was not written, in French.

    What somebody else wrote since the page was shown stays. The history keeps the verdicts; comments are the checks' own.
    Raises ValidationError once the application is decided.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state in DECIDED:
        raise ValidationError(_("Cette demande est close\u00a0: ses constats ne changent plus."))
    standing, refused = checks_of(locked), {}
    for criterion, one in said.items():
        if one.before == one.after:
            continue
        now = standing.get(criterion)
        if found(now) == one.after:
            continue
        if found(now) != one.before:
            refused[criterion] = _changed_since(now)
        elif one.after.verdict == CheckVerdict.NOT_MET and not one.after.comment:
            refused[criterion] = _("Dites en une phrase pourquoi ce critère n’est pas conforme.")
        else:
            _write(locked, criterion, now, one.after, author)
    application._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    return refused


def _write(application: Application, criterion: str, now: CriterionCheck | None, after: Found, author: Author) -> None:
    before = now.verdict if now else None
    check = now or CriterionCheck(application=application, criterion=criterion)
    check.verdict, check.comment = after.verdict, after.comment
    check.set_author(author)
    check.full_clean(exclude=["application"])
    check.save()
    if before != check.verdict:
        history.record(application, "check", author, part=criterion, before=before, after=check.verdict)


def _changed_since(now: CriterionCheck | None) -> str:
    """Somebody else looked meanwhile."""
    check = now or CriterionCheck(verdict=CheckVerdict.UNKNOWN, author_name=_("l’équipe du réseau"))
    words = _(
        "Entre-temps, %(who)s a noté «\u00a0%(verdict)s\u00a0». Votre constat n’est pas enregistré\u00a0: relisez, "
        "puis choisissez à nouveau."
    )
    return words % {"who": check.author_name, "verdict": check.get_verdict_display()}
