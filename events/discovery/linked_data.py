"""Pages as schema.org describes them, for search engines and whoever else reads JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from events import headlines
from events.models import Collection, Event
from events.models.vocabulary import Certainty
from events.profiles import address_of
from events.readers import TAGS, reader_language
from people.models import Alias, Entity

CONTEXT = "https://schema.org"
TYPES = {"person": "Person", "company": "Organization", "model": "SoftwareApplication"}
Data = dict[str, Any]


def of_event(event: Event, site: str) -> Data:
    """An event is a claim, which appears in articles and is about those who take part.

    The event is fetched with its card and `with_evidence()`. `site` has no slash at its end.
    """
    card, language = event.card, reader_language()
    return {
        "@context": CONTEXT,
        "@type": "Claim",
        "@id": f"{site}/events/{event.pk}",
        "url": f"{site}/{language}/events/{event.pk}/",
        "name": headlines.in_words(card.data, language),
        "inLanguage": TAGS[language],
        "temporalCoverage": _interval(event),
        "creativeWorkStatus": str(Certainty(event.certainty).label),
        "datePublished": card.published_at and card.published_at.isoformat(),
        "dateModified": card.changed_at.isoformat(),
        "license": settings.DATA_LICENCE_URL,
        "about": [_party(party, site) for party in card.data["participants"]],
        "appearance": [
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "publisher": {"@type": "Organization", "name": article.publisher},
                "datePublished": article.told_on.isoformat(),
                **({"url": article.link} if article.link else {}),
            }
            for article in {
                proof.article_id: proof.article for proof in event.evidence.all()
            }.values()
        ],
    }


def of_entity(entity: Entity, site: str) -> Data:
    """A person, organisation or program, with its other names and where else it is described."""
    others = Alias.objects.filter(entity__survivor=entity).values_list("text", flat=True)
    return {
        "@context": CONTEXT,
        "@type": TYPES[entity.kind],
        "@id": f"{site}/{address_of(entity)[4:].rstrip('/')}",
        "url": f"{site}{address_of(entity)}",
        "name": entity.name,
        **_told("alternateName", [name for name in dict.fromkeys(others) if name != entity.name]),
        **_told("description", entity.description),
        **_told("sameAs", _elsewhere(entity)),
        **({"applicationCategory": "AI model"} if entity.kind == Entity.Kind.MODEL else {}),
    }


def of_collection(collection: Collection, site: str) -> Data:
    """A list of things, in the order that its editors chose."""
    language = reader_language()
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "@id": f"{site}/collections/{collection.slug}",
        "url": f"{site}/{language}/collections/{collection.slug}/",
        "name": collection.title,
        "description": collection.introduction,
        "inLanguage": TAGS[language],
        "itemListOrder": f"{CONTEXT}/ItemListOrderAscending",
        "numberOfItems": len(collection.shown),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "item": {
                    "@type": TYPES[member.survivor.kind],
                    "@id": f"{site}/{address_of(member.survivor)[4:].rstrip('/')}",
                    "url": f"{site}{address_of(member.survivor)}",
                    "name": member.survivor.name,
                },
            }
            for place, member in enumerate(collection.shown, start=1)
        ],
    }


def of_site(site: str) -> Data:
    """The whole record as a data set, and how it is searched."""
    home = f"{site}/{reader_language()}/"
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@type": "WebSite",
                "name": "Tideline",
                "url": home,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": f"{home}search/?q={{words}}",
                    "query-input": "required name=words",
                },
            },
            {
                "@type": "Dataset",
                "name": "Tideline",
                "description": "Who left, who founded, who paid: the AI industry, event by event.",
                "url": home,
                "license": settings.DATA_LICENCE_URL,
                "inLanguage": [*TAGS.values()],
                "distribution": [
                    _download(f"{home}events.csv", "text/csv"),
                    _download(f"{site}/api/v1/events/", "application/json"),
                ],
            },
        ],
    }


def _interval(event: Event) -> str | None:
    """ISO 8601; of an unknown date nothing."""
    if not event.when.is_known:
        return None
    return f"{event.date}" if event.date == event.date_end else f"{event.date}/{event.date_end}"


def _party(party: Data, site: str) -> Data:
    collection = {"person": "people", "company": "companies", "model": "models"}[party["kind"]]
    return {
        "@type": TYPES[party["kind"]],
        "@id": f"{site}/{collection}/{party['slug']}",
        "name": party["name"][reader_language()],
    }


def _elsewhere(entity: Entity) -> list[str]:
    wikidata = entity.wikidata_id and f"https://www.wikidata.org/entity/{entity.wikidata_id}"
    return [address for address in (entity.website, wikidata) if address]


def _told(name: str, value: str | Iterable[str]) -> Data:
    return {name: value} if value else {}


def _download(address: str, media_type: str) -> Data:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media_type}
