from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "solozere.places"
    verbose_name = "Lieux"

    def ready(self) -> None:
        from solozere.places import registers  # noqa: F401  (declares what this app shows elsewhere)
        from solozere.places.map import tiles  # noqa: F401  (registers its check)
