"""Settings of the bare yardstick: the project's database, nothing else of its own."""

from solozere.settings import *  # noqa: F403

ROOT_URLCONF = "bench.yardstick"
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", "allauth.account.middleware.AccountMiddleware"]
"""The second is there because its app refuses to start without it.
Answers are sent compressed, as ours are: the bytes on the wire can then be compared."""
