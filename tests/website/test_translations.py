"""Another language only needs a file: every sentence of templates and code can be extracted."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.website.templates import templates, words_of


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs xgettext, of the package gettext")
def test_makemessages_extracts_templates_and_code(tmp_path: Path):
    source = Path(settings.BASE_DIR) / "solozere"
    shutil.copytree(
        source, tmp_path / "solozere", ignore=shutil.ignore_patterns("static", "data", "fonts", "__pycache__")
    )
    (tmp_path / "locale").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower(), done.stderr
    catalogue = (tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    plain = re.sub(r'"\n"', "", catalogue).replace("\xa0", " ").replace("&nbsp;", " ")
    said = [text for path in templates() for text in words_of(path).translated if "…" not in text and "\n" not in text]
    escaped = [text.replace("&nbsp;", " ").replace("\xa0", " ").replace('"', '\\"').replace("%", "%%") for text in said]
    assert len(said) > 100
    assert not [text for text in escaped if text not in plain]
    assert "mentions légales" in plain
