from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "solozere.notices"
    verbose_name = "Messages"

    def ready(self) -> None:
        from solozere.notices import registers  # noqa: F401  (declares what this app shows elsewhere)
