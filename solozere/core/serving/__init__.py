"""`manage.py serve`: sets up what an installation needs, then runs the web server and the worker until one of them ends."""
