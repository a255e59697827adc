"""Settings of the tests: their own data folder, a hostile environment, no static manifest.

SOLOZERE_TEST_DATABASE_URL puts them on PostgreSQL; without it they run on SQLite, whatever DATABASE_URL says.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="solozere-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ["DATA_DIR"] = _folder
os.environ["SECRET_KEY"] = "only-for-the-tests-" + "x" * 40
os.environ["DATABASE_URL"] = os.environ.get("SOLOZERE_TEST_DATABASE_URL", "")
for _name in (
    "DEBUG",
    "DEMO",
    "DEMO_SIGN_IN",
    "TERRITORY",
    "PORT",
    "BIND",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "BEHIND_HTTPS",
    "REPLY_ADDRESS",
):
    os.environ.pop(_name, None)

from solozere.settings import *  # noqa: E402, F403
from solozere.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES  # noqa: E402

TEMPLATES[0]["DIRS"] = [BASE_DIR / "tests" / "templates"]
INSTALLED_APPS = ["zeal", *INSTALLED_APPS]
MIDDLEWARE = ["tests.hostile.ReadsDoNotWrite", "zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Signing in reads a session, gives it another key and reads the former again: twice, whatever the number of rows.
ZEAL_ALLOWLIST = [{"model": "sessions.Session", "field": "get()"}]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads of a live server then have connections of their own, as in production.
    # Nobody needs the tests' data after a power cut, hence synchronous=OFF.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_folder, "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;",
    }
else:
    # The pool's own threads would outlive the throw-away database.
    DATABASES["default"]["OPTIONS"] = {}
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
