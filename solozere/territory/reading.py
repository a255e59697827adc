"""Reading a pack: every section, then every cross-check, and all the problems at once. The database is not touched."""

from pathlib import Path

from solozere.core.packs import Pack, Problem, Row
from solozere.core.registries import pack_sections

KEY_LENGTH = 200


def read_pack(root: Path) -> Pack:
    """The pack in `root`, its rows by section and its problems, sorted by file and line, each told once."""
    pack = Pack(root)
    if not root.is_dir():
        pack.problem(str(root), None, "ce dossier n’existe pas : donnez celui d’un territoire, comme territories/….")
        return pack
    for section in pack_sections:
        pack.rows[section.name] = section.read(pack)
        _check_keys(pack, pack.rows[section.name])
    for section in pack_sections:
        section.check(pack, pack.rows[section.name])
    pack.problems = sorted(dict.fromkeys(pack.problems), key=_place)
    return pack


def _check_keys(pack: Pack, rows: list[Row]) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        known = first.setdefault(row.key, row)
        if known is not row:
            where = f"ligne {known.line}" if known.file == row.file else f"dans {known.file}, ligne {known.line}"
            pack.problem(row.file, row.line, f"« {row.key} » est déjà écrit {where}.")
        elif not row.key or len(row.key) > KEY_LENGTH:
            pack.problem(row.file, row.line, f"la clé « {row.key[:20]} » doit avoir de 1 à {KEY_LENGTH} caractères.")


def _place(problem: Problem) -> tuple[str, int]:
    return problem.file, problem.line or 0
