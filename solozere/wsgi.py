"""The application that the web server runs."""

import ctypes
import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solozere.settings")
application = get_wsgi_application()
_ = get_resolver().reverse_dict  # imports the views of every address, which the first request would do in each process
with suppress(AttributeError, OSError):  # glibc only
    # What a large answer needed goes back to the system, instead of staying in an arena for each thread (M_ARENA_MAX,
    # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD): two workers stay under 200 MB with a hundred thousand places.
    for option, value in ((-8, 1), (-1, 1 << 17), (-3, 1 << 17)):
        ctypes.CDLL(None).mallopt(option, value)
# Loaded once and shared by the processes that the server forks: the collector leaves these objects, and so their pages, alone.
gc.collect()
gc.freeze()
