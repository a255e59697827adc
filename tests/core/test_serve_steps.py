"""The set-up before serving: what it does again, what it refuses, in one line each."""

import http.server
import threading

import pytest
from django.core import checks
from django.core.management import call_command

from solozere.core.serving import programs, static_files, steps


@pytest.mark.django_db
def test_a_database_up_to_date_is_left_alone():
    assert steps.migrate() == "up to date"


def test_a_database_that_does_not_answer_is_said_in_one_line(monkeypatch):
    def refuse(*args, **kwargs):
        raise steps.OperationalError("connection refused\n")

    monkeypatch.setattr(steps, "MigrationExecutor", refuse)
    with pytest.raises(steps.SetUpRefused, match=r"^The database does not answer: connection refused$"):
        steps.migrate()


def test_an_error_of_the_checks_refuses_with_its_message_and_hint(monkeypatch):
    found = [checks.Warning("only a warning"), checks.Error("Not writable.", hint="Choose another folder.", id="x.E1")]
    monkeypatch.setattr(steps.checks, "run_checks", lambda **kwargs: found)
    with pytest.raises(steps.SetUpRefused, match=r"^Not writable\. Choose another folder\.$"):
        steps.check()


@pytest.mark.django_db
def test_a_refused_territory_says_what_the_command_said(settings, tmp_path):
    settings.TERRITORY_DIR = tmp_path
    with pytest.raises(steps.SetUpRefused, match="territory.toml"):
        steps.load_territory()


@pytest.mark.django_db
def test_a_demonstration_database_is_refused_without_demo(settings):
    from solozere.demo.models import DemoMark

    DemoMark.objects.create(version="x")
    settings.DEMO = False
    with pytest.raises(steps.SetUpRefused, match="DEMO=0"):
        steps.check()


def test_the_demonstration_is_a_step_only_where_it_is_wanted(settings):
    settings.DEMO = False
    assert [name for name, _ in steps.steps()] == ["database", "territory", "static files"]
    settings.DEMO = True
    assert "demonstration" in [name for name, _ in steps.steps()]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "done"),
        (["Tout était déjà chargé."], "Tout était déjà chargé."),
        (["communes : 152", "lieux : 5"], "loaded"),
        (
            ["lieux : 2 laissées", "  = langogne : modifié", "  = mende : modifié"],
            "loaded, 2 rows left as edited on the site",
        ),
    ],
)
def test_what_a_command_said_is_told_in_one_line(lines, said):
    assert steps._summary(lines) == said


@pytest.fixture
def folder_of_static_files(settings, tmp_path):
    """A folder of sources, and another one to collect them in."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("p{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.DATA_DIR = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    static_files.get_finders.__globals__["get_finder"].cache_clear()
    yield source
    static_files.get_finders.__globals__["get_finder"].cache_clear()


def test_static_files_are_collected_when_a_source_changed_and_only_then(folder_of_static_files):
    assert steps.collect_static().startswith("collected")
    assert list((folder_of_static_files.parent / "collected").glob("page.*.css"))
    assert steps.collect_static() == "unchanged"
    (folder_of_static_files / "page.css").write_text("p{color:red}")
    assert steps.collect_static().startswith("collected")


def test_static_files_are_collected_again_when_their_folder_was_emptied(folder_of_static_files):
    steps.collect_static()
    (folder_of_static_files.parent / "collected" / "staticfiles.json").unlink()
    assert steps.collect_static().startswith("collected")


@pytest.fixture
def answering():
    """Starts a web server that answers with one status; gives its port."""
    servers = []

    def start(status):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()

            def log_message(self, *args):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server.server_address[1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("status", "expected"), [(200, True), (301, True), (400, True), (500, False), (503, False)])
def test_the_web_server_answers_as_soon_as_it_gives_no_error_of_its_own(answering, status, expected):
    assert programs.answers("127.0.0.1", answering(status)) is expected


def test_a_closed_port_does_not_answer():
    assert programs.answers("127.0.0.1", 9) is False


@pytest.mark.parametrize(("bind", "address"), [("127.0.0.1", "127.0.0.1:8110"), ("::1", "[::1]:8110")])
def test_the_web_server_listens_where_it_is_told(bind, address):
    assert address in programs.web_server(bind, 8110).arguments


@pytest.mark.django_db
def test_a_refused_step_ends_the_command_with_its_sentence(monkeypatch, capsys):
    def refuse():
        raise steps.SetUpRefused("The database does not answer: nobody there")

    from solozere.core.management.commands import serve

    monkeypatch.setattr(serve, "steps", lambda: [("database", refuse)])
    with pytest.raises(SystemExit) as ended:
        call_command("serve")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "The database does not answer: nobody there\n"
