"""Where things are found on the web: in the API, and as pages for readers. Both are for ever."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import get_script_prefix

from people.languages import LANGUAGES

COLLECTIONS = {"person": "people", "company": "companies", "model": "models"}
"""The part of an address that names the kind of an entity."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site, which is told by its own: `https://news.example.org/`."""

    site: str

    @classmethod
    def of(cls, request: HttpRequest) -> Addresses:
        return cls(request.build_absolute_uri(get_script_prefix()))

    def resource(self, collection: str, key: object) -> str:
        return f"{self.site}api/v1/{collection}/{key}/"

    def pages(self, collection: str, key: object) -> dict[str, str]:
        return {language: f"{self.site}{language}/{collection}/{key}/" for language in LANGUAGES}

    def entity(self, kind: str, slug: str) -> str:
        return self.resource(COLLECTIONS[kind], slug)
