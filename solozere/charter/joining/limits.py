"""How often an address may begin applications, or ask for its links."""

from datetime import timedelta

from solozere.core import throttle
from solozere.core.throttle import Limit

BEGIN = throttle.declare(Limit("join_begin", timedelta(days=1), soft=3, hard=6))
"""Past the soft limit the draft is kept, and opens by the mail alone; past the hard one nothing is written."""
RESUME = throttle.declare(Limit("join_resume", timedelta(hours=1), soft=3, hard=3))
"""The mail is itself the answer."""
