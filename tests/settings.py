"""The site's settings, on servers of the tests' own."""

import os
from pathlib import Path

os.environ.setdefault("TIDELINE_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.setdefault("EMBEDDED_DURABLE", "false")
os.environ.setdefault("API_RATE", "")  # the tests come from one address
os.environ.setdefault("POLITE_PAUSE_SECONDS", "0")  # the servers are the tests' own
# Runs at the same time get databases of their own; xdist's workers inherit their run's name.
os.environ.setdefault("TEST_RUN", str(os.getpid()))

from tracker.settings import *

DATABASES["default"]["TEST"] = {"NAME": f"test_{os.environ['TEST_RUN']}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and that is all
