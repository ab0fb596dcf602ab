"""What stands beside an entity's timeline: its posts, people, models and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.careerlines import address_of_named, span_of
from events.careers import Station
from events.models import Collection, Event, Model, Participation
from events.models.vocabulary import Certainty, Change, Kind, Role
from events.readers import reader_language, tag_of
from events.staff import Careers, Named, Stay, careers_of, people_of
from events.words import Language
from events.words.dates import date_words
from events.words.money import SumWords, sum_of, sum_words, usd_of
from events.words.numbers import parameters
from events.words.phrases import title_words
from people.dates import PartialDate
from people.models import Alias, Entity
from people.money import Sum

MOST_FACTS = 60
MOST_LISTED = 12
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A name with its page, and a word about it."""

    name: str
    href: str
    about: str = ""
    lang: str = ""
    about_href: str = ""
    """The event that proves what is said about it."""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    href: str = ""
    about: str = ""
    money: SumWords | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A list beside the timeline; `count` tells how many there are in all."""

    heading: str
    lines: list[Line]
    count: int


@dataclass(slots=True)
class Profile:
    facts: list[Fact] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    """Other names, each with the language it is in where that is not the page's."""


def profile_of(entity: Entity, careers: Careers | None = None) -> Profile:
    """Read in a fixed number of queries for each kind of entity.

    `careers` are those of the people of a company.
    """
    if entity.kind == Entity.Kind.COMPANY:
        profile = _company(entity, careers or careers_of(people_of(entity)))
    else:
        profile = _person(entity) if entity.kind == Entity.Kind.PERSON else _model(entity)
    profile.sections.append(_section(_("In collections"), _collections(entity)))
    profile.sections = [section for section in profile.sections if section.lines]
    profile.names = _names(entity)
    return profile


def story_of(event: Event) -> Profile:
    """Who took part in an event, by role, and its own values."""
    language = reader_language()
    data = event.card.data
    facts = []
    for party in data["participants"]:
        label = str(Role(party["role"]).label)
        href = reverse(f"events:{party['kind']}", args=[party["slug"]])
        facts.append(Fact(label.capitalize(), party["name"][language], href))
    between = pgettext("between facts", " · ")
    for name, label in (("amount", _("Amount")), ("valuation", _("Valuation"))):
        if name in data:
            told = sum_of(data[name])
            words = sum_words(told, language)
            about = between.join(filter(None, (_in_words(told), dollars(data[name], language))))
            facts.append(Fact(label, words.text, about=about, money=words))
    if event.title:
        facts.append(Fact(_("Title"), title_words(event.title, language)))
    if event.licence:
        facts.append(Fact(_("Licence"), event.licence))
    if event.parameters:
        facts.append(Fact(_("Parameters"), parameters(event.parameters, language)))
    return Profile(facts=facts)


def dollars(told: Mapping[str, Any], language: Language) -> str:
    """What a sum of a card was worth in US dollars, by which rate; empty for one told in them."""
    if not told["currency"] or told["currency"] == "USD":
        return ""
    worth = usd_of(told)
    if worth is None:
        return _("no reference rate, so not converted")
    return _("%(sum)s at the European Central Bank’s rate of %(day)s") % {
        "sum": sum_words(worth, language),
        "day": told["usd"]["rate_date"],
    }


def _in_words(told: Sum) -> str:
    return f"“{told.words}”" if told.words else ""


def _names(entity: Entity) -> list[tuple[str, str]]:
    texts = Alias.objects.filter(entity__survivor=entity).values_list("text", flat=True)
    others = [text for text in dict.fromkeys(texts) if text != entity.name]
    return [(text, tag_of(text, reader_language())) for text in others[:MOST_NAMES]]


def _person(person: Entity) -> Profile:
    return Profile(facts=_country(person))


def _company(company: Entity, careers: Careers) -> Profile:
    stays = list(careers.stays_at(company.pk))
    events = _telling_events(company)
    return Profile(
        facts=[*_money_facts(events), *_country(company)],
        sections=[
            _section(_("People now"), _now(stays)),
            _section(_("Left, and where to"), _left(stays, careers)),
            _section(_("Models"), [_line(model, openness(model)) for model in _models(company)]),
        ],
    )


def _model(model: Entity) -> Profile:
    facts = []
    if model.developer and model.developer.survivor.is_published:
        maker = model.developer.survivor
        facts.append(Fact(_("Developer"), maker.name, address_of(maker)))
    if model.family and model.family.survivor.is_published:
        family = model.family.survivor
        facts.append(Fact(_("Family"), family.name, address_of(family)))
    if model.parameters:
        facts.append(Fact(_("Parameters"), parameters(model.parameters, reader_language())))
    if model.licence:
        facts.append(Fact(_("Licence"), model.licence))
    if model.open_weights is not None:
        facts.append(Fact(_("Weights"), _("open") if model.open_weights else _("closed")))
    members = Model.objects.published().filter(family__survivor=model).for_list()
    lines = [_line(member, openness(member)) for member in members]
    return Profile(facts=facts, sections=[_section(_("In this family"), lines)])


