"""Visits to a place: planned, then done or cancelled."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.enums import VisitOutcome
from solozere.charter.models import Application, Visit
from solozere.charter.reviewing.mails import moment, tell
from solozere.core.workflow import Done
from solozere.territory.current import territory


def planned(application: Application) -> Visit | None:
    """The visit to come, or that nobody has said to be done yet; one at most."""
    return next((visit for visit in application.visits.all() if visit.outcome == VisitOutcome.PLANNED), None)


def visits_between(first: date, last: date) -> QuerySet[Visit]:
    """The planned visits from the day `first` to `last`, both included, on the territory's clock, in order."""
    here = territory()
    zone = here.zone if here else timezone.get_current_timezone()
    begin = datetime.combine(first, datetime.min.time(), zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    found = Visit.objects.filter(outcome=VisitOutcome.PLANNED, at__gte=begin, at__lt=end)
    return found.select_related("application").order_by("at", "pk")


def wants_moment(application: Any, data: Mapping[str, Any]) -> list[str]:
    """For `requires`: an instant to come, and who comes."""
    problems = []
    at = data.get("at")
    if not isinstance(at, datetime) or at <= timezone.now():
        problems.append(_("Choisissez un jour et une heure à venir."))
    if not str(data.get("visitor", "")).strip():
        problems.append(_("Dites qui fera la visite, par exemple votre nom."))
    return problems


def plan(done: Done) -> None:
    """For `within`: `data["at"]`, `data["visitor"]`. A visit that was planned before gives way to this one."""
    done.obj.visits.filter(outcome=VisitOutcome.PLANNED).update(outcome=VisitOutcome.CANCELLED)
    visit = Visit(application=done.obj, at=done.data["at"], visitor=done.data["visitor"].strip())
    visit.set_author(done.author)
    visit.full_clean(exclude=["application"])
    visit.save()
    tell(done.obj, "visit", done.author, visit.pk, visitor=visit.visitor, **moment(visit.at))


def wants_report(application: Any, data: Mapping[str, Any]) -> list[str]:
    """For `requires`: what was seen."""
    if str(data.get("report", "")).strip():
        return []
    return [_("Écrivez un compte rendu, même court\u00a0: ce que vous avez vu, ce qui manque.")]


def finish(done: Done) -> None:
    """For `within`: the visit took place; `data["report"]` stays with the team."""
    done.obj.visits.filter(outcome=VisitOutcome.PLANNED).update(
        outcome=VisitOutcome.DONE, report=done.data["report"].strip()
    )


def cancel(done: Done) -> None:
    """For `within`: the visit will not take place; the applicant is told why."""
    visit = planned(done.obj)
    if visit is None:
        return
    visit.outcome = VisitOutcome.CANCELLED
    visit.save(update_fields=["outcome"])
    tell(done.obj, "visit_cancelled", done.author, visit.pk, reason=done.data["reason"], **moment(visit.at))


def drop(application: Application) -> None:
    """A decision taken before the visit: it will not take place, and the mail of the decision says enough."""
    application.visits.filter(outcome=VisitOutcome.PLANNED).update(outcome=VisitOutcome.CANCELLED)
