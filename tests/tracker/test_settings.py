"""What a site does when it is told too little, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.settings import BASE_DIR

OURS = {
    "ALLOWED_HOSTS": "tideline.example",
    "SECRET_KEY": "a-key-of-this-test-alone-" + "x" * 40,
    "DATABASE_URL": "postgres://tideline:secret@db.example:5433/tideline",
    "REDIS_URL": "redis://broker.example/0",
}


def manage(
    *arguments: str, environment: dict[str, str], var: Path
) -> subprocess.CompletedProcess[str]:
    """manage.py with nothing but this environment."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], "TIDELINE_VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def value(name: str, *, environment: dict[str, str], var: Path) -> str:
    """A setting as a process of this environment sees it."""
    code = f"from django.conf import settings; print(settings.{name})"
    result = manage("shell", "--no-imports", "-c", code, environment=environment, var=var)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_production_passes_djangos_deployment_checks(tmp_path: Path) -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", environment=OURS, var=tmp_path)

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(("variable", "code"), [("DATABASE_URL", "E001"), ("REDIS_URL", "E002")])
def test_production_refuses_the_embedded_servers(variable: str, code: str, tmp_path: Path) -> None:
    environment = {key: text for key, text in OURS.items() if key != variable}

    result = manage("check", environment=environment, var=tmp_path)

    assert result.returncode == 1
    assert f"(tracker.{code}) {variable} is not set" in result.stderr
    assert f"HINT: Set {variable}" in result.stderr


def test_a_mistyped_word_about_second_factors_is_refused(tmp_path: Path) -> None:
    result = manage("check", environment=OURS | {"REQUIRE_MFA": "all"}, var=tmp_path)

    assert result.returncode == 1
    assert "(tracker.E005) REQUIRE_MFA is 'all'." in result.stderr


def test_production_refuses_to_start_without_a_secret_key(tmp_path: Path) -> None:
    environment = {key: text for key, text in OURS.items() if key != "SECRET_KEY"}

    result = manage("check", environment=environment, var=tmp_path)

    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr
    assert not (tmp_path / "secret-key").exists()


def test_a_demonstration_may_open_the_embedded_servers_to_other_machines(tmp_path: Path) -> None:
    result = manage("check", environment={"ALLOWED_HOSTS": "*", "LOCAL": "true"}, var=tmp_path)

    assert result.returncode == 0, result.stderr


def test_a_local_site_keeps_the_secret_key_that_it_made(tmp_path: Path) -> None:
    first = value("SECRET_KEY", environment={}, var=tmp_path)
    second = value("SECRET_KEY", environment={}, var=tmp_path)

    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_local_site_is_not_debugging(tmp_path: Path) -> None:
    assert value("DEBUG", environment={}, var=tmp_path) == "False"


def test_database_url_keeps_its_own_options_beside_ours(tmp_path: Path) -> None:
    url = "postgres://tideline@/tideline?host=/run/postgresql&application_name=web"
    code = "DATABASES['default']['HOST'], settings.DATABASES['default']['OPTIONS']"

    shown = value(
        code,
        environment=OURS | {"DATABASE_URL": url, "STATEMENT_TIMEOUT_SECONDS": "5"},
        var=tmp_path,
    )

    assert "/run/postgresql" in shown
    assert "'application_name': 'web'" in shown
    assert "-c statement_timeout=5s " in shown


def test_broker_on_a_socket_is_known_to_celery(tmp_path: Path) -> None:
    environment = OURS | {"REDIS_URL": "unix:///run/valkey/valkey.sock?db=2"}

    assert value("CELERY_BROKER_URL", environment=environment, var=tmp_path) == (
        "redis+socket:///run/valkey/valkey.sock?virtual_host=2"
    )
