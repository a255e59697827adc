"""Accounts in the administration, which is entered by the site's own door."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from solozere.accounts import actions
from solozere.accounts.forms import AdministratorChangeForm, AdministratorCreationForm
from solozere.accounts.models import User

admin.site.site_header = admin.site.site_title = _("Administration du réseau")
admin.site.index_title = _("Tout ce que le réseau publie")


def _door(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """The same sign-in and second factor as everywhere; to who has no business there, the administration does not exist."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise Http404
    wanted = request.GET.get("next", reverse("admin:index"))
    return redirect_to_login(wanted)


admin.site.login = login_not_required(never_cache(_door))  # type: ignore[method-assign]
admin.site.unregister([EmailAddress, Authenticator, UserSession])  # empty, or nobody's business but their owner's
admin.site.unregister(Group)  # an administrator has every right: groups would promise finer ones


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Open an account, change its address, name and password, close it.

    Changes are noted in the administration's own log, which is erased with the account: the history of the site keeps no address.
    """

    form = AdministratorChangeForm
    add_form = AdministratorCreationForm
    add_form_template = None
    list_display = ["email", "contact_name", "is_active", "last_login", "created_at"]
    list_filter = ["is_active"]
    list_select_related = ["contact"]
    search_fields = ["email", "contact__name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "created_at", "closed_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Accès"), {"fields": ["is_active", "last_login", "created_at", "closed_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2"]})]

    @admin.display(description=_("nom"), ordering="contact__name")
    def contact_name(self, user: User) -> str:
        """The name of its contact."""
        return user.contact.name

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody closes the account that they are using."""
        own = obj is not None and obj.pk == request.user.pk
        return [*super().get_readonly_fields(request, obj), *(["is_active"] if own else [])]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed; its retention erases it a year later."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Through the action: an account and its contact never part. A new one was saved by its form."""
        if change:
            data = form.cleaned_data
            active = data.get("is_active", obj.is_active)
            actions.update(obj, email=data["email"], name=data["name"], is_active=active)
