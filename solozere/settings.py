"""Settings of an installation, read from the environment; a bad value is refused at start-up with its name."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).absolute()
TERRITORY_DIR = Path(env.str("TERRITORY", str(BASE_DIR / "territories" / "lozere"))).absolute()
DEMO = env.bool("DEMO", False)
"""True where the fictional people and activity of `solozere.demo` are shown; every page then says so."""
DEMO_SIGN_IN = env.bool("DEMO_SIGN_IN", True)
"""In a demonstration on 127.0.0.1: one button a role on the sign-in page. 0 for a demonstration that others may see."""


def _secret_key() -> str:
    """The installation's own key: from SECRET_KEY, else from the file that `make run` wrote in DATA_DIR."""
    if key := env.str("SECRET_KEY", ""):
        return key
    path = DATA_DIR / "secret_key"
    if path.is_file():
        return path.read_text().strip()
    raise ImproperlyConfigured(f"SECRET_KEY is not set and {path} does not exist: run `make run` once, or set it.")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BIND, PORT = env.str("BIND", "127.0.0.1"), env.int("PORT", 8000)
"""Where `manage.py serve` listens: this machine only, unless BIND says otherwise."""
SITE_URL = env.str("SITE_URL", "") or f"http://127.0.0.1:{PORT}"
SITE_URL = SITE_URL.rstrip("/")
"""The public address, printed in QR codes, vCards, PDFs and the sitemap."""

INSTALLED_APPS = [
    "allauth",  # before ours, which take its pages out of the administration
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "solozere.website",
    "solozere.demo",
    "solozere.privacy",
    "solozere.charter",
    "solozere.places",
    "solozere.organisations",
    "solozere.accounts",
    "solozere.territory",
    "solozere.notices",
    "solozere.core",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "solozere.core.middleware.CompressTextMiddleware",  # a random length hides what a page's own would betray (BREACH)
    "solozere.core.middleware.PageWeightMiddleware",
    "csp.middleware.CSPMiddleware",
    "solozere.core.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "solozere.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "solozere.core.middleware.BadInputMiddleware",
    "solozere.territory.middleware.TerritoryTimeZoneMiddleware",
]

ROOT_URLCONF = "solozere.urls"
WSGI_APPLICATION = "solozere.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["solozere.accounts.signin.backends.AddressBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "space"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "solozere.territory.context.territory",
                "solozere.core.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "solozere.core.templatetags.ui",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-800;",
}


def _database() -> dict[str, object]:
    """SQLite in DATA_DIR by default; PostgreSQL through DATABASE_URL."""
    url = env.str("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "solozere.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 60,
        }
    config: dict[str, object] = dict(dj_database_url.parse(url))
    if config["ENGINE"] == "django.db.backends.postgresql":
        config["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 8}}
    else:
        config["OPTIONS"] = SQLITE_OPTIONS
    return config


DATABASES = {"default": _database()}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# django-allauth: sign-in by code is ours (accounts.signin); passwords, passkeys, second factors and devices are its own.
ACCOUNT_ADAPTER = "solozere.accounts.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists once its address is proved
ACCOUNT_RATE_LIMITS = False  # by address and form, never by machine alone: accounts.signin.limits
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "solozere.accounts.signin.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""Work for later goes through the database to `manage.py worker`: see `core.jobs`."""

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # the territory's own zone is activated on each request: solozere.territory.middleware

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 365 * 24 * 3600

EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = env.str("EMAIL_HOST", "localhost"), env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_USER", ""), env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.bool("EMAIL_USE_TLS", False), env.bool("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30
"""In seconds: well under the half hour after which a mail being sent is taken for lost."""
DEFAULT_FROM_EMAIL = env.str("REPLY_ADDRESS", "bonjour@solozere.example")
"""The address that answers, the installation's own: never the historic mailbox of the pack."""
CONTACT_PHONE = env.str("CONTACT_PHONE", "")
"""Shown where a page proposes to call somebody; empty: the page proposes to write instead."""

MAP_TILES_URL = env.str("MAP_TILES_URL", "")
for _wmts, _xyz in (("{TileMatrix}", "{z}"), ("{TileCol}", "{x}"), ("{TileRow}", "{y}")):
    MAP_TILES_URL = MAP_TILES_URL.replace(_wmts, _xyz)
"""Background of the map, as {z}/{x}/{y} or a WMTS address; empty: the pack's contours alone, and nobody else is asked."""
MAP_TILES_ATTRIBUTION = env.str("MAP_TILES_ATTRIBUTION", "")
_tiles = urlsplit(MAP_TILES_URL)
TILES_ORIGIN = [f"{_tiles.scheme}://{_tiles.netloc}"] if _tiles.netloc else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *TILES_ORIGIN],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", False)
"""True where a front server speaks HTTPS: cookies are then marked secure and HSTS is sent."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other names of the domain are its owner's to commit
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "solozere.website.views.errors.csrf_failure"
PHONENUMBER_DEFAULT_REGION = "FR"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "solozere.core.secrecy.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
