"""How long the authors of memberships are named. The facts kept with a decision name nobody: see `Fact.as_json`."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.following.retention import RULES as FOLLOWING
from solozere.charter.inviting import retention as inviting
from solozere.charter.joining import retention as joining
from solozere.charter.reviewing import retention as reviewing
from solozere.core.declarations import (
    CIVIL_LIMITATION_DAYS,
    ERASED_NAME,
    Action,
    RetentionRule,
    Visibility,
    author_rule,
)

RULES = [
    *joining.RULES,
    *inviting.RULES,
    *reviewing.RULES,
    author_rule(
        "charter.Membership", "decided_at", title=_("qui a accordé les labels"), anchor_words=_("après la décision")
    ),
    RetentionRule(
        model="charter.Renewal",
        title=_("qui a signé le renouvellement d’un label"),
        fields=("contact", "signed_name", "signed_quality"),
        purpose=_("savoir qui s’est engagé au nom du lieu, et l’avoir demandé à la bonne personne"),
        visibility=Visibility.STAFF,
        anchor="closed_at",
        keep_days=CIVIL_LIMITATION_DAYS,
        anchor_words=_("après la décision"),
        action=Action.ANONYMISE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
        values={"signed_name": ERASED_NAME, "signed_quality": ERASED_NAME},
        only=lambda rows: rows.exclude(signed_hash=""),
    ),
    *FOLLOWING,
]

NOT_OF_AN_ACCOUNT = {**reviewing.NOT_OF_AN_ACCOUNT}
