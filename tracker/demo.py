"""What the demo puts on a fresh site: an editor, and sample articles."""

import io
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

EDITOR = "editor"
SAMPLES = settings.BASE_DIR / "tests" / "articles"


def make_editor(password: str = "") -> str:
    """Have an editor who can log in with this password, or with a new one, and return it."""
    password = password or secrets.token_urlsafe(9)
    users = get_user_model().objects
    editor, _ = users.get_or_create(username=EDITOR)
    editor.is_staff = editor.is_superuser = True
    editor.set_password(password)
    editor.save()
    return password


def load_samples() -> None:
    """Take the sample articles through the real pipeline. Doing it again adds nothing."""
    articles = [path for path in SAMPLES.glob("[ez][nh]-*") if path.suffix != ".json"]
    call_command("ingest", *map(str, sorted(articles)), stdout=io.StringIO())
