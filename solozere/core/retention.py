"""How long histories keep names and orphan files are kept."""

from django.utils.translation import gettext_lazy as _

from solozere.core import files
from solozere.core.declarations import DAYS_PER_MONTH, Action, RetentionRule, Visibility, author_rule
from solozere.core.relations import unreferenced

RULES = [
    author_rule(
        "core.HistoryEntry", "at", title=_("historique des changements"), anchor_words=_("après le changement")
    ),
    RetentionRule(
        model="core.StoredFile",
        title=_("photos déposées"),
        fields=("original_name",),
        purpose=_("montrer les lieux en photos"),
        visibility=Visibility.PUBLIC,
        anchor="created_at",
        keep_days=30,
        anchor_words=_("après le dépôt, si plus aucune page ne montre le fichier"),
        action=Action.DELETE,
        basis=_("accord de la personne qui confie la photo"),
        only=unreferenced,
        erase=files.delete,
    ),
    RetentionRule(
        model="core.SecretLink",
        fields=("contact_id", "author_name", "author_id"),
        purpose=_("vous laisser suivre vos démarches sans compte"),
        visibility=Visibility.MACHINE,
        anchor="expires_at",
        keep_days=6 * DAYS_PER_MONTH,
        anchor_words=_("après la fin du lien, pour vous en proposer un autre"),
        action=Action.DELETE,
        basis=_("votre demande (article 6.1.b du RGPD)"),
    ),
]

NOT_PERSONAL = {
    "core.PeriodicState.name": "nom d’une tâche du site",
    "core.JobRun.name": "nom d’une tâche du site",
    "django_tasks_database.DBTaskResult.queue_name": "nom d’une file de tâches",
    "django_tasks_database.DBTaskResult.backend_name": "nom d’un réglage",
}

NOT_OF_AN_ACCOUNT = {
    "core.HistoryEntry": "états d’un objet du site ; l’auteur, lui, est rendu et effacé avec les journaux",
    "core.StoredFile": "nom d’un fichier déposé pour un lieu, effacé avec le fichier",
}
