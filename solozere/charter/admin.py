"""The charter in the administration: looked at, not changed. Versions come from the pack, memberships from the actions."""

from django.contrib import admin

from solozere.charter.models import CharterVersion, Membership
from solozere.core.admin_base import ReadOnlyAdmin


@admin.register(CharterVersion)
class CharterVersionAdmin(ReadOnlyAdmin):
    """The versions, with their dates."""

    list_display = ["code", "title", "in_force_from", "in_force_until"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """The decisions, the newest first."""

    list_display = ["place", "label", "charter", "since", "until", "author_name"]
    list_filter = ["label", "charter"]
    list_select_related = ["place", "label", "charter"]
    search_fields = ["place__name"]
    date_hierarchy = "since"