def _collections(entity: Entity) -> list[Line]:
    return [
        Line(
            collection.title,
            reverse("events:collection", args=[collection.slug]),
            lang=tag_of(collection.title, reader_language()),
        )
        for collection in Collection.objects.published().of(entity)
    ]


def address_of(entity: Entity) -> str:
    return reverse(f"events:{entity.kind}", args=[entity.slug])


def _line(entity: Entity, about: str = "") -> Line:
    return Line(entity.name, address_of(entity), about, tag_of(entity.name, reader_language()))


def _section(heading: str, lines: Sequence[Line]) -> Section:
    return Section(heading, list(lines[:MOST_LISTED]), len(lines))


def _country(entity: Entity) -> list[Fact]:
    return [Fact(_("Country"), entity.country)] if entity.country else []


def _listed(words: Iterable[str]) -> str:
    return ("，" if reader_language() == "zh" else ", ").join(filter(None, words))


def _models(company: Entity) -> list[Entity]:
    """The models that it develops, by their own rows or by the releases told of it."""
    releases = Participation.objects.filter(
        published=True, survivor=company, role=Role.DEVELOPER
    ).values("event")
    released = Participation.objects.filter(
        published=True, role=Role.MODEL, event__in=releases
    ).values("survivor")
    its_own = Q(developer__survivor=company) | Q(pk__in=released)
    return list(Model.objects.published().filter(its_own).for_list())


def openness(model: Entity) -> str:
    """How large a model is, and who may have it."""
    size = parameters(model.parameters, reader_language()) if model.parameters else ""
    weights = {True: _("open weights"), False: _("closed"), None: ""}[model.open_weights]
    return _listed([size, weights, model.licence])


def _now(stays: Iterable[Stay]) -> list[Line]:
    """Who is there, as far as is known: the last to come first, without a date last."""
    now = [stay for stay in stays if not stay.station.over]
    now.sort(key=lambda stay: _first_day(stay.station.start), reverse=True)
    return [
        _named_line(stay.person, _listed([_titles(stay.station), span_of(stay.station)]))
        for stay in now
    ]


def _left(stays: Iterable[Stay], careers: Careers) -> list[Line]:
    """Who left, the last first, each with the next station where one is known."""
    left = [stay for stay in stays if stay.station.over]
    left.sort(key=lambda stay: _first_day(stay.station.end), reverse=True)
    lines = []
    for stay in left:
        about, proof = "", ""
        if stay.next:
            company = careers.named[stay.next.company].name_in(reader_language())
            founded = any(move.change == Change.FOUNDED for move in stay.next.moves)
            about = _("founded %s") % company if founded else company
            proof = next((_event(move.event) for move in stay.next.moves), "")
        lines.append(_named_line(stay.person, about, proof))
    return lines


def _named_line(named: Named, about: str, about_href: str = "") -> Line:
    name = named.name_in(reader_language())
    return Line(name, address_of_named(named), about, tag_of(name, reader_language()), about_href)


def _titles(station: Station) -> str:
    return _listed(title_words(title, reader_language()) for title in station.titles)


def _first_day(period: PartialDate | None) -> date:
    return period.start if period else date.min


def _telling_events(company: Entity) -> list[Event]:
    """The events that the facts about a company are read from, newest first."""
    founding = Q(kind=Kind.FOUNDING) | Q(kind=Kind.CAREER, change=Change.FOUNDED)
    money = Q(kind__in=[Kind.FUNDING, Kind.LISTING, Kind.CLOSURE])
    as_itself = Participation.objects.filter(
        survivor=company, role=Role.COMPANY, published=True
    ).values("event")
    certain = Q(certainty__in=[Certainty.CONFIRMED, Certainty.REPORTED])
    events = Event.objects.published().filter(founding | money, certain, pk__in=as_itself)
    return list(events.for_timeline()[:MOST_FACTS])


def _money_facts(events: Sequence[Event]) -> list[Fact]:
    facts = []
    language = reader_language()
    founded = [event for event in events if event.kind in (Kind.FOUNDING, Kind.CAREER)]
    dated = [event for event in founded if event.when.is_known]
    if dated:
        facts.append(_dated(_("Founded"), dated[-1]))
    valued = [event for event in events if event.valuation]
    raised = [event for event in events if event.kind == Kind.FUNDING and event.amount]
    for label, told, name in (
        (_("Valued"), valued, "valuation"),
        (_("Last round"), raised, "amount"),
    ):
        if told:
            event = told[0]
            words = sum_words(sum_of(event.card.data[name]), language)
            facts.append(Fact(label, words.text, _event(event.pk), _when(event.when), words))
    for kind, label in ((Kind.LISTING, _("Listed")), (Kind.CLOSURE, _("Closed"))):
        if told := [event for event in events if event.kind == kind]:
            facts.append(_dated(label, told[0]))
    return facts


def _dated(label: str, event: Event) -> Fact:
    return Fact(label, _when(event.when), _event(event.pk))


def _when(period: PartialDate) -> str:
    return date_words(period, reader_language())


def _event(pk: int) -> str:
    return reverse("events:event", args=[pk])
