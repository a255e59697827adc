"""Contacts and the outbox in the administration: to be looked at, never changed by hand; a lost mail is sent again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.core.admin_base import ReadOnlyAdmin
from solozere.core.authors import Author
from solozere.core.links import scrub
from solozere.notices.actions import resend
from solozere.notices.kinds import known, mail_kinds
from solozere.notices.models import Contact, MailPreference, OutgoingMail


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    """Who gave an address, and whether it was verified."""

    list_display = ["email", "name", "verified_at", "created_at"]
    list_filter = ["verified_at"]
    search_fields = ["email", "name"]
    ordering = ["-created_at", "pk"]


@admin.register(MailPreference)
class MailPreferenceAdmin(ReadOnlyAdmin):
    """What each person wishes to receive; theirs to change."""

    list_display = ["contact", "kind", "choice", "changed_at"]
    list_filter = ["kind", "choice"]
    list_select_related = ["contact"]
    search_fields = ["contact__email"]
    ordering = ["-changed_at", "pk"]


class KindFilter(admin.SimpleListFilter):
    """The kinds by their names."""

    title = _("sorte de message")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The declared kinds."""
        return [(kind.code, str(kind.name)) for kind in mail_kinds]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The mails of the kind chosen."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    """What was written to whom, and what came of it."""

    list_display = ["created_at", "recipient", "subject", "kind_name", "state", "attempts", "sent_at"]
    list_filter = ["state", KindFilter]
    search_fields = ["recipient", "subject"]
    date_hierarchy = "created_at"
    actions = ["resend_selected"]
    ordering = ["-created_at", "-pk"]
    fields = [
        *("recipient", "contact", "kind_name", "subject", "state", "error", "attempts", "shown_text"),
        *("created_at", "due_at", "sent_at", "digest", "resent_from", "about_model", "about_id"),
    ]

    @admin.display(description=_("sorte de message"))
    def kind_name(self, mail: OutgoingMail) -> str:
        """Its French name, or its code where no app declares it any more."""
        kind = known(mail.kind)
        return str(kind.name) if kind else mail.kind

    @admin.display(description=_("texte"))
    def shown_text(self, mail: OutgoingMail) -> str | SafeString:
        """The text part, never that of a secret kind, and without the secret of a link."""
        kind = known(mail.kind)
        if kind is None or kind.secret:
            return gettext("Ce texte n’est jamais montré\u00a0: il contient un code personnel.")
        return format_html("<pre>{}</pre>", scrub(mail.text)) if mail.text else gettext("Ce texte est effacé.")

    @admin.action(description=_("Envoyer à nouveau"))
    def resend_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Send each of the chosen mails again; say which cannot be, and why."""
        if not request.user.is_superuser:
            raise PermissionDenied
        for mail in queryset.order_by("created_at", "pk"):
            self._resend(request, mail)

    def _resend(self, request: HttpRequest, mail: OutgoingMail) -> OutgoingMail | None:
        """The new row; None, with the reason on the page, where there is none."""
        try:
            again = resend(mail, Author.user(request.user))
        except ValidationError as error:
            words = gettext("Message à %(to)s\u00a0: %(why)s")
            messages.error(request, words % {"to": mail.recipient, "why": " ".join(error.messages)})
            return None
        messages.success(request, gettext("Le message repart vers %(to)s.") % {"to": again.recipient})
        return again

    def get_urls(self) -> list[URLPattern]:
        """One more address: sending again."""
        view = self.admin_site.admin_view(self.resend_view)
        return [path("<int:pk>/renvoyer/", view, name="notices_outgoingmail_resend"), *super().get_urls()]

    def resend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: send a lost mail again; what keeps from it is said on its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.is_superuser:
            raise PermissionDenied
        mail = OutgoingMail.objects.filter(pk=pk).first()
        if mail is None:
            raise Http404
        again = self._resend(request, mail)
        return redirect(reverse("admin:notices_outgoingmail_change", args=[again.pk if again else pk]))
