"""Dates as sources give them."""

import pytest

from solozere.organisations.rules import PartialDate, dated, newest_year, period_words, since_words, until_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013", "2013"),
        ("2013-03", "mars 2013"),
        ("2013-03-03", "3 mars 2013"),
        ("2013-03-01", "1er mars 2013"),
        (" 2013 ", "2013"),
    ],
)
def test_a_date_says_no_more_than_the_source(text, words):
    assert PartialDate.parse(text).words == words


@pytest.mark.parametrize(
    "text", ["", "13", "2013-13", "2013-02-30", "mars 2013", "2013/03", "2013-3-3", "0000", "20130", "2013-03-03T10:00"]
)
def test_anything_else_is_refused_with_a_sentence_that_shows_what_is_right(text):
    with pytest.raises(ValueError, match=r"une année \(2013\), un mois \(2013-03\) ou un jour \(2013-03-15\)"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("2012", "2013", True),
        ("2013", "2012", False),
        ("2013", "2013-03", False),
        ("2013-02", "2013-03-01", True),
        ("2013-03-01", "2013-03", False),
        ("2013-03-01", "2013-03-02", True),
        ("2013-03-02", "2013-03-02", False),
        ("2013-04-01", "2013-03", False),
    ],
)
def test_a_date_is_before_another_only_when_that_is_sure(left, right, before):
    assert PartialDate.parse(left).before(PartialDate.parse(right)) is before


def test_dates_are_said_with_the_right_preposition():
    assert dated("2013-03-03") == "le 3 mars 2013"
    assert dated("2013-03") == "en mars 2013"
    assert since_words("2012-02-21") == "depuis le 21 février 2012"
    assert since_words("2012") == "depuis 2012"
    assert until_words("2013-12-31") == "jusqu’au 31 décembre 2013"
    assert until_words("2013") == "jusqu’en 2013"
    assert dated("") == since_words("") == until_words("") == ""


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("", "", ""),
        ("2012", "", "depuis 2012"),
        ("", "2013", "jusqu’en 2013"),
        ("2012", "2013", "de 2012 à 2013"),
        ("2012-05-02", "2013-01-05", "du 2 mai 2012 au 5 janvier 2013"),
        ("2011-10", "2011-10", "en octobre 2011"),
        ("2010-11-18", "2010-11-18", "le 18 novembre 2010"),
        ("2012", "2013-01-05", "depuis 2012, jusqu’au 5 janvier 2013"),
    ],
)
def test_a_period_is_said_in_words(since, until, words):
    assert period_words(since, until) == words


def test_the_newest_year_is_that_of_the_newest_source():
    assert newest_year(["2012-02-21", "2013-03-03", "", "2012"]) == 2013
    assert newest_year([]) is None
