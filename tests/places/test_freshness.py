"""Under six months a confirmation holds; beyond, it is said so; what nobody confirmed says where it comes from."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from solozere.core.authors import Author, AuthorKind
from solozere.places.models import FactGroup
from solozere.places.page.stamps import sheet_words, shown
from solozere.places.rules.freshness import Age, Stamp, age, months_later, of_sheet, stale_from

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 22)


def group(code, on=None, *, source="Visite", source_date="", by="Ada Exemple") -> FactGroup:
    """A group confirmed at noon of the day `on`."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) if on else None
    found = FactGroup(code=code, source=source, source_date=source_date, confirmed_at=at)
    found.set_author(Author(AuthorKind.SYSTEM, by))
    return found


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 5, 20), date(2026, 11, 20)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 8, 29), date(2027, 2, 28)),
    ],
)
def test_six_months_later_is_the_same_day_or_the_last_of_the_month(day, later):
    assert months_later(day, 6) == later


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (None, Age.NEVER),
        (date(2026, 11, 22), Age.FRESH),
        (date(2026, 5, 23), Age.FRESH),
        (date(2026, 5, 22), Age.STALE),
        (date(2020, 1, 1), Age.STALE),
        (date(2026, 11, 23), Age.FRESH),
    ],
)
def test_a_confirmation_holds_for_six_months_to_the_day(confirmed, expected):
    assert age(confirmed, TODAY) == expected


def test_the_first_stale_day_is_said():
    assert stale_from(date(2026, 5, 22)) == date(2026, 11, 22)


def test_a_sheet_is_as_fresh_as_its_oldest_confirmation():
    stamps = [
        Stamp("hours", "Visite", confirmed_on=date(2026, 11, 1), confirmed_by="Ada"),
        Stamp("prices", "Visite", confirmed_on=date(2026, 2, 1), confirmed_by="Bob"),
        Stamp("location", "Open data"),
    ]
    found = of_sheet(stamps, TODAY)
    assert found.age == Age.STALE
    assert found.stamp == stamps[1]
    assert (found.outdated, found.unconfirmed, found.all_doubtful) == (("prices",), ("location",), False)
    assert of_sheet(stamps[:1], TODAY).age == Age.FRESH
    assert of_sheet(stamps[1:], TODAY).all_doubtful


def test_a_sheet_that_nobody_confirmed_never_was():
    assert of_sheet([Stamp("location", "Open data")], TODAY).age == Age.NEVER
    assert of_sheet([], TODAY).stamp is None


class TestWords:
    """What the page says."""

    def said(self, *groups) -> list[tuple[str, str]]:
        return [(stamp.groups, stamp.words) for stamp in shown(groups, TODAY, PARIS)]

    def test_a_fresh_group_names_who_confirmed_it_and_the_day(self):
        assert self.said(group("hours", date(2026, 11, 20))) == [
            ("Horaires", "Confirmé le 20 novembre 2026 par Ada Exemple")
        ]
        assert self.said(group("hours", date(2026, 11, 1)))[0][1].startswith("Confirmé le 1er novembre 2026")

    def test_a_stale_group_says_since_when(self):
        assert self.said(group("hours", date(2026, 3, 3))) == [("Horaires", "Non vérifié depuis le 3 mars 2026")]

    @pytest.mark.parametrize(
        ("source", "on", "words"),
        [
            ("zevillage.net", "", "zevillage.net"),
            ("Annonce", "2013-03-03", "Annonce (3 mars 2013)"),
            ("Annonce", "2013", "Annonce (2013)"),
            ("Données ouvertes de 2019", "2019", "Données ouvertes de 2019"),
        ],
    )
    def test_a_group_that_nobody_confirmed_names_its_source(self, source, on, words):
        assert self.said(group("location", source=source, source_date=on)) == [
            ("Adresse et position", f"Jamais confirmé\u00a0: d’après {words}")
        ]

    def test_groups_of_the_same_person_and_day_are_said_together_in_a_stable_order(self):
        day = date(2026, 11, 20)
        said = self.said(group("prices", day), group("location"), group("hours", day), group("contact", day, by="Bob"))
        assert [groups for groups, _words in said] == ["Adresse et position", "Horaires, tarifs", "Contact"]

    def test_the_day_of_a_confirmation_is_that_of_the_territorys_clock(self):
        late = group("hours")
        late.confirmed_at = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
        assert "20 novembre" in self.said(late)[0][1]

    def test_a_whole_sheet_is_summed_up_in_a_sentence(self):
        fresh, old, never = group("hours", date(2026, 11, 20)), group("prices", date(2026, 1, 5)), group("location")
        words = sheet_words([fresh], TODAY, PARIS)
        assert (words.age, words.words, words.doubts) == (
            "fresh",
            "Fiche vérifiée le 20 novembre 2026 par Ada Exemple.",
            "",
        )
        assert sheet_words([fresh, never], TODAY, PARIS).doubts == "Jamais confirmé\u00a0: adresse et position."
        words = sheet_words([fresh, old, never], TODAY, PARIS)
        assert words.words == "Non vérifiée depuis le 5 janvier 2026."
        assert words.doubts == "À vérifier\u00a0: tarifs, adresse et position."
        assert sheet_words([old, never], TODAY, PARIS).doubts == ""
        assert sheet_words([never], TODAY, PARIS).words == "Fiche jamais confirmée\u00a0: d’après Visite."
        assert sheet_words([], TODAY, PARIS).words == "Rien n’est encore renseigné."
