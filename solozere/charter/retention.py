"""How long the authors of memberships are named. The facts kept with a decision name nobody: see `Fact.as_json`."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.inviting import retention as inviting
from solozere.charter.joining import retention as joining
from solozere.charter.reviewing import retention as reviewing
from solozere.core.declarations import author_rule

RULES = [
    *joining.RULES,
    *inviting.RULES,
    *reviewing.RULES,
    author_rule(
        "charter.Membership", "decided_at", title=_("qui a accordé les labels"), anchor_words=_("après la décision")
    ),
]

NOT_OF_AN_ACCOUNT = {**reviewing.NOT_OF_AN_ACCOUNT}
