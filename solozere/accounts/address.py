"""Changing one's own address: a code proves the new one, the old one is told, whoever may do it proved again who they are."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from solozere.accounts import actions, mails
from solozere.accounts.models import User
from solozere.accounts.signin import limits
from solozere.accounts.signin.forms import AddressForm, CodeForm
from solozere.accounts.signin.proof import fresh_proof_required
from solozere.accounts.signin.waiting import WaitingCode
from solozere.core.authors import Author
from solozere.notices.actions import merge, verify
from solozere.notices.models import Contact

_KEY = "accounts_new_address"


class NewAddress(WaitingCode):
    """The code that went to a new address, in the session of who asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.state: dict[str, Any] = dict(request.session.get(_KEY, {}))
        self.email = str(self.state.get("email", ""))

    def start(self, email: str) -> None:
        """Send a code to `email`, known here or not: the same message and the same page."""
        self.email = self.state["email"] = email
        self.send()

    def keep(self) -> None:
        """In the session of the person."""
        self.request.session[_KEY] = self.state

    def forget(self) -> None:
        """A code serves once."""
        self.request.session.pop(_KEY, None)


class NewAddressForm(AddressForm):
    """The new address of who is signed in."""

    def __init__(self, *args: Any, present: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present
        self.fields["email"].label = gettext_lazy("Nouvelle adresse")
        self.fields["email"].help_text = gettext_lazy("Un code y est envoyé. Par exemple\u00a0: nom@exemple.fr")

    def clean_email(self) -> str:
        """Refuses the one they have; counts the others as the door does."""
        if self.cleaned_data["email"].lower() == self.present.lower():
            raise ValidationError(_("C’est déjà votre adresse\u00a0: écrivez celle que vous voulez à la place."))
        return super().clean_email()


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@never_cache
@fresh_proof_required
def address(request: HttpRequest) -> HttpResponse:
    """The new address, then the code that it received."""
    user: Any = request.user
    waiting = NewAddress(request)
    data = request.POST if request.method == "POST" else None
    if data is not None and "abandonner" in data:
        waiting.forget()
        return redirect("account_address")
    if not waiting.email or (data is not None and "email" in data):
        return _ask(request, waiting, user)
    form: forms.Form = _code_form(data, waiting)
    if data is not None and "renvoyer" in data:
        return _again(request, waiting)
    if data is not None and form.is_valid():
        try:
            change_address(user, waiting.email)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            waiting.forget()
            messages.success(request, _("Votre adresse est changée. L’ancienne en est prévenue."))
            return redirect("space")
    return render(request, "accounts/security/address.html", {"form": form, "waiting": waiting, "present": user.email})


def _ask(request: HttpRequest, waiting: NewAddress, user: User) -> HttpResponse:
    form = NewAddressForm(request.POST if request.method == "POST" else None, present=user.email)
    if request.method == "POST" and form.is_valid():
        waiting.start(form.cleaned_data["email"])
        return redirect("account_address")
    return render(request, "accounts/security/address.html", {"form": form, "waiting": None, "present": user.email})


def _again(request: HttpRequest, waiting: NewAddress) -> HttpResponse:
    if limits.allows(limits.CODE, waiting.email):
        waiting.send()
    else:
        messages.warning(request, _("Plusieurs codes sont déjà partis\u00a0: réessayez dans un quart d’heure."))
    return redirect("account_address")


def _code_form(data: Any, waiting: NewAddress) -> CodeForm:
    form = CodeForm(None if data is None or "renvoyer" in data else data, sign_in=waiting)
    del form.fields["remember"]
    return form


@transaction.atomic
def change_address(user: User, email: str) -> User:
    """Give an account the address that was just proved. What a contact without account had at this address becomes theirs;
    the old address is told. Raises ValidationError where the new one has an account of its own."""
    locked = User.objects.select_for_update().select_related("contact").get(pk=user.pk)
    other = Contact.objects.exclude(pk=locked.contact_id).filter(email__iexact=email).first()
    if other is not None and User.objects.filter(contact=other).exists():
        words = _("Cette adresse a déjà un compte\u00a0: entrez avec elle, ou supprimez d’abord ce compte.")
        raise ValidationError(words)
    mails.send_change(locked, "accounts/address_changed")  # before: it goes to the address that they had
    if other is not None:
        merge(locked.contact, other, Author.user(locked))
        locked.contact.refresh_from_db()
    Contact.objects.filter(pk=locked.contact_id).update(verified_at=None)
    changed = actions.update(locked, email=email, name=locked.contact.name, is_active=True)
    verify(changed.contact)
    return changed
