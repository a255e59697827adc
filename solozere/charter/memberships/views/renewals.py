"""The page where a renewal is signed, by link or signed in; the coordinator's page where they are granted or not."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.accounts.guards import coordinators_only
from solozere.charter.enums import RenewalState
from solozere.charter.memberships import renewals, rules
from solozere.charter.memberships.calling_off import LINK, PENDING
from solozere.charter.memberships.forms import ReasonForm, SignatureForm
from solozere.charter.memberships.judging import FACTS, version_in_force, words
from solozere.charter.memberships.views.places import add_errors
from solozere.charter.models import CharterVersion, Renewal
from solozere.core import links
from solozere.core.authors import Author
from solozere.core.links import SecretLink
from solozere.core.predicates import Words
from solozere.notices.actions import verify
from solozere.notices.models import Contact
from solozere.places.models import Label
from solozere.places.perms import managers_of

TEMPLATE = "charter/memberships/{}.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The commitments one by one, what changed since they were signed, the signature. By link, or by who keeps the place."""
    renewal = Renewal.objects.filter(pk=pk).select_related("membership__place", "membership__label", "charter").first()
    link = links.current(request, LINK, renewal) if renewal else None
    if link is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if renewal is None or (link is None and not _keeps(request, renewal)):
        raise Http404
    version = version_in_force()
    if version is None or renewal.state not in renewals.SIGNABLE:
        return render(request, TEMPLATE.format("renewal_over"), {"renewal": renewal, "version": version})
    criteria = renewals.commitments(renewal, version)
    form = SignatureForm(request.POST if request.method == "POST" else None, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, renewal, version, link, form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            return redirect("renewal", pk=renewal.pk)
    return render(request, TEMPLATE.format("renewal"), _shown(renewal, version, form))


def _keeps(request: HttpRequest, renewal: Renewal) -> bool:
    return managers_of(request.user).filter(place_id=renewal.membership.place_id).exists()


def _shown(renewal: Renewal, version: CharterVersion, form: SignatureForm) -> dict[str, Any]:
    membership = renewal.membership
    former = membership.charter
    changed = rules.changes(former.charter(), version.charter(), membership.label_id) if former != version else None
    return {
        "renewal": renewal,
        "membership": membership,
        "version": version,
        "former": former,
        "changes": changed,
        "form": form,
    }


@transaction.atomic
def _sign(
    request: HttpRequest, renewal: Renewal, version: CharterVersion, link: SecretLink | None, given: dict[str, Any]
) -> None:
    author = _author(request, link)
    renewals.sign(renewal, name=given["name"], quality=given["quality"], version=version, author=author)


def _author(request: HttpRequest, link: SecretLink | None) -> Author:
    """Who acts: the contact of the link, whose address it proves; else who is signed in."""
    contact = Contact.objects.filter(pk=link.contact_id or 0).first() if link else None
    if link is None or contact is None:
        return Author.user(request.user)
    if not links.use(link):
        raise ValidationError(_("Ce lien ne sert plus\u00a0: rouvrez le message, ou demandez-en un autre."))
    return Author.contact(verify(contact))


@require_safe
@coordinators_only
def listed(request: HttpRequest) -> HttpResponse:
    """What is signed, to be granted in one click; what was asked; what stayed without an answer."""
    found = Renewal.objects.filter(state__in=PENDING).order_by("membership__due_on", "pk")
    facts = [f"membership__place__{relation}" for relation in FACTS]
    rows = list(found.select_related("membership__place__commune", "membership__label").prefetch_related(*facts))
    labels, named, version = {label.pk: label for label in Label.objects.all()}, words(), version_in_force()
    signed = [_judged(row, version, named, labels) for row in rows if row.state == RenewalState.SIGNED]
    context = {
        "signed": signed,
        "lapsed": [row for row in rows if row.state == RenewalState.LAPSED],
        "asked": [row for row in rows if row.state == RenewalState.ASKED],
    }
    return render(request, TEMPLATE.format("renewals"), context)


def _judged(renewal: Renewal, version: CharterVersion | None, named: Words, labels: dict[str, Label]) -> dict[str, Any]:
    none = None, _("Aucune version de la charte n’est en vigueur aujourd’hui.")
    label, missing = renewals.grantable(renewal, version, named) if version else none
    same = label == renewal.membership.label_id
    return {"renewal": renewal, "label": labels.get(label or ""), "same": same, "missing": missing}


@require_POST
@coordinators_only
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: renewed on today's facts. What keeps from it is said."""
    renewal = get_object_or_404(Renewal, pk=pk)
    try:
        renewals.grant(renewal, author=Author.user(request.user), label=request.POST.get("label") or None)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Le label est renouvelé. Les personnes qui tiennent le lieu sont prévenues."))
    return redirect("desk_renewals")


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Not renewed, with the reason that the place receives: the label ends today."""
    rows = Renewal.objects.select_related("membership__place", "membership__label")
    renewal = get_object_or_404(rows, pk=pk, state__in=PENDING)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            renewals.decline(renewal, author=Author.user(request.user), reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("C’est noté. Les personnes qui tiennent le lieu sont prévenues."))
            return redirect("desk_renewals")
    return render(request, TEMPLATE.format("renewal_decline"), {"renewal": renewal, "form": form})
