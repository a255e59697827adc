"""Telephone numbers as French people write, read and dial them."""

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

NBSP = "\u00a0"
_OVERSEAS = {
    **dict.fromkeys(("590", "690"), "GP"),
    **dict.fromkeys(("596", "696"), "MQ"),
    **dict.fromkeys(("594", "694"), "GF"),
    **dict.fromkeys(("262", "692", "693"), "RE"),
    **dict.fromkeys(("269", "639"), "YT"),
}
"""Region of the numbers that begin with 0 and these three digits: dialled from abroad, they have their own country code."""


def _parsed(text: str) -> phonenumbers.PhoneNumber:
    digits = "".join(c for c in text if c.isdigit())
    region = _OVERSEAS.get(digits[1:4], settings.PHONENUMBER_DEFAULT_REGION)
    return phonenumbers.parse(text, region)


def validate_phone(text: str) -> None:
    """Refuses what cannot be dialled; four-digit numbers (39 39) are right."""
    try:
        right = text.count("+") <= 1 and (_is_short(text) or phonenumbers.is_possible_number(_parsed(text)))
    except phonenumbers.NumberParseException:
        right = False
    if not right or any(c.isalpha() for c in text):
        raise ValidationError(
            gettext("Ce numéro ne peut pas être appelé\u00a0: écrivez par exemple 04\u00a065\u00a071\u00a000\u00a000."),
            code="phone",
        )


def _is_short(text: str) -> bool:
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) == 4 and digits[0] in "13" and "+" not in text


def dial(text: str) -> str:
    """What a `tel:` link takes: « +33465710000 », « 3939 »; "" for what cannot be dialled."""
    if _is_short(text):
        return "".join(c for c in text if c.isdigit())
    try:
        return phonenumbers.format_number(_parsed(text), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""


def spaced(text: str) -> str:
    """The number by pairs, with no-break spaces: « 04 65 71 00 00 »; as written where it is not a number."""
    if _is_short(text):
        digits = dial(text)
        return f"{digits[:2]}{NBSP}{digits[2:]}"
    try:
        number = _parsed(text)
    except phonenumbers.NumberParseException:
        return text
    foreign = number.country_code not in (33, 262, 590, 594, 596)
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL if foreign else phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(number, form).replace(" ", NBSP)
