from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "solozere.accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from solozere.accounts import registers  # noqa: F401  (declares what this app shows elsewhere)
