"""What somebody signs in with, in words that he knows it by: a browser, and what it runs on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = Sequence[tuple[str, "str | Promise"]]

BROWSERS: Words = (
    (r"MicroMessenger/", gettext_lazy("WeChat")),
    (r"EdgA?(?:iOS)?/", "Edge"),
    (r"OPR/", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"(?:Firefox|FxiOS)/", "Firefox"),
    (r"(?:Chrome|Chromium|CriOS|HeadlessChrome)/", "Chrome"),
    (r"Version/\S+ (?:Mobile/\S+ )?Safari/", "Safari"),
    (r"curl/", "curl"),
    (r"python-|Python/", "Python"),
)
SYSTEMS: Words = (
    (r"Windows", "Windows"),
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"OpenHarmony|HarmonyOS", "HarmonyOS"),
    (r"Mac OS X|Macintosh", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
)
"""What each calls itself, those first that call themselves something else besides."""


def device_of(user_agent: str) -> str:
    """Such as “Firefox on Windows”. What is not known is shown as it came, shortened."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent[:40] or _("not known")


def _first(words: Words, user_agent: str) -> str:
    return next((str(word) for mark, word in words if re.search(mark, user_agent)), "")
