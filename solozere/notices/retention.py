"""How long contacts are kept."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import Action, RetentionRule, Visibility
from solozere.core.relations import unreferenced

RULES = [
    RetentionRule(
        model="notices.Contact",
        fields=("email", "name"),
        purpose=_("vous répondre et rattacher à votre adresse ce que vous avez demandé"),
        visibility=Visibility.PERSON,
        anchor="created_at",
        keep_days=3 * 365,
        anchor_words=_("après le dépôt de l’adresse, si plus rien ne s’y rattache"),
        action=Action.DELETE,
        basis=_("votre demande (article 6.1.b du RGPD)"),
        only=unreferenced,  # an account, later a request or a file, keeps its contact alive
    ),
]
