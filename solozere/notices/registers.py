"""What this app declares to the registries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.core.links.purposes import senders
from solozere.core.registries import Panel, Periodic, periodic, personal_data, space_asides
from solozere.notices import jobs, new_links, personal
from solozere.notices.actions import digests
from solozere.notices.actions.wishes import DIGEST
from solozere.notices.kinds import MailKind, declare
from solozere.notices.new_links import NEW_LINK


def _two_letters() -> dict[str, Any]:
    return {"letters": [{"subject": f"Message {n}", "text": f"Texte {n}.", "html": f"Texte {n}."} for n in (1, 2)]}


declare(
    MailKind(
        code=DIGEST,
        name=_("Récapitulatif"),
        when=_("Une fois par jour au plus, si vous avez choisi de recevoir certains messages réunis."),
        because=_("vous avez choisi de recevoir certains messages réunis en un seul"),
        template="notices/mail/digest",
        sample=_two_letters,
        essential=False,
    )
)
declare(
    MailKind(
        code=NEW_LINK,
        name=_("Nouveau lien"),
        when=_("Quand vous demandez un nouveau lien, parce que le vôtre n’est plus valable."),
        because=_("vous avez demandé à remplacer un lien qui n’était plus valable"),
        template="notices/mail/new_link",
        sample=new_links.sample,
        priority=20,
    )
)
senders.register("mail", new_links.send)
periodic.register("outbox", Periodic(every_minutes=5, run=jobs.look_after))
periodic.register("digests", Periodic(every_minutes=24 * 60, run=digests.send_digests))
personal_data.register("contact", personal.DATA, order=95)
space_asides.register("wishes", Panel("notices/space_wishes.html", lambda request, contact: {}), order=60)
