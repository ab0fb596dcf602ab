import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
os.environ.setdefault("STATEMENT_TIMEOUT_SECONDS", "5")  # no reader waits longer for a query

application = get_wsgi_application()
