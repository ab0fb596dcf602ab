"""What the documentation says of the project is so."""

import re
import tomllib
from typing import Any

import pytest

from tests.settings import BASE_DIR

PROJECT: dict[str, Any] = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())


def name(requirement: str) -> str:
    found = re.match(r"[\w-]+", requirement)
    assert found
    return found[0]


def test_dependencies_each_have_a_reason() -> None:
    declared = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        declared += extra
    for group in PROJECT["dependency-groups"].values():
        declared += [requirement for requirement in group if isinstance(requirement, str)]
    text = (BASE_DIR / "docs" / "dependencies.md").read_text()

    explained = re.findall(r"^\| `([\w-]+)` \| \S", text, flags=re.MULTILINE)

    assert sorted(explained) == sorted(map(name, declared))


def test_settings_that_the_environment_makes_are_explained() -> None:
    apps = [BASE_DIR / name for name in ("tracker", "events", "people")]
    read = {
        variable
        for app in apps
        for source in app.rglob("*.py")
        for variable in re.findall(r'env(?:iron)?\.\w+\(\s*"([A-Z_]+)"', source.read_text())
    }
    text = (BASE_DIR / "docs" / "deploy.md").read_text()

    explained = set(re.findall(r"^\| `([A-Z_]+)` \| \S", text, flags=re.MULTILINE))

    told_elsewhere = {"DEMO_PASSWORD", "PORT", "EMBEDDED_DURABLE", "DJANGO_SETTINGS_MODULE"}
    assert read - told_elsewhere == explained


@pytest.mark.parametrize("target", ["demo", "test", "faults", "lint", "format", "lock", "clean"])
def test_make_has_the_target_and_lists_it(target: str) -> None:
    makefile = (BASE_DIR / "Makefile").read_text()

    assert re.search(rf"^{target}:.* ## \S", makefile, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.txt",
        "requirements-demo.txt",
        "requirements-llm.txt",
        "requirements-parquet.txt",
        "requirements-dev.txt",
    ],
)
def test_lock_files_have_hashes_and_name_no_host(lock: str) -> None:
    text = (BASE_DIR / lock).read_text()

    requirements = re.findall(r"^[\w.-]+(?:\[\w+\])?==", text, flags=re.MULTILINE)
    assert len(requirements) > 50
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "://" not in text
    assert "--index-url" not in text
