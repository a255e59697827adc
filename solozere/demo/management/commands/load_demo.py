"""`manage.py load_demo`: adds the fictional activity of a demonstration to the loaded territory."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from solozere.demo.loading import load_demo
from solozere.territory.models import Territory


class Command(BaseCommand):
    help = "Ajoute au territoire chargé l’activité fictive d’une démonstration. Sans effet la seconde fois."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO=0 : cette installation n’est pas une démonstration, rien n’a été ajouté.")
        try:
            count = load_demo(settings.BASE_DIR / "demo")
        except Territory.DoesNotExist as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(f"Le scénario est refusé : {' '.join(error.messages)}") from error
        self.stdout.write("Démonstration déjà en place." if count is None else f"Démonstration : {count} lieux.")
