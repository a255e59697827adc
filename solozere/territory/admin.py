"""The territory and its dated zones in the administration; the communes, which nobody edits, to be looked up."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from solozere.core.admin_base import ReadOnlyAdmin, RecordedAdmin
from solozere.territory import current
from solozere.territory.models import Commune, FormerCommune, PostalCode, Territory, Zone, ZoneCommune
from solozere.territory.pack.territory import TerritorySection
from solozere.territory.pack.zones import ZoneSection
from solozere.territory.search import find_communes


@admin.register(Territory)
class TerritoryAdmin(RecordedAdmin):
    """The one row: made by the pack, never added nor deleted here; an edit is seen at once, in other processes within a minute."""

    list_display = ["name", "code", "network", "time_zone"]
    readonly_fields = ["code"]
    fieldsets = [
        (None, {"fields": ["code", "name", "with_in", "with_of", "network", "tagline", "texts"]}),
        (_("Horloge et étendue"), {"fields": ["time_zone", "holidays_subdivision", "west", "south", "east", "north"]}),
        (_("Objectif"), {"fields": ["goal", "observations"]}),
        (_("Mentions et couleurs"), {"fields": ["historic_mailbox", "attribution", "colours"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """`load_territory` adds it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing stands without it."""
        return False

    def history_state(self, obj: Territory) -> Any:
        """As the pack reads it back."""
        return TerritorySection().state(obj)

    def save_model(self, request: HttpRequest, obj: Territory, form: Any, change: bool) -> None:
        """Save, and forget the copy in memory."""
        super().save_model(request, obj, form, change)
        current.forget()


class ZoneCommuneInline(admin.TabularInline):
    """Shown, not changed: who is eligible goes by the pack, where each list has its source and its day."""

    model = ZoneCommune
    fields = ["group", "code", "name", "today"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With today's communes, in one query."""
        return super().get_queryset(request).select_related("today")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """In the pack."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """In the pack."""
        return False


@admin.register(Zone)
class ZoneAdmin(RecordedAdmin):
    """A dated zone: its words may be changed; its communes are those of the pack."""

    list_display = ["name", "geography_date", "source"]
    inlines = [ZoneCommuneInline]

    readonly_fields = ["key"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """`load_territory` adds it."""
        return False

    def history_state(self, obj: Zone) -> Any:
        """As the pack reads it back."""
        return ZoneSection().state(obj)


class PostalCodeInline(admin.TabularInline):
    model = PostalCode
    extra = 0


class FormerCommuneInline(admin.TabularInline):
    model = FormerCommune
    extra = 0


@admin.register(Commune)
class CommuneAdmin(ReadOnlyAdmin):
    """Reference data of the pack: looked up, by old names and postal codes too, and never changed here."""

    list_display = ["name", "code", "departement", "epci", "population", "local"]
    list_filter = ["local"]
    list_select_related = ["epci"]
    search_fields = ["name"]
    inlines = [PostalCodeInline, FormerCommuneInline]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """As everywhere on the site."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=[found.commune.pk for found in find_communes(search_term, limit=50)]), False
