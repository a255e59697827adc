"""How a person who is signed in wishes to receive each optional kind of mail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from solozere.notices.actions import set_wish, wish
from solozere.notices.actions.wishes import optional_kinds
from solozere.notices.forms import WishForm
from solozere.notices.kinds import kind_of
from solozere.notices.models import Contact


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail_wishes(request: HttpRequest) -> HttpResponse:
    """One form for all kinds: nothing is written unless every answer is right."""
    user: Any = request.user
    contact: Contact = user.contact
    data = request.POST if request.method == "POST" else None
    forms = [
        (kind_of(code), WishForm(data, kind=code, prefix=code, initial={"choice": wish(contact, code)}))
        for code in optional_kinds()
    ]
    if (
        data is not None and sum(not form.is_valid() for _kind, form in forms) == 0
    ):  # all are asked: each says its own mistake
        for kind, form in forms:
            if form.cleaned_data["choice"] != wish(contact, kind.code):
                set_wish(contact, kind.code, form.cleaned_data["choice"])
        return redirect(f"{request.path}?note=1")
    wrong = any(form.errors for _kind, form in forms)
    return render(request, "notices/mail_wishes.html", {"forms": forms, "saved": "note" in request.GET, "wrong": wrong})
