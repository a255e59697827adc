"""A place in the administration."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.admin_base import RecordedAdmin
from solozere.core.authors import Author
from solozere.places import actions
from solozere.places.admin.forms import PlaceForm
from solozere.places.admin.rows import ROWS, SHOWN, changed_rows
from solozere.places.facts import GROUPS, names_of, read_group
from solozere.places.facts.children import ChildRows
from solozere.places.hours import doubts_about
from solozere.places.models import Place
from solozere.places.opening import schedule_of
from solozere.places.perms import can_import

SOURCE = gettext_lazy("Administration du site")


@admin.register(Place)
class PlaceAdmin(RecordedAdmin):
    """Each group of facts that the administrator changes is written by the action, confirmed by them, now."""

    form = PlaceForm
    list_display = ["name", "commune", "status", "label", "origin"]
    list_filter = ["status", "label", "origin"]
    list_select_related = ["commune", "label"]
    search_fields = ["name", "slug", "commune__name"]
    autocomplete_fields = ["commune"]
    readonly_fields = ["label"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["name", "slug", "summary", "label"]}),
        (gettext_lazy("Vie du lieu"), {"fields": ["step", "step_on", "step_note", "origin", "origin_note"]}),
        (
            gettext_lazy("Adresse et position"),
            {"fields": ["address", "postal_code", "commune", ("lat", "lon"), "precision"]},
        ),
        (gettext_lazy("Horaires"), {"fields": ["opening_hours", "hours_note"]}),
        (
            gettext_lazy("Accès"),
            {"fields": ["access_public_transport", "access_car", "accessibility", "acceslibre_url"]},
        ),
        (gettext_lazy("Contact"), {"fields": ["contact_label", "phone", "email", "website"]}),
        (gettext_lazy("Tarifs"), {"fields": ["prices"]}),
    ]
    confirmation = (gettext_lazy("Confirmer"), {"fields": ["confirm"]})

    def get_fieldsets(self, request: HttpRequest, obj: Place | None = None) -> Any:
        """A place that does not exist yet has nothing to confirm."""
        return [*self.fieldsets, self.confirmation] if obj else self.fieldsets

    def get_inlines(self, request: HttpRequest, obj: Place | None) -> Any:
        """The life and the sources are written by the actions: shown once there are some."""
        return [*ROWS, *SHOWN] if obj else ROWS

    def get_prepopulated_fields(self, request: HttpRequest, obj: Place | None = None) -> dict[str, Any]:
        """The address follows the name of a new place only."""
        return {} if obj else {"slug": ["name"]}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A place is closed, with its date and reason; its page stays."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The way to import a table is shown to who may."""
        return super().changelist_view(request, {**(extra_context or {}), "can_import": can_import(request.user)})

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What an action refuses after all is said at the top of the page, and nothing is written."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Place, form: Any, change: bool) -> None:
        """A new place is created by the action; the columns of one that exists are written with its groups."""
        if change:
            return
        data = form.cleaned_data
        made = actions.create_place(
            slug=data["slug"],
            name=data["name"],
            commune=data["commune"],
            origin=data["origin"],
            origin_note=data["origin_note"],
            status=data["step"],
            status_on=data["step_on"],
            note=data["step_note"],
            author=Author.user(request.user),
        )
        obj.pk = made.pk
        obj.refresh_from_db()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Address, step, groups, confirmations: each by its own action, in the administrator's name."""
        for formset in formsets:  # Django's own log reads these; ours is core.history
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        author = Author.user(request.user)
        place = Place.objects.get(pk=form.instance.pk)
        if change:
            actions.change_slug(place, form.cleaned_data["slug"], author=author)
            if step := form.cleaned_data["step"]:
                on, note = form.cleaned_data["step_on"], form.cleaned_data["step_note"]
                actions.change_status(place, step, on=on, author=author, note=note)
        written = _write_groups(place, form, formsets, author)
        for code in form.cleaned_data.get("confirm", []):
            if code not in written:
                actions.confirm_group(place, code, author=author)
        if "hours" in written:
            self._say_doubts(request, place)
        form.instance.refresh_from_db()

    def _say_doubts(self, request: HttpRequest, place: Place) -> None:
        """Hours that are kept but may not be what was meant."""
        schedule = schedule_of(place)
        for remark in doubts_about(schedule) if schedule else ():
            messages.warning(request, remark.sentence)

    def restore_state(self, obj: Place, state: Any, *, author: Author, reason: str) -> None:
        """Back to what a group said before; the steps of a life and a label are no state to go back to."""
        for code in GROUPS:
            if isinstance(state, dict) and state.keys() == set(names_of(code)):
                now = timezone.now()
                actions.update_group(
                    obj, code, state, author=author, source=str(SOURCE), confirmed_at=now, reason=reason
                )
                return
        raise ValidationError(
            _("Seuls les faits d’un lieu se rétablissent\u00a0: pour le reste, notez une nouvelle étape.")
        )

    def history_state(self, obj: Place) -> Any:
        """Every group."""
        return {code: read_group(obj, code) for code in GROUPS}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Place]:
        """With what the list shows."""
        return super().get_queryset(request).select_related("commune", "label")


def _write_groups(place: Place, form: PlaceForm, formsets: list[Any], author: Author) -> set[str]:
    """Write each group of which something was changed, confirmed now; returns their codes."""
    written = set()
    for code, parts in GROUPS.items():
        values: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, ChildRows):
                rows = changed_rows(formsets, part)
                values |= {} if rows is None else {part.name: rows}
            else:
                values |= form.group_values(part.names)
        if values:
            actions.update_group(place, code, values, author=author, source=str(SOURCE), confirmed_at=timezone.now())
            written.add(str(code))
    return written
