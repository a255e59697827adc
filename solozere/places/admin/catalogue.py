"""Labels, which the charter writes, and the catalogue of services."""

from typing import Any

from django.contrib import admin
from django.forms import model_to_dict
from django.http import HttpRequest

from solozere.core.admin_base import ReadOnlyAdmin, RecordedAdmin
from solozere.core.authors import Author
from solozere.places.actions import save_service
from solozere.places.models import Label, Service


@admin.register(Label)
class LabelAdmin(ReadOnlyAdmin):
    """Shown, not changed: a label belongs to the charter."""

    list_display = ["name", "code", "tone", "rank"]


@admin.register(Service)
class ServiceAdmin(RecordedAdmin):
    """What a place may offer; a code is for ever, places and the charter point to it."""

    list_display = ["name", "code", "icon", "order"]
    search_fields = ["name", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Service | None = None) -> list[str]:
        """The code is chosen once."""
        return ["code"] if obj else []

    def history_state(self, obj: Service) -> Any:
        """As the action keeps it."""
        return model_to_dict(obj)

    def restore_state(self, obj: Service, state: Any, *, author: Author, reason: str) -> None:
        """Through the same action as the pack."""
        save_service({**state, "code": obj.code}, author=author, reason=reason)
