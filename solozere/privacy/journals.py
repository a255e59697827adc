"""What a person did here, in every journal: the rows stay, the name goes."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.authors import AuthorKind
from solozere.core.declarations import ERASED_NAME
from solozere.core.registries import PersonalData
from solozere.notices.actions.merging import journals


def _of(model: type[Model], contact: Any) -> QuerySet[Any]:
    """The rows that this person wrote, signed in or by a link."""
    mine = Q(author_kind=AuthorKind.CONTACT, author_id=contact.pk)
    user = getattr(contact, "user", None)
    if user is not None:
        mine |= Q(author_kind=AuthorKind.USER, author_id=user.pk)
    return model._base_manager.filter(mine)


def export(contact: Any) -> list[dict[str, Any]]:
    """How many rows of each journal bear this person's name."""
    counted = [(model, _of(model, contact).count()) for model in journals()]
    return [
        {_("journal"): str(model._meta.verbose_name_plural), _("lignes à votre nom"): count}
        for model, count in counted
        if count
    ]


def erase(contact: Any) -> None:
    """« personne effacée » in the place of the name."""
    for model in journals():
        _of(model, contact).update(author_name=ERASED_NAME, author_id=None)


def kept(contact: Any) -> list[str]:
    """The rows are kept, said plainly."""
    if not any(_of(model, contact).exists() for model in journals()):
        return []
    return [
        _(
            "Les lignes des journaux que vous avez écrites restent, sans votre nom\u00a0: elles disent ce qui a été "
            "décidé, et l’organisme qui tient le site doit pouvoir en répondre pendant cinq ans."
        )
    ]


DATA = PersonalData(gettext_lazy("Ce que vous avez fait ici"), (), export, erase, kept)
