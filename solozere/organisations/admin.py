"""Partners in the administration."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from solozere.core.admin_base import FORM_FIELDS, RecordedAdmin
from solozere.core.authors import Author
from solozere.organisations import actions
from solozere.organisations.models import Mission, Organisation


class MissionInline(admin.TabularInline):
    model = Mission
    extra = 0
    formfield_overrides = FORM_FIELDS


@admin.register(Organisation)
class OrganisationAdmin(RecordedAdmin):
    """A partner and its missions on one page."""

    list_display = ["name", "acronym", "kind", "since", "until", "successor", "source", "known_on"]
    list_filter = ["kind"]
    list_select_related = ["successor"]
    search_fields = ["name", "acronym", "current_name"]
    autocomplete_fields = ["successor", "run_by"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MissionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """An address is for ever: it is chosen once."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Organisation | None = None) -> dict[str, Any]:
        """As above."""
        return {} if obj else dict(self.prepopulated_fields)

    def history_state(self, obj: Organisation) -> Any:
        """As the pack and the actions keep it."""
        return actions.state_of(obj)

    def history_names(self) -> Mapping[str, Any]:
        """The keys of the pack in the words of the fields."""
        fields = {**actions.TEXTS, **{name: name for name in (*actions.LINKS, "order")}}
        words = super().history_names()
        named = {key: words[field] for key, field in fields.items()}
        return {**named, "missions": Mission._meta.verbose_name_plural}

    def restore_state(self, obj: Organisation, state: Any, *, author: Author, reason: str) -> None:
        """Through the same action as the pack."""
        actions.save({**state, "slug": obj.slug}, author=author, reason=reason)
