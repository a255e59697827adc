"""The legal pages, worded by whoever publishes the site; the pack then leaves them alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from solozere.core.admin_base import RecordedAdmin
from solozere.core.authors import Author
from solozere.website import actions
from solozere.website.models import Page


@admin.register(Page)
class PageAdmin(RecordedAdmin):
    """A title and a text in Markdown."""

    list_display = ["title", "slug", "language", "updated_at"]
    list_filter = ["language"]

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        """Which page it is, is chosen once."""
        return ["slug", "language"] if obj else []

    def history_state(self, obj: Page) -> Any:
        """As the pack and the actions keep it."""
        return actions.state_of(obj)

    def restore_state(self, obj: Page, state: Any, *, author: Author, reason: str) -> None:
        """Through the same action as the pack."""
        actions.save(obj.slug, obj.language, title=state["title"], body=state["body"], author=author, reason=reason)
