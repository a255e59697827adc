"""Sizes that keep the code readable: files, functions, templates. Prints each excess and ends with 1."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE, NINE_IN_TEN, FUNCTION, TEMPLATE = 400, 200, 40, 150
FOLDERS = "solozere", "tests", "tools"


def excesses() -> Iterator[str]:
    """One line for each file, function or template that is too long."""
    lengths = []
    for path in _files("*.py"):
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        lengths.append(lines)
        if lines > FILE:
            yield f"{path.relative_to(ROOT)}: {lines} lines, the limit is {FILE}"
        yield from _functions(path, text)
    long = sum(lines > NINE_IN_TEN for lines in lengths)
    if long * 10 > len(lengths):
        yield f"{long} of {len(lengths)} Python files have more than {NINE_IN_TEN} lines, the limit is one in ten"
    for path in _files("*.html"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > TEMPLATE:
            yield f"{path.relative_to(ROOT)}: {lines} lines, the limit of a template is {TEMPLATE}"


def _functions(path: Path, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION:
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}() has {lines} lines, the limit is {FUNCTION}"


def _files(pattern: str) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "migrations" not in path.parts and "node_modules" not in path.parts:
                yield path


if __name__ == "__main__":
    found = list(excesses())
    print("\n".join(found) if found else "sizes are right")
    sys.exit(1 if found else 0)
