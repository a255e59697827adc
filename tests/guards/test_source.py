"""The tree itself: sizes, a reason beside each on_delete, nothing of a real territory in the code."""

import ast
import csv
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.guards.layers import ROOT, SOURCE

MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TESTS_AND_TOOLS = sorted([*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")])
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*") if path.is_file())
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 40, 150
DELETIONS = {"CASCADE", "PROTECT", "RESTRICT", "SET_NULL", "SET_DEFAULT", "SET", "DO_NOTHING"}


def named(path: Path) -> str:
    """A path as the tests' ids show it."""
    return str(path.relative_to(ROOT))


# Sizes


def long_functions(source: str) -> list[str]:
    """« name: 53 lines » for each function longer than FUNCTION_LINES, its docstring included."""
    found = [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [f"{name}: {lines} lines" for name, lines in found if lines > FUNCTION_LINES]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_and_their_functions_stay_short(path):
    source = path.read_text()
    assert len(source.splitlines()) <= FILE_LINES
    assert long_functions(source) == []


@pytest.mark.parametrize("path", TESTS_AND_TOOLS, ids=named)
def test_tests_and_tools_stay_short(path):
    assert len(path.read_text().splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_stay_short(path):
    assert len(path.read_text().splitlines()) <= TEMPLATE_LINES


def test_nine_modules_in_ten_are_under_200_lines():
    sizes = sorted(len(path.read_text().splitlines()) for path in MODULES)
    assert sizes[int(len(sizes) * 0.9)] < 200


def test_the_guard_sees_a_function_one_line_too_long():
    body = "    x = 1\n"
    assert long_functions("def f():\n" + body * (FUNCTION_LINES - 1)) == []
    assert long_functions("class A:\n  def f(self):\n" + body * FUNCTION_LINES) == [f"f: {FUNCTION_LINES + 1} lines"]


# A reason beside each on_delete


def unexplained_deletions(source: str) -> list[str]:
    """« line 12: PROTECT » for each foreign key without « # PROTECT: why » in the comment just above it."""
    lines = source.splitlines()
    statements = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assign | ast.AnnAssign)]
    return [
        f"line {statement.lineno}: {action}"
        for statement in statements
        if statement.value is not None
        for action in deletions(statement.value)
        if not re.search(rf"\b{action}: \w", comment_above(lines, statement.lineno))
    ]


def deletions(value: ast.expr) -> Iterator[str]:
    """The `models.PROTECT`… that an expression holds."""
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and node.attr in DELETIONS:
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in DELETIONS:
            yield node.id


def comment_above(lines: list[str], number: int) -> str:
    """The comment lines that touch line `number` from above, as one text."""
    found = []
    for line in reversed(lines[: number - 1]):
        if not line.strip().startswith("#"):
            break
        found.append(line.strip("# \t"))
    return " ".join(reversed(found))


def foreign_keys(source: str) -> int:
    """How many foreign keys and one-to-one fields a module declares."""
    return len(re.findall(r"models\.(?:ForeignKey|OneToOneField)\(", source))


@pytest.mark.parametrize("path", [p for p in MODULES if foreign_keys(p.read_text())], ids=named)
def test_each_on_delete_says_why(path):
    source = path.read_text()
    assert unexplained_deletions(source) == []
    statements = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assign)]
    assert sum(len(list(deletions(node.value))) for node in statements) >= foreign_keys(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# PROTECT: kept for the record.\na = models.ForeignKey(B, models.PROTECT)", []),
        ("# CASCADE: part of\n# the aggregate.\na = models.ForeignKey(B, on_delete=CASCADE)", []),
        ("a = models.ForeignKey(B, models.CASCADE)", ["line 1: CASCADE"]),
        ("# CASCADE: x.\n\na = models.ForeignKey(B, models.CASCADE)", ["line 3: CASCADE"]),
        ("# CASCADE: x.\na = models.ForeignKey(B, models.PROTECT)", ["line 2: PROTECT"]),
        ("# PROTECT:\na = models.ForeignKey(B, models.PROTECT)", ["line 2: PROTECT"]),
        ("# PROTECT: x.\na = models.ForeignKey(B, models.PROTECT)\nb = models.ForeignKey(B, models.SET_NULL)", ["line 3: SET_NULL"]),
    ],
)  # fmt: skip
def test_the_guard_sees_a_deletion_without_its_reason(source, expected):
    assert unexplained_deletions(source) == expected


