"""Nothing personal is kept unsaid: every field that looks personal has a retention rule, or a reason why it is none."""

import re
from collections.abc import Iterable, Mapping

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.test.utils import isolate_apps

from solozere.core import declarations
from solozere.core.authors import AuthoredModel
from solozere.core.registries import personal_data
from solozere.notices.models import Contact

PEOPLE = ("notices.contact", settings.AUTH_USER_MODEL.lower())
PERSONAL_NAME = re.compile(
    r"(^|_)(e?mail|mailbox|phone|tel|telephone|mobile|fax|address|adresse|street|name|nom|surname|author|user|contact|person|"
    r"iban|bic|credit|photo|portrait|picture|ip|birth|birthday|age|gender|siret|signature|user_agent|password|login|session)s?(_|$)"
)
"""Names that a field of personal data would bear. Wide on purpose: a reason in NOT_PERSONAL costs one line."""
PLAIN = (models.AutoField, models.BooleanField, models.DecimalField, models.FloatField)
"""Kinds of field that hold no personal data by themselves, whatever their name; nor does a choice among codes."""


def looks_personal(field: models.Field) -> bool:
    """Would a reader take this field for personal data?"""
    if field.is_relation:
        target = field.remote_field.model
        label = target.lower() if isinstance(target, str) else target._meta.label_lower
        return label in PEOPLE
    if isinstance(field, models.EmailField | models.GenericIPAddressField | models.FileField):
        return True
    return not isinstance(field, PLAIN) and not field.choices and bool(PERSONAL_NAME.search(field.name))


def unsaid(
    found: Iterable[type[models.Model]], covered: Mapping[str, set[str]], not_personal: Mapping[str, str]
) -> list[str]:
    """« app.model.field » for each field that looks personal and that no declaration names."""
    missing = []
    for model in found:
        label = model._meta.label_lower
        for field in [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]:
            name = f"{label}.{field.name}".lower()
            if looks_personal(field) and field.name not in covered.get(label, set()) and name not in not_personal:
                missing.append(name)
    return missing


def test_every_personal_field_has_a_rule_or_a_reason():
    assert unsaid(apps.get_models(), declarations.personal_data(), declarations.not_personal()) == []


@isolate_apps("solozere.core")
def test_the_guard_sees_a_new_personal_field_of_each_kind():
    class Request(models.Model):
        sent_from = models.GenericIPAddressField()
        reply_to = models.EmailField()
        author_name = models.CharField(max_length=10)
        phone = models.CharField(max_length=10)
        iban = models.CharField(max_length=34)
        scan = models.FileField()
        asked_by = models.ForeignKey(Contact, models.CASCADE, related_name="+")
        handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
        shared_with = models.ManyToManyField("notices.Contact", related_name="+")
        subject = models.TextField()
        phone_given = models.BooleanField()
        on = models.DateField()

        class Meta:
            app_label = "core"

    personal = ["sent_from", "reply_to", "author_name", "phone", "iban", "scan"]
    related = ["asked_by", "handled_by", "shared_with"]
    assert unsaid([Request], {}, {}) == [f"core.request.{name}" for name in personal + related]
    covered = {"core.request": set(personal)}
    assert unsaid([Request], covered, {}) == [f"core.request.{name}" for name in related]
    reasons = {f"core.request.{name}": "a reason" for name in related}
    assert unsaid([Request], covered, reasons) == []


@isolate_apps("solozere.notices")
def test_the_guard_sees_a_field_added_to_a_model_that_has_a_rule():
    class Contact(models.Model):
        email = models.EmailField()
        name = models.CharField(max_length=10)
        phone = models.CharField(max_length=10)

        class Meta:
            app_label = "notices"

    assert unsaid([Contact], declarations.personal_data(), declarations.not_personal()) == ["notices.contact.phone"]


def test_the_session_of_django_is_watched_too():
    assert unsaid([Session], {}, {}) == ["sessions.session.session_key", "sessions.session.session_data"]


@pytest.mark.parametrize("name", sorted(declarations.not_personal()))
def test_a_reason_stands_for_a_field_that_exists_and_looks_personal(name):
    app, model, field = name.split(".")
    found = next(f for f in apps.get_model(app, model)._meta.get_fields() if f.name.lower() == field)
    assert looks_personal(found), f"{name} needs no reason"
    assert len(declarations.not_personal()[name]) > 10
    assert found.name not in declarations.personal_data().get(f"{app}.{model}", set()), "a rule says otherwise"


# What one person has, to take away or to have erased


def unclaimed(covered: Mapping[str, set[str]], claimed: set[str], reasons: Mapping[str, str]) -> list[str]:
    """Models with personal fields that no app exports and erases; the authors of journals are privacy's, wherever they are."""
    missing = []
    for label, fields in covered.items():
        journal = issubclass(apps.get_model(label), AuthoredModel)
        left = fields - {"author_name", "author_id"} if journal else fields
        if left and label not in claimed and label not in reasons:
            missing.append(label)
    return missing


def claimed() -> set[str]:
    """The models that the registry answers for."""
    return {apps.get_model(label)._meta.label_lower for entry in personal_data for label in entry.models}


def test_every_model_with_personal_fields_is_exported_and_erased_or_has_a_reason():
    assert unclaimed(declarations.personal_data(), claimed(), declarations.not_of_an_account()) == []


def test_the_guard_sees_a_model_that_nobody_exports():
    assert unclaimed({"notices.contact": {"email"}}, set(), {}) == ["notices.contact"]
    assert unclaimed({"core.historyentry": {"author_name", "author_id"}}, set(), {}) == []
    assert unclaimed({"core.historyentry": {"author_name", "before"}}, set(), {}) == ["core.historyentry"]
    assert unclaimed({"notices.contact": {"email"}}, set(), {"notices.contact": "a reason"}) == []


@pytest.mark.parametrize("label", sorted(declarations.not_of_an_account()))
def test_a_reason_stands_for_a_model_that_exists_and_that_nobody_claims(label):
    assert apps.get_model(label)._meta.label_lower not in claimed()
    assert len(declarations.not_of_an_account()[label]) > 10
