from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "solozere.charter"
    verbose_name = "Charte"

    def ready(self) -> None:
        from solozere.charter import registers  # noqa: F401  (declares what this app shows elsewhere)
