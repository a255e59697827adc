"""How long the authors of memberships are named. The facts kept with a decision name nobody: see `Fact.as_json`."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.following.retention import RULES as FOLLOWING
from solozere.core.declarations import author_rule

RULES = [
    author_rule(
        "charter.Membership", "decided_at", title=_("qui a accordé les labels"), anchor_words=_("après la décision")
    ),
    *FOLLOWING,
]
