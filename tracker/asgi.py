import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
os.environ.setdefault("STATEMENT_TIMEOUT_SECONDS", "5")  # no reader waits longer for a query

application = get_asgi_application()
