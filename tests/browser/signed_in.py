"""Coming in without the door: the session of somebody, put in the browser as a cookie."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page


def sign_in(page: Page, user: object) -> None:
    """From now on, the pages of this browser are `user`'s."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    address = "/".join(page.url.split("/")[:3])
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
