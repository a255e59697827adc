"""`make test` counts all runs of pytest together, sums up, and fails when a step failed."""

import sys

import pytest

from tools import locks as lock_files
from tools import needs, pg, preflight
from tools.runs import Runs, counts_of


def python(code):
    """A step that prints or ends as `code` says."""
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("312 passed, 4 skipped in 20.11s", {"passed": 312, "skipped": 4}),
        ("=== 1 failed, 2 passed, 1 error in 0.1s ===", {"failed": 1, "passed": 2, "errors": 1}),
        ("5 passed, 2 warnings, 3 errors in 3.00s (0:00:03)", {"passed": 5, "warnings": 2, "errors": 3}),
        ("34 passed, 4389 deselected, 100 subtests passed in 109.79s (0:01:49)", {"passed": 34}),
        ("no tests ran in 0.01s", {}),
    ],
)
def test_a_closing_line_is_counted(line, expected):
    assert dict(counts_of(line)) == expected


def test_the_runs_are_added_up_in_an_ordinary_closing_line(capfd):
    runs = Runs()
    assert runs.pytest("one", python("print('....'); print('3 passed, 1 skipped, 5 subtests passed in 0.10s')"))
    assert runs.pytest("two", python("print('\\x1b[32m=== \\x1b[1m4 passed\\x1b[0m in 61.0s (0:01:01) ===')"))
    assert runs.run("lint", python("print('all good')"))
    assert runs.summary() == 0
    last = capfd.readouterr().out.strip().splitlines()[-1]
    assert " 7 passed, 1 skipped in " in last
    assert last.startswith("===")


@pytest.mark.parametrize(
    "code",
    ["print('1 failed, 2 passed in 0.10s'); raise SystemExit(1)", "print('no tests ran in 0.1s')", "print('?')"],
    ids=["a test failed", "no test ran", "no closing line"],
)
def test_a_run_that_failed_or_ran_nothing_fails_the_whole(capfd, code):
    runs = Runs()
    runs.pytest("good", python("print('1 passed in 0.1s')"))
    assert not runs.pytest("bad", python(code))
    assert runs.summary() == 1
    assert "failed: bad" in capfd.readouterr().out


def test_a_failed_step_lets_the_next_ones_run_and_fails_the_whole(capfd):
    runs = Runs()
    assert not runs.run("lint", python("raise SystemExit(2)"))
    assert runs.pytest("tests", python("print('1 passed in 0.1s')"))
    runs.skip("PostgreSQL", "it is not here")
    assert runs.summary() == 1
    out = capfd.readouterr().out
    assert "PostgreSQL: skipped, it is not here" in out
    assert out.strip().endswith("=")


def test_without_chromium_nor_the_right_to_install_it_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(needs, "node_packages", lambda: None)
    monkeypatch.setattr(needs.shutil, "which", lambda name: None)
    with pytest.raises(preflight.Refused, match=r"need Chromium: install it .*apt install chromium"):
        needs.prepare()


def test_without_npm_one_sentence_says_what_to_do(monkeypatch, tmp_path):
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(needs, "ROOT", tmp_path)
    monkeypatch.setattr(needs.shutil, "which", lambda name: None)
    with pytest.raises(preflight.Refused, match="install Node 20"):
        needs.node_packages()


def test_a_chromium_given_by_its_path_is_taken(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/my/chromium")
    assert needs.chromium() == "/opt/my/chromium"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("--index-url https://exemple.test/simple\na==1 --hash=sha256:0\n", "names a host"),
        ("a==1 @ http://exemple.test/a.whl --hash=sha256:0\n", "names a host"),
        ("a==1\n", "has no hashes"),
    ],
)
def test_a_lock_that_names_a_host_or_has_no_hash_is_a_fault(tmp_path, monkeypatch, text, fault):
    monkeypatch.setattr(lock_files, "ROOT", tmp_path)
    monkeypatch.setattr(lock_files, "REQUIREMENTS", tmp_path)
    (tmp_path / "good.txt").write_text("a==1 --hash=sha256:0\n")
    assert lock_files.faults() == []
    (tmp_path / "bad.txt").write_text(text)
    assert lock_files.faults()[0].startswith("bad.txt")
    assert fault in lock_files.faults()[0]


def test_a_node_lock_that_names_a_host_or_has_no_hash_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(lock_files, "ROOT", tmp_path)
    monkeypatch.setattr(lock_files, "REQUIREMENTS", tmp_path)
    (tmp_path / "package-lock.json").write_text(
        '{"packages": {"": {}, "node_modules/a": {"resolved": "https://exemple.test/a.tgz", "integrity": "x"},'
        ' "node_modules/b": {}}}'
    )
    assert lock_files.faults() == [
        "package-lock.json: node_modules/a names a host",
        "package-lock.json: node_modules/b has no hash",
    ]


@pytest.mark.skipif(pg.binaries() is None, reason="PostgreSQL is not installed on this machine")
def test_a_throw_away_cluster_is_gone_at_the_end_even_after_a_failure():
    import psycopg

    seen = ""
    with pytest.raises(KeyError), pg.cluster(pg.binaries()) as url:
        seen = url.removesuffix("/solozere") + "/postgres"
        with psycopg.connect(seen) as connection:
            assert connection.execute("show fsync").fetchone() == ("off",)
        raise KeyError
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(seen, connect_timeout=2)
