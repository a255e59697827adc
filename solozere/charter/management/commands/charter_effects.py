"""What a version of the charter would change for the labelled places; writes nothing."""

import json
import tomllib
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from solozere.charter.memberships import rules
from solozere.charter.memberships.effects import PlaceEffect, effects_of
from solozere.charter.models import CharterVersion
from solozere.charter.rules import Charter, CharterError, charter_of


class Command(BaseCommand):
    """`charter_effects 2027`, or `charter_effects territories/…/charter/2027.toml` for a file that is not loaded."""

    help = "Dit ce qu’une version de la charte changerait pour chaque lieu labellisé, sans rien écrire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A code, or a path."""
        parser.add_argument("version", help="code d’une version chargée, ou chemin d’un fichier TOML")
        parser.add_argument("--change", action="store_true", help="seulement les lieux dont le label change")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a place, then the totals."""
        charter, version = _charter(options["version"])
        found = effects_of(charter, version)
        for one in found:
            if one.effect.changes or not options["change"]:
                self.stdout.write(_line(one))
        totals = rules.totals(one.effect for one in found)
        self.stdout.write(
            f"{len(found)} lieux labellisés\u00a0: {totals.kept} gardent leur label, {totals.other} en changent, "
            f"{totals.lost} le perdent, dont {totals.unknown} faute de faits renseignés."
        )


def _charter(given: str) -> tuple[Charter, CharterVersion | None]:
    version = CharterVersion.objects.filter(code=given).first()
    if version is not None:
        return version.charter(), version
    path = Path(given)
    if not path.is_file():
        raise CommandError(f"«\u00a0{given}\u00a0» n’est ni une version chargée, ni un fichier\u00a0: vérifiez le nom.")
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return charter_of(json.loads(json.dumps(read, default=_plain))), None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, CharterError) as error:
        raise CommandError(f"{path}\u00a0: {error}") from error


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _line(one: PlaceEffect) -> str:
    said = one.effect
    after = said.after or "aucun label"
    words = f"{one.membership.place.name}\u00a0: {said.before} → {after}"
    details = [f"il manque {', '.join(said.unmet)}"] if said.unmet else []
    missing = ", ".join(one.missing)
    details += [f"pas renseigné\u00a0: {missing}"] if said.unknown else []
    details += [f"pourrait porter {said.better}"] if said.better else []
    return f"{words} ({', '.join(details)})" if details else words
