"""How often an address may be tried at the door, by form: never by machine alone.

Beyond, a soft step: the code by mail stays for who mistook a password; for who asked for many codes, a quarter of an hour.
"""

from datetime import timedelta

from solozere.core import throttle
from solozere.core.throttle import Limit, Verdict

WINDOW = timedelta(minutes=15)
CODE = throttle.declare(Limit("sign_in_code", WINDOW, soft=5, hard=5))
"""Codes sent to an address."""
PASSWORD = throttle.declare(Limit("sign_in_password", WINDOW, soft=5, hard=5))
"""Passwords tried for an address; a right one starts again from nothing."""
SECOND = throttle.declare(Limit("sign_in_second", WINDOW, soft=5, hard=5))
"""Second factors tried for an account; a right one starts again from nothing."""


def allows(limit: Limit, whom: str) -> bool:
    """Count one try, and say whether it may go on."""
    return throttle.hit(limit.form, whom) is Verdict.PASS


def forget(limit: Limit, whom: str) -> None:
    """They proved who they are: count from nothing."""
    throttle.forget(limit.form, whom)
