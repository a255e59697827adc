"""Organisations are no persons; who acts for one is."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import CIVIL_LIMITATION_DAYS, Action, RetentionRule, Visibility

RULES = [
    RetentionRule(
        model="organisations.Membership",
        title=_("agents des partenaires"),
        fields=("contact",),
        purpose=_("savoir qui agit pour un partenaire, et depuis quand"),
        visibility=Visibility.STAFF,
        anchor="until",
        keep_days=CIVIL_LIMITATION_DAYS,
        anchor_words=_("après le dernier jour"),
        action=Action.DELETE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
    ),
]

NOT_PERSONAL = {
    "organisations.Organisation.name": "nom d’une organisation",
    "organisations.Organisation.current_name": "nom d’une organisation",
    "organisations.Organisation.historic_mailbox": "boîte aux lettres d’une organisation, publiée par elle",
}
