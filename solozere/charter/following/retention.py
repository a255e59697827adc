"""How long those who changed a fact tied to a criterion are named in reviews."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import author_rule

RULES = [
    author_rule(
        "charter.Review",
        "opened_at",
        title=_("qui a changé un fait lié à un critère"),
        anchor_words=_("après le changement"),
    )
]
