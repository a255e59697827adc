"""The lowest layer: mechanisms without a business word."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "solozere.core"
    verbose_name = "Socle"

    def ready(self) -> None:
        from solozere.core import registers  # noqa: F401  (declares what this app shows elsewhere)
