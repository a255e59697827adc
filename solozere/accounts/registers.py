"""What this app declares to the registries."""

from django.utils.translation import gettext_lazy as _

from solozere.accounts import mails, panels, perms, personal
from solozere.accounts.signin import limits  # noqa: F401  (declares the limits of the door)
from solozere.core.registries import (
    AccountLink,
    Panel,
    account_links,
    personal_data,
    second_factor,
    space_asides,
    space_panels,
    team,
)
from solozere.notices.kinds import declare

declare(mails.CODE)
declare(mails.CHANGE)
account_links.register("sign_in", AccountLink(_("Se connecter"), "account_login", signed_in=False), order=10)
account_links.register("sign_out", AccountLink(_("Se déconnecter"), "account_logout", signed_in=True), order=90)
team.register("accounts", perms.is_team)
second_factor.register("accounts", perms.has_sensitive_role)
personal_data.register("account", personal.DATA, order=90)
space_panels.register("roles", Panel("accounts/space_roles.html", panels.roles), order=80)
space_asides.register("person", Panel("accounts/space_person.html", panels.person), order=10)
space_asides.register("sign_in", Panel("accounts/space_sign_in.html", panels.ways_in), order=50)
