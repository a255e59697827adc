"""How a page is written: a title on the first line, a text in Markdown, a few words in braces that the site replaces."""

import re
from collections.abc import Iterator, Mapping

PLACEHOLDERS = ("reseau", "en_territoire", "adresse", "site")
"""The network's name, « en … », the address that answers, the site's own address."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def parse(text: str) -> tuple[str, str]:
    """`(title, body)` of a page's file; raises ValueError where the first line is not `# Title` or nothing follows."""
    first, _newline, body = text.strip().partition("\n")
    if not first.startswith("# ") or not body.strip():
        raise ValueError("a page is its title after #, then its text")
    return first[2:].strip(), body.strip()


def unknown_placeholders(text: str) -> Iterator[tuple[int, str]]:
    """`(line, word)` for each `{word}` that nothing would replace."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from ((number, name) for name in _PLACEHOLDER.findall(line) if name not in PLACEHOLDERS)


def expected() -> str:
    """« {reseau}, {en_territoire}, {adresse}, {site} »."""
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders replaced; braces around any other word stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
