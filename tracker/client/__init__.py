"""The parts of the Python client that follow from the schema: written here, kept in docs/client."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tracker.client.methods import methods
from tracker.client.problems import problems
from tracker.client.shapes import shapes

PACKAGE = settings.BASE_DIR / "docs" / "client" / "tideline_client"
HEAD = "# Written by manage.py client from the schema of the API: change that, and write it anew.\n"


def written(schema: dict[str, Any]) -> dict[str, str]:
    """What each of the files says, by its name."""
    files = {
        "shapes.py": shapes(schema),
        "client.py": methods(schema),
        "problems.py": problems(),
    }
    return {name: HEAD + text for name, text in files.items()}
