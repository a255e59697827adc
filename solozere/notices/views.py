"""The page where a mail leads whoever no longer wants the like: it opens without an account, and reads without acting."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from solozere.notices import stopping
from solozere.notices.actions import set_wish, wish
from solozere.notices.enums import MailChoice
from solozere.notices.forms import WishForm
from solozere.notices.kinds import MailKind, known
from solozere.notices.models import Contact


@method_decorator([login_not_required, never_cache, csrf_exempt], name="dispatch")
class MailChoiceView(View):
    """The wish of one contact about one kind of mail. 404 for an address that is not ours."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The choices, the present one ticked."""
        contact, kind = _read(token)
        form = WishForm(kind=kind.code, initial={"choice": _present(contact, kind)})
        return _page(request, contact, kind, form, saved="note" in request.GET)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Writes the choice, « Jamais » for the click of a mail reader, then shows it."""
        contact, kind = _read(token)
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        form = WishForm({"choice": MailChoice.NEVER} if one_click else request.POST, kind=kind.code)
        if contact is None:
            return _page(request, None, kind, form)
        if not form.is_valid():
            return _page(request, contact, kind, form)
        set_wish(contact, kind.code, form.cleaned_data["choice"])
        if one_click:
            return HttpResponse(status=204)
        return redirect(f"{request.path}?note=1")


mail_choice = MailChoiceView.as_view()


def _read(token: str) -> tuple[Contact | None, MailKind]:
    """Whose wish, about what; the contact may be gone. Raises Http404."""
    said = stopping.read(token)
    kind = known(said[1]) if said else None
    if said is None or kind is None or kind.essential:
        raise Http404
    return Contact.objects.filter(pk=said[0]).first(), kind


def _present(contact: Contact | None, kind: MailKind) -> str:
    return wish(contact, kind.code) if contact else MailChoice.NEVER


def _page(
    request: HttpRequest, contact: Contact | None, kind: MailKind, form: WishForm, *, saved: bool = False
) -> HttpResponse:
    context = {"form": form, "kind": kind, "known": contact is not None, "saved": saved}
    response = render(request, "notices/mail_choice.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
