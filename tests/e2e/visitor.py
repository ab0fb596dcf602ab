"""Somebody at a browser, and what a browser tells nobody unless it is asked."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, Response

from tests.e2e.site import Site

UNLOADED = "Failed to load resource"  # told by the response already, page or part of a page


@dataclass
class Visitor:
    """A browser window of its own: no cookies, nothing remembered."""

    site: Site
    context: BrowserContext
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page: Page = self.context.new_page()
        self.context.on("request", self._heed_request)
        self.context.on("response", self._heed_response)
        self.context.on("console", self._heed_console)
        self.page.on("pageerror", self._heed_error)

    def go(self, path: str) -> int:
        """Open an address of the site, and return the status of the answer."""
        response = self.page.goto(self.site.address + path)
        assert response
        return response.status

    def status(self, path: str) -> int:
        return self.context.request.get(self.site.address + path).status

    def json(self, path: str) -> Any:
        response = self.context.request.get(self.site.address + path)
        assert response.ok, response.text()
        return response.json()

    def scrolls_sideways(self) -> bool:
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    def _heed_request(self, request: Request) -> None:
        if not request.url.startswith((self.site.address + "/", "data:")):
            self.problems.append(f"asked another host: {request.url}")

    def _heed_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.problems.append(f"missing part: {response.status} {response.url}")

    def _heed_console(self, message: ConsoleMessage) -> None:
        """Breaches of the content security policy are told here as well."""
        if message.type == "error" and not message.text.startswith(UNLOADED):
            self.problems.append(f"console: {message.text}")

    def _heed_error(self, error: Error) -> None:
        self.problems.append(f"script: {error}")
