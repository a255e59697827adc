"""The worker's journal, to read."""

from django.contrib import admin

from solozere.core.admin_base import ReadOnlyAdmin
from solozere.core.models import JobRun, PeriodicState


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    """What ran, when, and what came of it."""

    list_display = ("name", "attempt", "started_at", "seconds", "succeeded", "line")
    list_filter = ("succeeded", "name")
    date_hierarchy = "started_at"
    ordering = ("-started_at", "-pk")


@admin.register(PeriodicState)
class PeriodicStateAdmin(ReadOnlyAdmin):
    """When each periodic job is due."""

    list_display = ("name", "next_at", "failures", "holder")
    ordering = ("name",)
