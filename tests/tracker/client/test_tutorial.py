"""The tutorial's cells, run from the first to the last against a site with the sample articles.

What a cell shows has to be what stands below it. `WRITE_TUTORIAL=1` puts there what is shown now.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from people.api.permissions import Scope
from tests.events.api.test_changes import settle
from tests.settings import BASE_DIR
from tracker.accounts.actions import make_token
from tracker.demo import make_users, review_samples, sample_articles

TUTORIAL = BASE_DIR / "docs" / "tutorial.md"
SITE = "http://localhost:8000"
CELL = re.compile(
    r"```(?P<kind>python|sh)\n(?P<code>.*?)```\n(?:\n```text\n(?P<shown>.*?)```\n)?", re.DOTALL
)
INSTALLING = "pip install"


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Path) -> str:
    """A site with the sample articles and a dump, as the demo has them."""
    settings.DUMPS = tmp_path / "dumps"
    settings.SITE_URL = live_server.url
    make_users()
    call_command("ingest", *sample_articles(), stdout=io.StringIO(), stderr=io.StringIO())
    review_samples()
    settle()  # so that the dump's place in the changes is behind all of these
    call_command("dump", stdout=io.StringIO())
    return str(live_server.url)


def token(username: str, *scopes: Scope) -> str:
    user = get_user_model().objects.get(username=username)
    return make_token(by=user, name="教程", scopes=scopes)[1]


def run_python(code: str, names: dict[str, Any]) -> str:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(code, str(TUTORIAL), "exec"), names)  # noqa: S102 # our own page
    return shown.getvalue()


def run_shell(code: str, names: dict[str, Any]) -> str:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_PROXY": "*"},
    ).stdout


RUN: dict[str, Callable[[str, dict[str, Any]], str]] = {"python": run_python, "sh": run_shell}


@pytest.mark.enable_socket
def test_every_cell_shows_what_the_tutorial_says(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTRIBUTOR", token("contributor", Scope.READ, Scope.PROPOSE))
    monkeypatch.setenv("EDITOR", token("editor", Scope.READ, Scope.PROPOSE, Scope.PUBLISH))
    names: dict[str, Any] = {}
    ran = 0

    def shown(cell: re.Match[str]) -> str:
        nonlocal ran
        if INSTALLING in cell["code"] or not shutil.which({"sh": "curl"}.get(cell["kind"], "sh")):
            return cell[0]
        settle()
        ran += 1
        said = RUN[cell["kind"]](cell["code"].replace(SITE, site), names).replace(site, SITE)
        below = f"\n```text\n{said}```\n" if said else ""
        return f"```{cell['kind']}\n{cell['code']}```\n{below}"

    text = TUTORIAL.read_text()
    now = CELL.sub(shown, text)

    if os.environ.get("WRITE_TUTORIAL"):
        TUTORIAL.write_text(now)
        text = now
    assert ran > 15
    assert now == text
