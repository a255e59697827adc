"""The figures as a table in Markdown."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
START, END = "<!-- figures -->", "<!-- end of figures -->"

HEAD = (
    "| engine | places | scenario | ours p50 / p95 / best, ms | CPU, ms | req/s | bytes "
    "| yardstick p50 / p95 / best, ms | CPU, ms | req/s | ratio | of CPU |"
)


def table(rows: list[dict[str, Any]]) -> str:
    """A line for each scenario, then the memory and the 304 of each database."""
    lines = [HEAD, "| --- " * 12 + "|"]
    for row in rows:
        ours, bare = row["ours"], row["yardstick"]
        lines.append(
            f"| {row['engine']} | {row['size']:,} | {row['scenario']} | {_three(ours)} | {ours['cpu']} | {ours['rps']} "
            f"| {ours['bytes']:,} | {_three(bare)} | {bare['cpu']} | {bare['rps']} | **{row['ratio']}** | {row['cpu_ratio']} |"
        )
    last = [row for row in rows if "304" in row]
    notes = [
        f"{row['engine']}, {row['size']:,}: server with 2 workers {_memory(row, 'ours')} "
        f"(yardstick {_memory(row, 'yardstick')}), everything unchanged (304) {row['304']['p50']} ms"
        for row in last
    ]
    return "\n".join([*lines, "", *[f"- {note}" for note in notes], ""])


def _memory(row: dict[str, Any], system: str) -> str:
    found = row["memory"][system]
    return f"{found['own']} MB of its own and {found['files']} MB of mapped files"


def _three(figures: dict[str, float]) -> str:
    return f"{figures['p50']} / {figures['p95']} / {figures['best']}"


def write(results: list[dict[str, Any]]) -> None:
    """Keep the figures in results.json and, between its two marks, in README.md; those of other runs stay beside them."""
    path = HERE / "results.json"
    measured = {(row["engine"], row["size"]) for row in results}
    before = json.loads(path.read_text()) if path.exists() else []
    kept = [row for row in before if (row["engine"], row["size"]) not in measured]
    results = sorted([*kept, *results], key=lambda row: (row["engine"], row["size"]))
    path.write_text(json.dumps(results, indent=1) + "\n")
    readme = HERE / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{START}\n{table(results)}{END}{after}", encoding="utf-8")
