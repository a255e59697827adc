"""How long applications are kept."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.joining.ending import DRAFT_DAYS, anonymise, closed, delete, ended_drafts
from solozere.core.declarations import DAYS_PER_YEAR, Action, RetentionRule, Visibility, author_rule

_ASKED = _("votre demande (article 6.1.b du RGPD)")
_FIELDS = ("contact", "answers", "signed_name", "signed_quality", "author_name", "author_id")


RULES = [
    RetentionRule(
        model="charter.Application",
        title=_("brouillons de demandes de label"),
        fields=_FIELDS,
        purpose=_("vous laisser reprendre votre demande"),
        visibility=Visibility.PERSON,
        anchor="updated_at",
        keep_days=DRAFT_DAYS,
        anchor_words=_("après votre dernière réponse, quinze jours au moins après vous avoir prévenu"),
        action=Action.DELETE,
        basis=_ASKED,
        only=ended_drafts,
        erase=delete,
    ),
    RetentionRule(
        model="charter.Application",
        title=_("demandes de label refusées, retirées ou sans suite"),
        fields=_FIELDS,
        purpose=_("répondre à vos questions sur une demande close"),
        visibility=Visibility.PERSON,
        anchor="decided_at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après la fin de la demande"),
        action=Action.ANONYMISE,
        basis=_ASKED,
        only=closed,
        erase=anonymise,
    ),
    RetentionRule(
        model="charter.Application",
        title=_("demandes de label examinées ou acceptées"),
        fields=_FIELDS,
        purpose=_("examiner la demande, puis savoir à quoi le lieu s’est engagé"),
        visibility=Visibility.PERSON,
        anchor="",
        keep_days=None,
        action=Action.KEEP,
        keep_reason=_("tant que la demande est examinée, puis avec l’adhésion du lieu"),
        basis=_ASKED,
    ),
    author_rule(
        "charter.ApplicationLine",
        "at",
        visibility=Visibility.PERSON,
        title=_("suivi des demandes de label"),
        anchor_words=_("après l’étape"),
    ),
]
