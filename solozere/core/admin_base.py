"""Administration pages that write to the same history as the rest of the site, show it, and go back in it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.history_display import shown_entry
from solozere.core.models import HistoryEntry

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin  # generic for the type checker only

SHOWN_ENTRIES = 100
FORM_FIELDS: dict[Any, Any] = {models.URLField: {"assume_scheme": "https"}}
"""`formfield_overrides` of inlines and of admins that are not recorded: an address typed without its scheme is https."""
_BEFORE = "_state_before"


def plain_state(obj: models.Model) -> Any:
    """The values of an object's own columns, as JSON: what a history keeps where the app says nothing better."""
    values = {field.attname: field.value_from_object(obj) for field in obj._meta.concrete_fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder, default=str))


class ReadOnlyAdmin(Base):
    """Looks and changes nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class RecordedAdmin(Base):
    """Each change is kept in `core.history`, before and after, inlines included; the history page shows it.

    Override `history_state` with what the app's own actions record, so that all entries of an object read alike, and
    `restore_state` to offer the way back to an earlier state.
    """

    object_history_template = "core/admin/history.html"
    formfield_overrides = FORM_FIELDS

    def history_state(self, obj: Any) -> Any:
        """The object as JSON, read from the database."""
        return plain_state(obj)

    def history_names(self) -> Mapping[str, Any]:
        """French words for the keys of `history_state`: those of the fields."""
        return {name: field.verbose_name for field in self.opts.fields for name in (field.name, field.attname)}

    def restore_state(self, obj: Any, state: Any, *, author: Author, reason: str) -> None:
        """Bring `obj` back to `state` and record it. Raises ValidationError; NotImplementedError: no way back is offered."""
        raise NotImplementedError

    @property
    def _restores(self) -> bool:
        return type(self).restore_state is not RecordedAdmin.restore_state

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The object with its state before any form touches it; locked where a change is under way."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return obj
        self.model._base_manager.select_for_update().get(pk=obj.pk)
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            setattr(obj, _BEFORE, self.history_state(obj))
        return obj

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Once the object and its inlines are saved, keep what changed."""
        super().save_related(request, form, formsets, change)
        before = getattr(form.instance, _BEFORE, None)
        after = self.history_state(self.model._base_manager.get(pk=form.instance.pk))
        if before != after:
            action = "update" if change else "create"
            history.record(form.instance, action, Author.user(request.user), before=before, after=after)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Keep what was deleted."""
        history.record(obj, "delete", Author.user(request.user), before=self.history_state(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """One by one, so that each leaves its entry; all or none."""
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """Those of every model, and the way back to an earlier state."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        own = path("<path:object_id>/history/<int:entry_id>/", self.admin_site.admin_view(self.restore_view), name=name)
        return [*([own] if self._restores else []), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All changes of the object, on the site, by a pack or here, newest first."""
        entries = HistoryEntry.objects.filter(model=self.opts.label_lower, object_id=unquote(object_id))
        names = self.history_names()
        shown = [shown_entry(entry, names) for entry in entries.order_by("-at", "-pk")[:SHOWN_ENTRIES]]
        restore = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore" if self._restores else ""
        context = {"entries": shown, "restore_url": restore, **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def restore_view(self, request: HttpRequest, object_id: str, entry_id: int) -> HttpResponse:
        """POST: back to the state before an entry; the way back is itself an entry."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id))
            entry = HistoryEntry.objects.filter(pk=entry_id, model=self.opts.label_lower).first()
            if obj is None or entry is None or entry.object_id != str(obj.pk) or entry.before is None:
                raise Http404
            if not self.has_change_permission(request, obj):
                raise PermissionDenied
            reason = _("Retour à l’état d’avant le %(at)s") % {"at": shown_entry(entry)["at_words"]}
            try:
                self.restore_state(obj, entry.before, author=Author.user(request.user), reason=reason)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                messages.success(request, _("«\u00a0%(name)s\u00a0» est revenu à son état d’avant.") % {"name": obj})
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return redirect(reverse(name, args=[object_id]))
