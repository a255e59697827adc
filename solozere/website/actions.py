"""Wording a page: by the pack or by an administrator, with what it said before."""

from typing import Any

from django.db import transaction

from solozere.core import history
from solozere.core.authors import Author
from solozere.website.models import Page


def state_of(page: Page) -> dict[str, Any]:
    """What the history keeps and the pack compares: title and text."""
    return {"title": page.title, "body": page.body}


@transaction.atomic
def save(slug: str, language: str, *, title: str, body: str, author: Author, reason: str = "") -> Page:
    """Create the page or change its words; raises ValidationError, field by field. Nothing is recorded where nothing changes."""
    page = Page.objects.select_for_update().filter(slug=slug, language=language).first()
    before = state_of(page) if page else None
    page = page or Page(slug=slug, language=language)
    page.title, page.body = title, body
    if before != state_of(page):
        page.full_clean()
        page.save()
        action = "update" if before else "create"
        history.record(page, action, author, before=before, after=state_of(page), reason=reason)
    return page
