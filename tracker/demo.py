"""What the demo puts on a fresh site: an editor, one more user of each role, sample articles."""

import io
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from events import decisions
from events.collections.examples import make_example
from events.contradictions import look_for_contradictions
from events.models import Article
from people import accounts
from people.roles import Role

EDITOR = "editor"
USERS = {
    "contributor": Role.CONTRIBUTOR,
    "junior": Role.EDITOR,
    EDITOR: Role.SENIOR_EDITOR,
    "administrator": Role.ADMINISTRATOR,
}
SAMPLES = settings.BASE_DIR / "tests" / "articles"
PATIENCE_SECONDS = 90


def make_users(password: str = "") -> str:
    """Have the users who can log in with this password, or with a new one, and return it."""
    password = password or secrets.token_urlsafe(9)
    for username, role in USERS.items():
        user, _ = get_user_model().objects.get_or_create(username=username)
        user.set_password(password)
        user.is_superuser = False
        user.save()
        accounts.give(user, role, by=None)
    return password


def load_samples(check_workers: Callable[[], None]) -> None:
    """Leave the sample articles to the workers, wait for them, and review what they propose.

    The decisions are kept in a file and go through the same actions as an editor's; some facts
    are left for the review page. Doing it again adds nothing. `check_workers` raises when a
    worker is no more.
    """
    call_command("ingest", *sample_articles(), "--queue", stdout=io.StringIO())
    _wait_for_workers(check_workers)
    review_samples()


def sample_articles() -> list[str]:
    paths = [path for path in SAMPLES.glob("[ez][nh]-*") if path.suffix != ".json"]
    return [str(path) for path in sorted(paths)]


def review_samples() -> None:
    editor = get_user_model().objects.get(username=EDITOR)
    decisions.carry_out(decisions.read(SAMPLES / "decisions.jsonl"), by=editor)
    look_for_contradictions()
    make_example(by=editor)


def _wait_for_workers(check: Callable[[], None]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while waiting := Article.objects.filter(state__in=Article.WORKING).count():
        if time.monotonic() > deadline:
            raise CommandError(
                f"The workers left {waiting} articles unread after {PATIENCE_SECONDS} s: "
                "see the worker's log."
            )
        check()
        time.sleep(0.1)
