"""What the pictures of the pages tell: published records alone, in the reader's language first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events import headlines
from events.models import Event
from events.models.vocabulary import Certainty, Kind
from events.pictures import Picture
from events.readers import reader_language
from events.words import Language
from events.words.dates import date_words
from people.models import Entity

OTHER: dict[Language, Language] = {"en": "zh", "zh": "en"}


def of_event(event: Event) -> Picture:
    """An event fetched with its card."""
    language = reader_language()
    kind = Kind(event.kind).label
    headline, second = (
        headlines.in_words(event.card.data, tongue) for tongue in (language, OTHER[language])
    )
    return Picture(
        brand=_("Tideline"),
        kicker=f"{kind} · {date_words(event.when, language)}",
        headline=headline,
        second=second,
        certainty=event.certainty,
        certainty_label=str(Certainty(event.certainty).label),
    )


def of_entity(entity: Entity) -> Picture:
    first, second = entity.name_en, entity.name_zh
    if reader_language() == "zh":
        first, second = second, first
    if not first or first == second:
        first, second = first or second, ""
    return Picture(brand=_("Tideline"), kicker=kind_of(entity), headline=first, second=second)


def of_site() -> Picture:
    told = {
        "en": "Who left, who founded, who paid: the AI industry, event by event",
        "zh": "谁离开、谁创办、谁出资：人工智能行业大事记",
    }
    language = reader_language()
    return Picture(
        brand=_("Tideline"),
        kicker=_("Timeline of the AI industry"),
        headline=told[language],
        second=told[OTHER[language]],
    )


def kind_of(entity: Entity) -> str:
    """What it is: of a company, which kind of organisation."""
    if entity.kind == Entity.Kind.MODEL:
        return _("AI model")
    return str(entity.get_type_display() if entity.type else entity.get_kind_display())
