"""The application that the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solozere.settings")
application = get_wsgi_application()
# Loaded once and shared by the processes that the server forks: the collector leaves these objects, and so their pages, alone.
gc.collect()
gc.freeze()