# Nothing hard-wired

ORDINARY_WORDS = {"Cultures", "La Tieule"}
"""Communes whose name is a word of the language, or none that a text could mean by chance."""
ALLOWED = {
    "solozere/settings.py": 'TERRITORY_DIR = Path(env.str("TERRITORY", str(BASE_DIR / "territories" / "lozere"))).absolute()',
}
"""The one line that names a pack: which one is served when nothing is said."""
REFERENCE_DATA = {"communes_fr.csv", "departements.csv"}
"""Lists of all of France."""


@cache
def forbidden() -> re.Pattern[str]:
    """The territory of the pack, its communes and its partners' towns, as whole words."""
    with (ROOT / "territories/lozere/geography/communes.csv").open(encoding="utf-8") as file:
        communes = {row["name"] for row in csv.DictReader(file)} - ORDINARY_WORDS
    names = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(communes, key=len, reverse=True))
    return re.compile(rf"[Ll]oz[èe]re\b(?<!solozere)|LOZ[ÈE]RE|\b(?:{names})\b")


def code_of(path: Path) -> list[tuple[int, str]]:
    """`(line number, text)` of what a file says outside comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return python_code(text)
    if path.suffix == ".html":
        text = re.sub(r"\{#.*?#\}", "", text)
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    lines = enumerate(text.splitlines(), 1)
    if path.suffix == ".toml":
        return [(number, line) for number, line in lines if not line.lstrip().startswith("#")]
    return list(lines)


def python_code(text: str) -> list[tuple[int, str]]:
    """The lines of a module with its comments and docstrings blanked."""
    blanked = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    comments = {
        token.start[0]: token.start[1]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    }
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        lines.append((number, "" if number in blanked else line[: comments.get(number, len(line))]))
    return lines


def hard_wired(path: Path, allowed: str = "") -> list[str]:
    """« 12: Lozère » for each name of the pack that a file says."""
    return [
        f"{number}: {found[0]}"
        for number, line in code_of(path)
        if line.strip() != allowed
        for found in forbidden().finditer(line)
    ]


SAID = sorted(
    path
    for path in SOURCE.rglob("*")
    if path.suffix in {".py", ".html", ".txt", ".toml", ".json", ".css", ".js", ".md", ".typ", ".xml"}
    and path.name not in REFERENCE_DATA
    and "migrations" not in path.parts
)


@pytest.mark.parametrize("path", SAID, ids=named)
def test_nothing_of_the_pack_is_hard_wired(path):
    assert hard_wired(path, ALLOWED.get(str(path.relative_to(ROOT)), "")) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", 'x = "en Lozère"', ["1: Lozère"]),
        ("a.py", 'x = "Saint-Chély-d’Apcher"', ["1: Saint-Chély-d’Apcher"]),
        ("a.py", 'x = "SoLozère"', ["1: Lozère"]),
        ("a.py", '"""The Lozère."""\nfrom solozere.core import x  # Mende\n\ndef f():\n    """Langogne."""', []),
        ("a.py", 'x = """\nMende"""', ["2: Mende"]),
        ("a.html", "{# Lozère #}<p>Florac Trois Rivières</p>", ["1: Florac Trois Rivières"]),
        ("a.html", "<p>Amende, Mendel</p>", []),
        ("a.css", "/* SoLozère,\n feuille */\n.x { content: 'Mende'; }", ["3: Mende"]),
        ("a.toml", "# Lozère\nx = 'Langogne'", ["2: Langogne"]),
    ],
)
def test_the_guard_sees_a_name_of_the_pack_outside_comments(tmp_path, name, text, expected):
    path = tmp_path / name
    path.write_text(text)
    assert hard_wired(path) == expected
