"""What the page of the review shows: the application, the charter beside it, what can be done, what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.enums import CheckVerdict
from solozere.charter.joining import description
from solozere.charter.joining.ground import ground
from solozere.charter.models import Application
from solozere.charter.reviewing import visits
from solozere.charter.reviewing.admission import Judged, judge
from solozere.charter.reviewing.checks import Found, checks_of, found
from solozere.charter.reviewing.forms import CheckForm, NoteForm, check_forms, shown_again
from solozere.charter.reviewing.listing import asked_label
from solozere.charter.reviewing.mails import mails_about
from solozere.charter.reviewing.rules import Tally, tallies
from solozere.charter.reviewing.waiting import CLOSED, waiting
from solozere.charter.rules import Criterion, CriterionResult
from solozere.core import history, workflow
from solozere.core.authors import Author
from solozere.notices.enums import MailState
from solozere.notices.kinds import known
from solozere.places.models import Label

IMAGE = "image/"
DECISIONS = {
    "take": "application_take",
    "request_changes": "application_changes",
    "plan_visit": "application_visit",
    "visit_done": "application_visit_done",
    "cancel_visit": "application_visit_cancel",
    "accept": "application_grant",
    "refuse": "application_refuse",
    "lapse": "application_lapse",
    "reopen": "application_reopen",
}
"""Step of the workflow → name of the address of its page."""


@dataclass(frozen=True)
class Row:
    """A criterion of a card: `rank` in it, what is declared, whether the answers say the contrary, the form, what refused it."""

    rank: int
    criterion: Criterion
    declared: str
    contrary: str
    form: CheckForm
    error: str
    who: str
    before: Found


@dataclass(frozen=True)
class Card:
    """A label with its tally and its criteria; `asked`: the one that the application asks for. `stones`: laid or not."""

    tally: Tally
    asked: bool
    stones: tuple[bool, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened: when, and what with by whom; `reason` may be ""."""

    at: datetime
    words: str
    reason: str


@dataclass(frozen=True)
class Letter:
    """A mail that was written, and whether it may be sent again."""

    mail: Any
    name: str
    again: bool


def review(application: Application, author: Author, *, data: Any = None, refused: Mapping[str, str] | None = None,
           note: NoteForm | None = None) -> dict[str, Any]:  # fmt: skip
    """The context of `charter/reviewing/application.html`. `data`, `refused`: a sending of checks, and why some stay unwritten."""
    about = ground()
    return {
        **bilan(application, author, judge(application), data, refused or {}),
        "sections": description.describe(application, about),
        "files": [each for each in application.files.select_related("file") if not _is_picture(each)],
        "pictures": [each for each in application.files.select_related("file") if _is_picture(each)],
        "where": _map_url(application),
        "asked": Label.objects.filter(code=asked_label(application)).first(),
        "received": application.submitted_at,
        "changes": _changes(application, dict(description.fields(about))),
        "visits": list(application.visits.all()),
        "notes": list(application.notes.all()),
        "note": note or NoteForm(),
        "events": events(application, {one.id: one.wording for one in about.criteria}),
        "letters": letters(application),
    }


