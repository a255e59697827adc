"""The application that the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solozere.settings")
application = get_wsgi_application()
_ = get_resolver().reverse_dict  # imports the views of every address, which the first request would do in each process
# Loaded once and shared by the processes that the server forks: the collector leaves these objects, and so their pages, alone.
gc.collect()
gc.freeze()
