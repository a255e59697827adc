"""Telephone numbers as people write them, as telephones dial them."""

import pytest
from django.core.exceptions import ValidationError

from solozere.places.phones import dial, spaced, validate_phone


@pytest.mark.parametrize(
    ("text", "dialled", "read"),
    [
        ("0465710048", "+33465710048", "04 65 71 00 48"),
        ("04.65.71.00.48", "+33465710048", "04 65 71 00 48"),
        ("+33 4 65 71 00 48", "+33465710048", "04 65 71 00 48"),
        ("+33 (0)4 65 71 00 48", "+33465710048", "04 65 71 00 48"),
        ("39 39", "3939", "39 39"),
        ("0262 41 00 00", "+262262410000", "0262 41 00 00"),
        ("0692 41 00 00", "+262692410000", "0692 41 00 00"),
        ("+44 20 7946 0000", "+442079460000", "+44 20 7946 0000"),
    ],
)
def test_a_number_is_dialled_and_read(text, dialled, read):
    validate_phone(text)
    assert dial(text) == dialled
    assert spaced(text) == read.replace(" ", "\u00a0")


@pytest.mark.parametrize("text", ["", "12", "appelez", "04 65 71", "0465710048 poste A", "++33465710048", "0" * 40])
def test_what_cannot_be_dialled_is_refused_with_an_example(text):
    with pytest.raises(ValidationError) as caught:
        validate_phone(text)
    assert "04\u00a065\u00a071\u00a000\u00a000" in caught.value.messages[0]


@pytest.mark.parametrize("text", ["", "appelez"])
def test_what_is_no_number_has_no_link_and_is_shown_as_it_is(text):
    assert dial(text) == ""
    assert spaced(text) == text
