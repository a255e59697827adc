"""What each app says of the personal data it keeps: why, who sees it, how long, and what happens then.

An app declares in its `retention.py`:

    RULES: list[RetentionRule]           what is kept of people, and for how long
    NOT_PERSONAL: dict[str, str] = {}    "app.Model.field" → why a field that looks personal is not
    NOT_OF_AN_ACCOUNT: dict[str, str] = {}   "app.Model" → why what it keeps is not given to, nor erased for, one person

Nothing here is imported by name: the lists are found by walking INSTALLED_APPS. The privacy app applies the rules, the
website prints them, and a test walks all models and fails on a personal field that no rule names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthorKind

Words = str | Promise
"""A French phrase, translated late or not."""

DAYS_PER_YEAR = 365
DAYS_PER_MONTH = 30
CIVIL_LIMITATION_DAYS = 5 * DAYS_PER_YEAR
ERASED_NAME = "personne effacée"
"""What stands in a journal for somebody whose name is gone: stored, hence not translated."""


class Action(models.TextChoices):
    """What happens at the end of the delay."""

    DELETE = "delete", _("suppression")
    ANONYMISE = "anonymise", _("anonymisation")
    KEEP = "keep", _("conservation")


class Visibility(models.TextChoices):
    """Who reads the data while it is kept."""

    PUBLIC = "public", _("tout le monde")
    STAFF = "staff", _("l’équipe du réseau")
    PERSON = "person", _("la personne et l’équipe du réseau")
    MACHINE = "machine", _("personne : seul le logiciel s’en sert")


@dataclass(frozen=True)
class RetentionRule:
    """How long one kind of personal data is kept. The words (`purpose`, `anchor_words`, `basis`, `keep_reason`) are French.

    `model` is a label, "notices.Contact"; `fields` the personal fields that the rule covers. `anchor` names the date or
    datetime field that starts the delay of `keep_days` (a row whose anchor is empty is not due). DELETE removes the row,
    ANONYMISE writes `values` (by default "" in text, None elsewhere) in `fields`, KEEP leaves it for `keep_reason`.
    `title` says in plain words what the public page calls it, where the model's own name would not do.
    `only` narrows the queryset to the rows that the rule may touch; `erase` replaces `obj.delete()` where a row has
    something outside the database, or what ANONYMISE writes where that is more than columns (`only` then leaves out the rows
    that are anonymous already). Raises ValueError when a declaration is incomplete.
    """

    model: str
    fields: tuple[str, ...]
    purpose: Words
    visibility: Visibility
    anchor: str
    keep_days: int | None
    action: Action
    basis: Words
    keep_reason: Words = ""
    anchor_words: Words = ""
    title: Words = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    only: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] | None = None
    erase: Callable[[Any], None] | None = None

    def __post_init__(self) -> None:
        if not self.fields:
            raise ValueError(f"{self.model}: a retention rule covers at least one field")
        if self.action == Action.KEEP:
            if not self.keep_reason or self.keep_days is not None:
                raise ValueError(f"{self.model}: what is kept needs a reason and no delay")
        elif not self.anchor or self.keep_days is None or self.keep_days < 0:
            raise ValueError(f"{self.model}: {self.action} needs an anchor and a delay in days")

    @property
    def model_class(self) -> type[models.Model]:
        """The model; raises LookupError when the label names none."""
        return apps.get_model(self.model)

    def replacements(self) -> dict[str, Any]:
        """What ANONYMISE writes, by field."""
        fields = {name: self.model_class._meta.get_field(name) for name in self.fields}
        return {name: self.values.get(name, None if found.null else "") for name, found in fields.items()}


@dataclass(frozen=True)
class DisplayedRule:
    """A rule in French words, for the public page: each attribute a phrase without final stop, but `purpose` and `basis` as declared."""

    what: str
    details: str
    purpose: str
    who: str
    how_long: str
    basis: str


def _declarations(name: str) -> list[tuple[str, Any]]:
    """`(app label, value)` of the attribute `name` of each app's `retention` module, in the order of INSTALLED_APPS."""
    found = []
    for config in apps.get_app_configs():
        path = f"{config.name}.retention"
        if config.name.startswith("solozere.") and find_spec(path):
            found.append((config.label, getattr(import_module(path), name, None)))
    return [(label, value) for label, value in found if value]


