"""`make bench`: our pages beside the bare yardstick, on SQLite and PostgreSQL, at several sizes. See bench/README.md."""

import http.client
import json
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from bench.report import table, write
from solozere.core.serving.programs import web_server
from tools import pg

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
ROUNDS, EACH, MOST_SECONDS = 5, 24, 6.0
SYSTEMS = {
    "ours": ("solozere.settings", "solozere.wsgi"),
    "yardstick": ("bench.yardstick_settings", "bench.yardstick:wsgi()"),
}
TEXT, NEAR, OPEN, PLACE, BOX, ALL = "text", "20 km", "20 km, open now", "a place", "box as GeoJSON", "all as GeoJSON"


def main() -> None:
    """Measure every size on every engine, write bench/results.json and the tables of bench/README.md."""
    sizes = [int(size) for size in os.environ.get("SIZES", "1000,10000,100000").split(",")]
    engines = os.environ.get("ENGINES", "sqlite,postgresql").split(",")
    kept = Path(os.environ.get("BENCH_DIR") or ROOT / "var" / "bench")
    results: list[dict[str, Any]] = []
    for engine in engines:
        for size in sizes:
            with database(engine, size, kept) as environment:
                found = measure(environment)
                results += [{"engine": engine, "size": size, **row} for row in found]
                print(table(results[-len(found) :]), flush=True)
    write(results)


@contextmanager
def database(engine: str, size: int, kept: Path) -> Iterator[dict[str, str]]:
    """The environment of a database of `size` places, made where it is not there yet; PostgreSQL's goes at the end."""
    folder = kept / f"{engine}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "DATA_DIR": str(folder),
        "DEMO": "0",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_hex(32),
        "DJANGO_SETTINGS_MODULE": "solozere.settings",
        "DATABASE_URL": "",
        "LOG_LEVEL": "ERROR",
    }
    binaries = pg.binaries() if engine == "postgresql" else None
    if engine == "postgresql" and binaries is None:
        raise SystemExit("PostgreSQL is not installed on this machine.")
    with pg.cluster(binaries) if binaries else nullcontext("") as url:
        if url:
            environment["DATABASE_URL"] = created(url)
        ready, today = folder / "ready", datetime.now(tz=UTC).date().isoformat()
        made = ready.read_text() if ready.exists() and not url else ""
        commands = [["manage.py", "migrate", "-v0"]]
        if made != today:  # the openings are written for the coming weeks
            commands.append(["manage.py", "reindex"])
        if not made:
            print(f"{engine}, {size} places: making the database", flush=True)
            commands = [
                ["manage.py", "migrate", "-v0"],
                ["manage.py", "load_territory", str(ROOT / "territories" / "lozere")],
                ["manage.py", "collectstatic", "--noinput", "-v0"],
                ["-m", "bench.places", str(size)],
            ]
        for command in commands:
            subprocess.run([sys.executable, *command], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        ready.write_text(today)
        yield environment


def created(url: str) -> str:
    """Makes the database that `url` names in a new cluster."""
    name = url.rsplit("/", 1)[1]
    with psycopg.connect(f"{url.rsplit('/', 1)[0]}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url


def measure(environment: dict[str, str]) -> list[dict[str, Any]]:
    """One row for each scenario: both systems in turn, request by request, against the same database."""
    asked = addresses(environment)
    with served("ours", environment) as ours, served("yardstick", environment) as yardstick:
        servers = {"ours": ours, "yardstick": yardstick}
        rows = []
        for name, paths in asked.items():
            times: dict[str, list[float]] = {system: [] for system in servers}
            rates: dict[str, list[float]] = {system: [] for system in servers}
            sizes: dict[str, list[int]] = {system: [] for system in servers}
            for server in servers.values():
                latencies(server.port, paths[:4])
            before = {system: server.cpu_ms() for system, server in servers.items()}
            beside(servers, paths, times, sizes)
            cpu = {
                system: (server.cpu_ms() - before[system]) / len(times[system]) for system, server in servers.items()
            }
            for turn in range(ROUNDS):
                for system, server in servers.items():
                    rates[system].append(rate(server.port, paths[turn::ROUNDS] or paths))
            rows.append(
                {
                    "scenario": name,
                    "ratio": round(statistics.median(a / b for a, b in zip(*times.values(), strict=True)), 2),
                    **{
                        system: figures(times[system], rates[system], sizes[system]) | {"cpu": round(cpu[system], 1)}
                        for system in servers
                    },
                }
            )
        memory = {system: server.memory_mb() for system, server in servers.items()}
        unchanged = not_modified(ours.port)
    for row in rows:
        row["memory"] = memory
        row["cpu_ratio"] = round(row["ours"]["cpu"] / max(row["yardstick"]["cpu"], 0.1), 2)
    rows[-1]["304"] = unchanged
    return rows


def figures(times: list[float], rates: list[float], sizes: list[int]) -> dict[str, float]:
    """Milliseconds, requests per second, bytes on the wire."""
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1], 2),
        "best": round(ordered[0], 2),
        "rps": round(statistics.median(rates), 1),
        "bytes": round(statistics.median(sizes)),
    }


