"""What the articles of an event say differently: who says what, and why one value stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.claims import Why, choose, claims_of
from events.ingestion.told import PARTS, texts_of
from events.models import Article, Event, Evidence
from events.models.event import OWN
from events.models.vocabulary import Role
from events.profiles import Line
from events.readers import reader_language
from events.words.dates import day_words
from events.words.values import LABELS, value_words
from people.models import Alias, Status
from people.names import fold

WHY: Mapping[str, Promise] = {
    Why.CORRECTED: gettext_lazy("the outlet has corrected itself"),
    Why.PRECISE: gettext_lazy("the most precise of what agrees"),
    Why.FIRMER: gettext_lazy("told more firmly than the others"),
    Why.TRUSTED: gettext_lazy("from the more trusted source"),
    Why.MORE: gettext_lazy("told by more independent sources"),
    Why.FIRST: gettext_lazy("told first, and nothing outweighs it"),
}

Link = Callable[[Article], str]


@dataclass(slots=True)
class Told:
    """One of the values, and the articles that give it."""

    words: str
    sources: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of which several values are told."""

    label: str
    shown: str
    why: str
    told: list[Told]


def disagreements_of(event: Event, link: Link = lambda article: article.link) -> list[Disagreement]:
    """Of an event fetched `with_evidence()`; `link` gives the address behind an article's name."""
    proofs = sorted(event.evidence.all(), key=lambda proof: proof.article.told_on)
    rows = [*_of_values(event, proofs, link), *_of_parties(event, proofs, link)]
    return [row for row in rows if len(row.told) > 1]


def _of_values(event: Event, proofs: list[Evidence], link: Link) -> Iterable[Disagreement]:
    language = reader_language()
    claims = claims_of(proofs, [name for name in LABELS if _has(event, name)])
    articles = {proof.article_id: proof.article for proof in proofs}
    for name, claimed in claims.items():
        told = _Told(link)
        for claim in claimed:
            told.add(value_words(name, claim.value, language), articles[claim.article])
        shown = value_words(name, getattr(event, name), language)
        choice = choose(claimed)
        is_chosen = shown == value_words(name, choice.value, language)
        why = _why(event, name, str(WHY[choice.why]) if is_chosen and choice.why in WHY else "")
        yield Disagreement(str(LABELS[name]), shown, why, told.values)


def _of_parties(event: Event, proofs: list[Evidence], link: Link) -> Iterable[Disagreement]:
    """Of each role those whom articles name in it: all of them take part."""
    roles = {role: part for role, (part, _kinds) in PARTS[event.kind].items()}
    named = [(proof, set(texts_of(proof.claims.get(role))), role)
             for proof in proofs for role in roles]  # fmt: skip
    if not any(texts for _proof, texts, _role in named):
        return
    names = _names(event)
    comma = "、" if reader_language() == "zh" else ", "
    for role, part in roles.items():
        told = _Told(link)
        for proof in proofs:
            texts = texts_of(proof.claims.get(role))
            if part == Role.INVESTOR:
                leads = texts_of(proof.claims.get("leads"))
                texts = [text for text in texts if text not in leads]
            known = {names.get(fold(text), text) for text in texts}
            if known:
                told.add(comma.join(sorted(known)), proof.article)
        why = _why(event, "participants", _("all whom an article names"))
        shown = comma.join(sorted(_shown(event, part)))
        yield Disagreement(capfirst(str(part.label)), shown, why, told.values)


def _has(event: Event, name: str) -> bool:
    return name == "when" or (name in OWN and event.kind in OWN[name].kinds)


def _why(event: Event, name: str, rule: str) -> str:
    if name in event.held:
        return _("set by an editor")
    if not rule and event.status == Status.PUBLISHED:
        return _("as an editor accepted it")
    return rule


class _Told:
    """Values in words with their sources; a reprint says nothing that its origin has not said."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._by_words: dict[str, Told] = {}
        self._heard: set[tuple[str, int]] = set()

    def add(self, words: str, article: Article) -> None:
        told = self._by_words.setdefault(words, Told(words))
        if (words, article.origin_id) not in self._heard:
            self._heard.add((words, article.origin_id))
            day = article.published_on
            told.sources.append(
                Line(
                    article.publisher or article.title or _("Unnamed source"),
                    self._link(article),
                    day_words(day, reader_language()) if day else "",
                )
            )

    @property
    def values(self) -> list[Told]:
        return list(self._by_words.values())


def _names(event: Event) -> dict[str, str]:
    """Every folded form of who takes part, with the name that the reader knows."""
    shown = {
        party["id"]: party["name"][reader_language()] for party in event.card.data["participants"]
    }
    forms = Alias.objects.filter(entity__survivor__in=shown)
    return {
        folded: shown[survivor]
        for folded, survivor in forms.values_list("folded", "entity__survivor")
    }


def _shown(event: Event, role: Role) -> Iterable[str]:
    return (
        party["name"][reader_language()]
        for party in event.card.data["participants"]
        if party["role"] == role
    )
