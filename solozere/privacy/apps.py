from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "solozere.privacy"
    verbose_name = "Données"

    def ready(self) -> None:
        from solozere.privacy import registers  # noqa: F401  (declares what this app shows elsewhere)
