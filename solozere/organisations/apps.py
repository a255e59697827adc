from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "solozere.organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from solozere.organisations import registers  # noqa: F401  (declares what this app shows elsewhere)