def addresses(environment: dict[str, str]) -> dict[str, list[str]]:
    """The requests of each scenario, different from one another, the same for both systems and for the same database."""
    script = (
        "import django, json; django.setup()\n"
        "from solozere.core.fulltext.models import Word\n"
        "from solozere.places.models import Place\n"
        "made = Place.objects.filter(slug__startswith='essai-')\n"
        "points = [list(p) for p in made.order_by('pk').values_list('lat', 'lon')[:600]]\n"
        "slugs = list(made.order_by('pk').values_list('slug', flat=True)[:600])\n"
        "words = list(Word.objects.filter(text__regex='^[a-z]{6,}$').order_by('-documents', 'text').values_list('text', flat=True)[40:1500])\n"
        "print(json.dumps([points, slugs, words]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    points, slugs, words = json.loads(run.stdout)
    chance = random.Random(7)
    count = ROUNDS * EACH
    chance.shuffle(points)
    places = chance.sample(points, min(count, len(points)))
    near = [f"/lieux/?pres={lat:.3f},{lon:.3f}&rayon=20" for lat, lon in places]
    boxes = [f"{lon - 0.6:.4f},{lat - 0.4:.4f},{lon + 0.6:.4f},{lat + 0.4:.4f}" for lat, lon in places]
    return {
        TEXT: [f"/lieux/?q={quote(word)}" for word in chance.sample(words, min(count, len(words)))],
        NEAR: near,
        OPEN: [f"{address}&ouvert=maintenant" for address in near],
        PLACE: [f"/lieux/{slug}/" for slug in chance.sample(slugs, min(count, len(slugs)))],
        BOX: [f"/lieux/carte.geojson?zone={box}" for box in boxes],
        ALL: ["/lieux/carte.geojson"] * ROUNDS,
    }


class Server:
    """A production server and its processes."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    def cpu_ms(self) -> float:
        """Processor time of the workers so far, in ms: what a request costs whoever else uses the machine."""
        spent = 0
        for pid in self._children():
            after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            spent += int(after_name[11]) + int(after_name[12])
        return spent * 1000 / os.sysconf("SC_CLK_TCK")

    def _children(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()

    def memory_mb(self) -> dict[str, float]:
        """Of the master and its workers, in MB, shared pages counted once: their own, and files mapped (the database's too)."""
        total = {"Pss_Anon:": 0, "Pss_File:": 0}
        for pid in [str(self.process.pid), *self._children()]:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                name, *rest = line.split()
                if name in total:
                    total[name] += int(rest[0])
        return {"own": round(total["Pss_Anon:"] / 1000, 1), "files": round(total["Pss_File:"] / 1000, 1)}


@contextmanager
def served(system: str, environment: dict[str, str]) -> Iterator[Server]:
    """gunicorn with the options of production, on this machine only."""
    settings, application = SYSTEMS[system]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [application if word == "solozere.wsgi" else word for word in web_server("127.0.0.1", port).arguments]
    environment = environment | {"DJANGO_SETTINGS_MODULE": settings, "WEB_CONCURRENCY": str(WORKERS)}
    process = subprocess.Popen([*command, "--keep-alive", "30"], env=environment, cwd=ROOT)
    try:
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


def beside(
    servers: dict[str, Server], paths: list[str], times: dict[str, list[float]], sizes: dict[str, list[int]]
) -> None:
    """Each request to both systems, one right after the other, the first to answer in turn: what else the machine does
    weighs on both alike."""
    connections = {
        name: http.client.HTTPConnection("127.0.0.1", server.port, timeout=120) for name, server in servers.items()
    }
    end = time.perf_counter() + MOST_SECONDS * ROUNDS
    for number, path in enumerate(paths):
        for system in list(servers)[:: 1 if number % 2 else -1]:
            took, weight = timed(connections[system], path)
            times[system].append(took)
            sizes[system].append(weight)
        if time.perf_counter() > end:
            break
    for connection in connections.values():
        connection.close()


def timed(connection: http.client.HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds and bytes of one request."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip, br"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return (time.perf_counter() - start) * 1000, len(body)


def latencies(port: int, paths: list[str]) -> tuple[list[float], list[int]]:
    """Milliseconds and bytes of requests made one after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    times, sizes = [], []
    end = time.perf_counter() + MOST_SECONDS
    for path in paths:
        took, weight = timed(connection, path)
        times.append(took)
        sizes.append(weight)
        if time.perf_counter() > end:
            break
    connection.close()
    return times, sizes


def rate(port: int, paths: list[str]) -> float:
    """Requests per second with four clients at once, for as many requests or MOST_SECONDS."""
    done: list[int] = []
    clients = [threading.Thread(target=lambda: done.append(len(latencies(port, paths)[0]))) for _n in range(4)]
    start = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(done) / (time.perf_counter() - start)


def not_modified(port: int) -> dict[str, float]:
    """Milliseconds to learn that nothing changed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/lieux/carte.geojson", headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    answer.read()
    times = []
    for _n in range(50):
        start = time.perf_counter()
        headers = {"Accept-Encoding": "br", "If-None-Match": answer.headers["ETag"]}
        connection.request("GET", "/lieux/carte.geojson", headers=headers)
        again = connection.getresponse()
        again.read()
        if again.status != 304:
            raise SystemExit(f"304 was expected: {again.status}")
        times.append((time.perf_counter() - start) * 1000)
    return {"p50": round(statistics.median(times), 2)}


if __name__ == "__main__":
    main()
