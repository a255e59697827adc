"""The numbers of applications: « 2026-0001 », by the year of the territory's clock."""

from django.db.models.functions import Length

from solozere.charter.clock import today
from solozere.charter.models import Application


def next_number() -> str:
    """The number that nobody has yet. Two at once may be given the same: the database refuses the second, who asks again."""
    year = today().year
    found = Application.objects.filter(number__startswith=f"{year}-").order_by(Length("number").desc(), "-number")
    last = found.values_list("number", flat=True).first()
    return f"{year}-{(int(last.partition('-')[2]) if last else 0) + 1:04d}"