def rules() -> list[RetentionRule]:
    """Every retention rule that the installed apps declare, in the order of INSTALLED_APPS."""
    return [rule for _label, declared in _declarations("RULES") for rule in declared]


def personal_data() -> dict[str, set[str]]:
    """The fields covered by a rule: "app_label.model_name" in lower case → names of fields."""
    covered: dict[str, set[str]] = {}
    for rule in rules():
        covered.setdefault(rule.model_class._meta.label_lower, set()).update(rule.fields)
    return covered


def not_personal() -> dict[str, str]:
    """Fields that look personal and are not: "app.Model.field" in lower case → the reason."""
    return {
        key.lower(): reason for _label, declared in _declarations("NOT_PERSONAL") for key, reason in declared.items()
    }


def not_of_an_account() -> dict[str, str]:
    """Models with personal fields that belong to nobody's account: "app.model" in lower case → the reason."""
    found = _declarations("NOT_OF_AN_ACCOUNT")
    return {key.lower(): reason for _label, declared in found for key, reason in declared.items()}


def delay_in_words(days: int) -> str:
    """« 3 ans », « 6 mois », « 30 jours »: the roundest unit that says exactly `days`."""
    years, months = days // DAYS_PER_YEAR, days // DAYS_PER_MONTH
    if days and days % DAYS_PER_YEAR == 0:
        return ngettext("%(count)s\u00a0an", "%(count)s\u00a0ans", years) % {"count": years}
    if days >= 2 * DAYS_PER_MONTH and days % DAYS_PER_MONTH == 0:
        return gettext("%(count)s\u00a0mois") % {"count": months}
    return ngettext("%(count)s\u00a0jour", "%(count)s\u00a0jours", days) % {"count": days}


def declared_for_display() -> list[DisplayedRule]:
    """What the public page on personal data lists: one entry a rule, in French words."""
    return [_displayed(rule) for rule in rules()]


def _displayed(rule: RetentionRule) -> DisplayedRule:
    meta = rule.model_class._meta
    names = [str(getattr(meta.get_field(name), "verbose_name", name)) for name in rule.fields]
    return DisplayedRule(
        what=str(rule.title or meta.verbose_name_plural),
        details=", ".join(names),
        purpose=str(rule.purpose),
        who=str(rule.visibility.label),
        how_long=_how_long(rule),
        basis=str(rule.basis),
    )


def _how_long(rule: RetentionRule) -> str:
    """« 3 ans après la dernière visite, puis suppression », « conservé : … »."""
    if rule.action == Action.KEEP or rule.keep_days is None:
        return gettext("conservé\u00a0: %(reason)s") % {"reason": rule.keep_reason}
    anchor = rule.anchor_words or gettext("à compter de la date «\u00a0%(field)s\u00a0»") % {
        "field": rule.model_class._meta.get_field(rule.anchor).verbose_name  # type: ignore[union-attr]
    }
    words = {"delay": delay_in_words(rule.keep_days), "anchor": anchor, "then": rule.action.label}
    if rule.keep_days == 0:
        return gettext("%(anchor)s, puis %(then)s") % words
    return gettext("%(delay)s %(anchor)s, puis %(then)s") % words


def author_rule(
    model: str,
    anchor: str,
    *,
    visibility: Visibility = Visibility.STAFF,
    keep_days: int = CIVIL_LIMITATION_DAYS,
    anchor_words: Words = "",
    title: Words = "",
) -> RetentionRule:
    """The rule of a journal (`core.authors.AuthoredModel`): after the delay the name of the person goes, the row stays."""
    return RetentionRule(
        model=model,
        fields=("author_name", "author_id"),
        purpose=_("savoir qui a dit ou décidé quoi, et répondre de ces décisions"),
        visibility=visibility,
        anchor=anchor,
        keep_days=keep_days,
        anchor_words=anchor_words,
        title=title,
        action=Action.ANONYMISE,
        basis=_("mission d’intérêt public\u00a0; délai de prescription de l’article 2224 du code civil"),
        values={"author_name": ERASED_NAME},
        only=_people,
    )


def _people(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The system is nobody."""
    return rows.exclude(author_kind=AuthorKind.SYSTEM)
