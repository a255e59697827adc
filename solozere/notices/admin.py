"""Contacts in the administration: to be looked at, never changed by hand."""

from django.contrib import admin

from solozere.core.admin_base import ReadOnlyAdmin
from solozere.notices.models import Contact


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    """Who gave an address, and whether it was verified."""

    list_display = ["email", "name", "verified_at", "created_at"]
    list_filter = ["verified_at"]
    search_fields = ["email", "name"]
    ordering = ["-created_at", "pk"]
