"""How long an import and the file that it came from are kept."""

from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import Action, RetentionRule, Visibility

RULE = RetentionRule(
    model="places.PlaceImport",
    fields=("content", "filename", "author_name", "author_id"),
    purpose=_("relire un import de lieux, ses refus et ses conflits"),
    visibility=Visibility.STAFF,
    anchor="created_at",
    keep_days=180,
    anchor_words=_("après le dépôt du fichier"),
    action=Action.DELETE,
    basis=_("mission d’intérêt public"),
)
