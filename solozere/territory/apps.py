from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "solozere.territory"
    verbose_name = "Territoire"

    def ready(self) -> None:
        from solozere.territory import registers  # noqa: F401  (declares what this app shows elsewhere)
