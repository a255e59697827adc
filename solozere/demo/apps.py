from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "solozere.demo"
    verbose_name = "Démonstration"

    def ready(self) -> None:
        from solozere.demo import registers  # noqa: F401  (declares what this app shows elsewhere)