def bilan(
    application: Application,
    author: Author,
    judged: Judged | None,
    data: Any = None,
    refused: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The part that follows each verdict: cards, what may be granted, what can be done."""
    last = workflow.lines(application).first()
    since = last.at if last else application.submitted_at or application.created_at
    waits = waiting(application.state, timezone.localtime(since), today())
    steps = {step.code: step for step in workflow.available(application, author)}
    return {
        "application": application,
        "waiting": waits,
        "closed": waits.group == CLOSED,
        "judged": judged,
        "signed_otherwise": judged is not None and application.charter_id != judged.version.pk,
        "cards": _cards(application, judged, data, refused or {}) if judged else [],
        "unwritten": bool(refused),
        "steps": steps,
        "blocked": _blocked(application, judged, steps),
        "visit": visits.planned(application),
    }


def _cards(application: Application, judged: Judged, data: Any, refused: Mapping[str, str]) -> list[Card]:
    """The label asked for first; a criterion of several labels stands in the first card that has it."""
    charter, checks = judged.version.charter(), checks_of(application)
    standing = {one: found(check) for one, check in checks.items()}
    made = check_forms(charter, standing)
    if data is not None:
        made |= {one: form for one, form in shown_again(charter, standing, data).items() if one in refused}
    asked, shown = asked_label(application), set()
    results = {result.id: result for result in judged.declared.criteria}
    cards = []
    for tally in sorted(tallies(judged.verified), key=lambda each: each.code != asked):
        ours = [one for one in charter.criteria_of(tally.code) if one.id not in shown]
        shown |= {one.id for one in ours}
        rows = [
            _row(rank, one, results[one.id], made[one.id], refused.get(one.id, ""), checks.get(one.id))
            for rank, one in enumerate(sorted(ours, key=lambda one: not one.counts), 1)
        ]
        stones = tuple(rank < tally.found for rank in range(tally.required))
        cards.append(Card(tally, tally.code == asked, stones, tuple(rows)))
    return cards


def _row(rank: int, criterion: Criterion, result: CriterionResult, form: CheckForm, error: str, check: Any) -> Row:
    said = " ".join(_sentence(fact.text) for fact in result.used)
    if result.unmet:
        contrary = _("Les réponses disent le contraire\u00a0: demandez à la personne de les corriger.")
    elif not result.met:
        contrary = _("Les réponses ne le disent pas encore.")
    else:
        contrary = ""
    looked = check is not None and check.verdict != CheckVerdict.UNKNOWN
    who = check.author_name if looked else ""
    return Row(rank, criterion, said or _("Rien n’est déclaré."), contrary, form, error, who, found(check))


def _sentence(text: str) -> str:
    said = capfirst(text)
    return said if said.endswith(".") else f"{said}."


def _blocked(application: Application, judged: Judged | None, steps: Mapping[str, Any]) -> str:
    """Why no label can be granted now; "" where one can, or where it is no longer the question."""
    if "accept" not in steps:
        return ""
    if judged is None:
        return _("Aucune version de la charte n’est en vigueur\u00a0: aucun label ne peut être attribué.")
    if judged.grantable:
        return ""
    name = next((each.name for each in judged.verified.labels if each.code == asked_label(application)), "")
    if not name:
        return _("Pour attribuer un label, tous ses critères doivent être constatés conformes.")
    return _("Pour attribuer le label %(name)s, tous ses critères doivent être constatés conformes.") % {"name": name}


def _changes(application: Application, names: Mapping[str, str]) -> list[tuple[Any, str]]:
    return [(change, names.get(change.field, change.field)) for change in application.changes.all()]


def events(application: Application, wordings: Mapping[str, str]) -> list[Event]:
    """The journal and the verdicts, the newest first; `wordings`: what each criterion says."""
    known_steps = workflow.definition.workflow_of(application)
    found_events = [
        Event(line.at, f"{line.author_name} {known_steps[line.transition].done}", line.reason)
        for line in workflow.lines(application)
        if line.transition in known_steps
    ]
    found_events += [_checked(entry, wordings) for entry in history.of(application) if entry.action == "check"]
    return sorted(found_events, key=lambda event: event.at, reverse=True)


def _checked(entry: Any, wordings: Mapping[str, str]) -> Event:
    verdict = CheckVerdict(entry.after).label if entry.after in CheckVerdict.values else entry.after
    words = _("%(who)s a noté «\u00a0%(verdict)s\u00a0» pour le critère «\u00a0%(criterion)s\u00a0»")
    return Event(
        entry.at,
        words % {"who": entry.author_name, "verdict": verdict, "criterion": wordings.get(entry.part, entry.part)},
        "",
    )


def letters(application: Application) -> list[Letter]:
    """The mails about it, each with the name of its kind."""
    made = []
    for mail in mails_about(application):
        kind = known(mail.kind)
        gone = mail.state in (MailState.SENT, MailState.FAILED) and bool(mail.text)
        made.append(Letter(mail, str(kind.name) if kind else mail.kind, gone))
    return made


def _is_picture(each: Any) -> bool:
    return bool(each.file.content_type.startswith(IMAGE))


def _map_url(application: Application) -> str:
    """The address on a public map, which the reviewer may open; "" where it is not said."""
    said = application.answers.get("place", {})
    parts: Iterable[str] = (str(said.get(name, "")) for name in ("address", "postal_code", "commune"))
    words = " ".join(part for part in parts if part)
    return f"https://www.openstreetmap.org/search?query={quote_plus(words)}" if words else ""
