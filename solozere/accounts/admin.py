"""Accounts in the administration, which is entered by the site's own door."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from solozere.accounts import actions, perms
from solozere.accounts.enums import GRANTED
from solozere.accounts.forms import AdministratorChangeForm, AdministratorCreationForm
from solozere.accounts.models import User
from solozere.accounts.signin.recovering import reset_second_factor
from solozere.core.authors import Author

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
    actions = ["reset_second_factor"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Rôles"), {"fields": ["roles", "is_superuser"]}),
        (_("Accès"), {"fields": ["is_active", "last_login", "created_at", "closed_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2"]})]

    @admin.action(description=_("Retirer les seconds moyens perdus\u00a0: la personne en enregistrera d’autres"))
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For who lost every passkey, application and recovery code."""
        for user in queryset:
            reset_second_factor(user, author=Author.user(request.user))
        messages.success(
            request, gettext("C’est fait\u00a0: ces personnes entrent par le code, puis en enregistrent d’autres.")
        )

    @admin.display(description=_("nom"), ordering="contact__name")
    def contact_name(self, user: User) -> str:
        """The name of its contact."""
        return user.contact.name

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody closes the account that they are using, nor gives up its administration."""
        own = obj is not None and obj.pk == request.user.pk
        return [*super().get_readonly_fields(request, obj), *(["is_active", "is_superuser"] if own else [])]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed; its retention erases it a year later."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Through the action: an account and its contact never part. A new one was saved by its form."""
        if change:
            data = form.cleaned_data
            active = data.get("is_active", obj.is_active)
            actions.update(obj, email=data["email"], name=data["name"], is_active=active)
            if active:
                self._write_roles(request, obj, data["roles"])
            self._write_administrator(obj, data.get("is_superuser", obj.is_superuser))

    def _write_roles(self, request: HttpRequest, user: User, wanted: list[str]) -> None:
        author, held = Author.user(request.user), perms.roles_of(User.objects.get(pk=user.pk))
        for role in GRANTED:
            if role in wanted and role not in held:
                actions.grant_role(user, role, author=author)
            elif role in held and role not in wanted:
                actions.withdraw_role(user, role, author=author)

    def _write_administrator(self, user: User, administers: bool) -> None:
        User.objects.filter(pk=user.pk).update(is_superuser=administers, is_staff=administers)
