"""The mappings that can be named: those that editors wrote and, behind them, the ready ones."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.ingestion.datasets.mapping import RowMapping, parse
from events.models import DatasetMapping

READY = Path(__file__).parent / "ready"


class UnknownMapping(Exception):
    """There is no mapping of this name; the message lists those that there are."""


class Choice(NamedTuple):
    """A mapping by its name, as the document it is, and the number of its version."""

    name: str
    definition: dict[str, Any]
    version: int
    is_ready: bool

    @property
    def title(self) -> str:
        titles = self.definition.get("title", {})
        titles = titles if isinstance(titles, dict) else {"en": titles}
        own = "zh" if (get_language() or "en").startswith("zh") else "en"
        return titles.get(own) or titles.get("en") or self.name

    @property
    def about(self) -> str:
        about = self.definition.get("about", {})
        about = about if isinstance(about, dict) else {"en": about}
        own = "zh" if (get_language() or "en").startswith("zh") else "en"
        return about.get(own) or about.get("en") or ""

    def parsed(self) -> RowMapping:
        return parse(self.definition, version=self.version)


@functools.cache
def ready() -> Mapping[str, dict[str, Any]]:
    """The mappings that come with the project, by name."""
    documents = (json.loads(path.read_text("utf-8")) for path in sorted(READY.glob("*.json")))
    return {document["name"]: document for document in documents}


def choices() -> list[Choice]:
    """Every mapping once, the editors' first."""
    own = [Choice(m.name, m.definition, m.version, False) for m in DatasetMapping.objects.all()]
    names = {choice.name for choice in own}
    return own + [
        Choice(name, definition, 0, True)
        for name, definition in ready().items()
        if name not in names
    ]


def mapping_named(name: str) -> Choice:
    """The mapping of a name: an editor's goes before a ready one, whose version is 0."""
    by_name = {choice.name: choice for choice in choices()}
    if name not in by_name:
        raise UnknownMapping(
            _("There is no mapping “%(name)s”. There are: %(names)s.")
            % {"name": name, "names": ", ".join(by_name)}
        )
    return by_name[name]
