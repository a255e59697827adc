"""Retention rules: complete or refused, said in French."""

import pytest
from django.apps import apps

from solozere.core import declarations
from solozere.core.declarations import Action, RetentionRule, Visibility, author_rule, delay_in_words
from solozere.core.relations import referrers, unreferenced
from solozere.notices.models import Contact
from tests.factories import ContactFactory, UserFactory

RIGHT = {
    "model": "notices.Contact",
    "fields": ("email", "name"),
    "purpose": "vous répondre",
    "visibility": Visibility.STAFF,
    "anchor": "created_at",
    "keep_days": 365,
    "action": Action.DELETE,
    "basis": "votre demande",
}


@pytest.mark.parametrize(
    "change",
    [
        {"fields": ()},
        {"anchor": ""},
        {"keep_days": None},
        {"keep_days": -1},
        {"action": Action.KEEP, "keep_days": None},
        {"action": Action.KEEP, "keep_reason": "archives"},
        {"action": Action.ANONYMISE, "anchor": ""},
    ],
)
def test_an_incomplete_rule_is_refused(change):
    RetentionRule(**RIGHT)
    with pytest.raises(ValueError, match=r"notices\.Contact"):
        RetentionRule(**{**RIGHT, **change})


def test_anonymising_empties_texts_and_forgets_the_rest():
    rule = author_rule("core.HistoryEntry", "at")
    assert rule.replacements() == {"author_name": "personne effacée", "author_id": None}
    assert RetentionRule(**{**RIGHT, "action": Action.ANONYMISE}).replacements() == {"email": "", "name": ""}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1\u00a0jour"),
        (30, "30\u00a0jours"),
        (45, "45\u00a0jours"),
        (60, "2\u00a0mois"),
        (180, "6\u00a0mois"),
        (365, "1\u00a0an"),
        (1825, "5\u00a0ans"),
    ],
)
def test_a_delay_is_said_in_its_roundest_unit(days, words):
    assert delay_in_words(days) == words


def test_every_app_is_asked_for_its_rules():
    models = {rule.model for rule in declarations.rules()}
    assert {"notices.Contact", "accounts.User", "core.StoredFile", "core.HistoryEntry"} <= models
    assert {"email", "name"} <= declarations.personal_data()["notices.contact"]


def test_every_rule_names_a_model_fields_and_an_anchor_that_exist():
    for rule in declarations.rules():
        meta = apps.get_model(rule.model)._meta
        for name in (*rule.fields, *([rule.anchor] if rule.anchor else [])):
            assert meta.get_field(name), f"{rule.model}.{name}"
        if rule.action == Action.ANONYMISE:
            for name, value in rule.replacements().items():
                if value != "":  # what is left empty is what the rule wants
                    meta.get_field(name).clean(value, None)


def test_every_rule_reads_as_a_french_phrase():
    shown = declarations.declared_for_display()
    assert len(shown) == len(declarations.rules())
    for rule in shown:
        for words in (rule.what, rule.details, rule.purpose, rule.who, rule.how_long, rule.basis):
            assert words
            assert words == words.strip().rstrip(".")
        assert "None" not in rule.how_long


def test_the_display_says_how_long_and_what_then(monkeypatch):
    rules = [
        RetentionRule(**{**RIGHT, "anchor_words": "après votre dernier message"}),
        RetentionRule(**RIGHT),
        RetentionRule(**{**RIGHT, "keep_days": 0, "anchor_words": "jusqu’à votre départ"}),
        RetentionRule(**{**RIGHT, "keep_days": None, "action": Action.KEEP, "keep_reason": "archives publiques"}),
    ]
    monkeypatch.setattr(declarations, "rules", lambda: rules)
    assert [rule.how_long for rule in declarations.declared_for_display()] == [
        "1\u00a0an après votre dernier message, puis suppression",
        "1\u00a0an à compter de la date «\u00a0créé le\u00a0», puis suppression",
        "jusqu’à votre départ, puis suppression",
        "conservé\u00a0: archives publiques",
    ]


@pytest.mark.django_db
def test_a_row_that_another_one_points_to_is_referenced():
    alone, with_account = ContactFactory(), UserFactory().contact
    assert list(unreferenced(Contact.objects.all())) == [alone]
    assert with_account.user in {
        row for model, name in referrers(Contact) if name == "contact" for row in model.objects.all()
    }


def test_a_rule_may_be_called_in_plainer_words_than_its_model(monkeypatch):
    monkeypatch.setattr(declarations, "rules", lambda: [RetentionRule(**{**RIGHT, "title": "votre adresse"})])
    assert declarations.declared_for_display()[0].what == "votre adresse"
