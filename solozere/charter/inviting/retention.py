"""How long invitations are kept."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import DAYS_PER_YEAR, Action, RetentionRule, Visibility

RULES = [
    RetentionRule(
        model="charter.Invitation",
        title=_("invitations à rejoindre le réseau"),
        fields=("contact", "message", "decline_reason", "author_name", "author_id"),
        purpose=_("inviter un lieu, et ne pas lui écrire à nouveau quand il a répondu"),
        visibility=Visibility.PERSON,
        anchor="sent_at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après l’envoi"),
        action=Action.DELETE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
    )
]
