"""What the filters of a timeline are called, and what is said of a wrong value."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.filters import LANGUAGES, ROLES
from events.models.vocabulary import Certainty, Kind
from people.dates import PartialDate


def facet_label(name: str) -> str:
    return {
        "kind": _("Kind"),
        "certainty": _("Certainty"),
        "role": _("Role"),
        "country": _("Country"),
        "language": _("Sources in"),
        "not_kind": _("Without the kind"),
        "not_certainty": _("Without the certainty"),
        "not_country": _("Without the country"),
    }[name]


def facet_words(name: str) -> list[tuple[str, str]]:
    """The values of a facet and what they are called where many are counted; of countries none."""
    match name.removeprefix("not_"):
        case "certainty":
            return [(word.value, str(word.label)) for word in Certainty]
        case "role":
            return [(value, capfirst(str(label))) for value, label in ROLES]
        case "language":
            return [(value, str(label)) for value, label in LANGUAGES]
        case "country":
            return []
    plurals = {
        Kind.CAREER: _("Moves"),
        Kind.RELEASE: _("Releases"),
        Kind.ACQUISITION: _("Acquisitions"),
        Kind.STAKE_SALE: _("Share sales"),
        Kind.LISTING: _("Listings"),
        Kind.LAYOFF: _("Lay-offs"),
        Kind.PARTNERSHIP: _("Partnerships"),
        Kind.FOUNDING: _("Foundings"),
        Kind.CLOSURE: _("Closures"),
        Kind.STATEMENT: _("Statements"),
        Kind.STATISTIC: _("Figures"),
    }
    return [(kind.value, plurals.get(kind, str(kind.label))) for kind in Kind]


def unknown_name(value: str) -> str:
    return _(
        "Nothing with the name “%(name)s” is recorded. Write the name as its own page "
        "shows it, or the last part of that page’s address."
    ) % {"name": value}


def date_error(value: str) -> str:
    try:
        PartialDate.parse(value)
    except ValueError:
        return _(
            "“%(date)s” is not a date. Write 2025, 2025-H2, 2025-Q4, 2025-12 or 2025-12-17."
        ) % {"date": value}
    return _("The end lies before the beginning. Exchange the two.")
