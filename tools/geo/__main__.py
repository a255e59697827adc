"""Command line of the tool, run by launch.py; French sentences, code 3 when it refuses."""

import argparse
import json
import sys
import tomllib
from pathlib import Path

from tools.geo.build import build_national, build_pack, words
from tools.geo.errors import GeoError
from tools.geo.files import write_all
from tools.geo.registers import read_france
from tools.geo.sources import CONTOURS, REGISTER, fetch


def arguments() -> argparse.ArgumentParser:
    """What `make geo` and `new_territory` pass."""
    parser = argparse.ArgumentParser(prog="tools/geo/launch.py", description="Refait la géographie d’un pack.")
    parser.add_argument("--cache", type=Path, required=True, help="dossier des paquets téléchargés")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--pack", type=Path, help="pack dont territory.toml dit le code")
    which.add_argument("--code", help="code du département, avec --out")
    parser.add_argument("--out", type=Path, help="dossier des fichiers (par défaut : geography/ du pack)")
    parser.add_argument("--france", type=Path, help="fichier de toutes les communes de France, à refaire aussi")
    parser.add_argument("--summary", type=Path, help="fichier JSON où écrire le rapport, au lieu de l’afficher")
    return parser


def code_of(pack: Path) -> str:
    """The département that a pack's territory.toml names; raises GeoError."""
    path = pack / "territory.toml"
    try:
        code = tomllib.loads(path.read_text(encoding="utf-8-sig"))["territory"]["code"]
    except FileNotFoundError as error:
        raise GeoError(f"{path} n’existe pas : donnez le dossier d’un pack, avec TERRITORY=…") from error
    except OSError as error:
        raise GeoError(f"{path} ne peut pas être lu ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise GeoError(f'{path} ne dit pas le code du département ([territory], code = "48").') from error
    return str(code)


def main() -> int:
    """Fetch, read, build, write."""
    options = arguments().parse_args()
    code = code_of(options.pack) if options.pack else options.code.upper()
    out = options.out or (options.pack or Path()) / "geography"
    france = read_france(fetch(CONTOURS, options.cache), fetch(REGISTER, options.cache))
    built = build_pack(france, code)
    changed = write_all(out, built.texts)
    if options.france:
        changed += write_all(options.france.parent, {options.france.name: build_national(france)})
    if options.summary:
        write_all(
            options.summary.parent, {options.summary.name: json.dumps(built.summary | {"words": words(built.summary)})}
        )
    else:
        print("\n".join(words(built.summary)))
        print("Fichiers changés\u00a0: " + (", ".join(changed) or "aucun") + ".")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except GeoError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(3) from None
