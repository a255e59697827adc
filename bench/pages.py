"""`make bench-pages URL=http://127.0.0.1:8000`: Lighthouse (mobile, median of five) on home, places and a place of a running site.

Needs Node and Chromium; Lighthouse comes from npm by name. Serve the site with DEMO=0: a demonstration asks not to be indexed,
which Lighthouse counts against it.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tools.needs import chromium

LIGHTHOUSE = "lighthouse@12.8.2"
RUNS = 5
ATTEMPTS = 3
"""Chromium does not always start on a busy machine: that says nothing of the page."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def main(site: str) -> int:
    """Print the median of each category and the audits that are not met; 1 where an aim is missed."""
    listed = urllib.request.urlopen(f"{site}/lieux/").read().decode()
    place = re.search(r'href="(/lieux/[a-z0-9-]+/)"', listed)
    if place is None:
        raise SystemExit("No place is listed.")
    missed = 0
    for path in ("/", "/lieux/", place[1]):
        reports = [one_run(site + path) for _n in range(RUNS)]
        scores = {
            name: round(statistics.median(report["categories"][name]["score"] or 0 for report in reports) * 100)
            for name in CATEGORIES
        }
        print(f"| `{path}` | " + " | ".join(str(scores[name]) for name in CATEGORIES) + " |", flush=True)
        for name in CATEGORIES:
            aim = 95 if name == "performance" else 100
            if scores[name] < aim:
                missed = 1
                print(f"  {name}: {', '.join(failed(reports[0], name))}", flush=True)
    return missed


def one_run(url: str) -> dict:
    """The report of one visit with the settings of a phone."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = ["npx", "--yes", LIGHTHOUSE, url, "--output=json", f"--output-path={out}", "--quiet"]
        command += [f"--chrome-flags={FLAGS}"]
        environment = os.environ | {"CHROME_PATH": chromium() or ""}
        for _attempt in range(ATTEMPTS):
            done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
            if done.returncode == 0:
                return dict(json.loads(out.read_text()))
        raise SystemExit(f"Lighthouse could not visit {url}:\n{done.stderr[-2000:]}")


def failed(report: dict, category: str) -> list[str]:
    """The audits of a category that weigh and are not met."""
    references = report["categories"][category]["auditRefs"]
    weighing = [one["id"] for one in references if one["weight"]]
    return [name for name in weighing if (report["audits"][name].get("score") or 0) < 0.9]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
