"""Headlines in English."""

from __future__ import annotations

from collections.abc import Callable

from events.headlines.facts import Facts
from events.headlines.pieces import MOST_NAMES, Piece, Slot, listed, tell
from events.words import numbers
from events.words.dates import span_words
from events.words.phrases import CO_FOUNDER, FOUNDER, round_words, title_words, unit_words


def active(facts: Facts, past: str, base: str, *, subjects: int = 1) -> str:
    """The verb of who did something, as certain as it is."""
    match facts.certainty:
        case "planned":
            return f"{'plans' if subjects < 2 else 'plan'} to {base}"
        case "rumoured":
            return f"may {base}"
        case "reported":
            return f"reportedly {past}"
        case _:
            return past


def passive(facts: Facts, participle: str, *, subjects: int = 1) -> str:
    """The verb of to whom something was done, as certain as it is."""
    match facts.certainty:
        case "planned":
            return f"{'is' if subjects < 2 else 'are'} to be {participle}"
        case "rumoured":
            return f"may be {participle}"
        case "reported":
            return f"{'was' if subjects < 2 else 'were'} reportedly {participle}"
        case _:
            return f"{'was' if subjects < 2 else 'were'} {participle}"


def row(names: list[Piece]) -> list[Piece]:
    left_out = len(names) - MOST_NAMES
    others = "" if left_out < 1 else "1 other" if left_out == 1 else f"{left_out} others"
    return listed(names, ", ", " and ", others)


def party(facts: Facts, *roles: str, else_: str = "An unnamed company") -> list[Piece]:
    return row(facts.names(*roles)) or [{"text": else_}]


def funding(facts: Facts) -> list[Piece]:
    grant = facts.text("round") == "grant"
    verb = ("received", "receive") if grant else ("raised", "raise")
    leads = facts.names("lead")
    others = [name for name in facts.names("investor") if name not in leads]
    backed = tell(" led by {leads}", leads=row(leads)) if leads else []
    if others:
        backed += tell(", with {others}" if leads else " from {others}", others=row(others))
    return tell(
        "{company} {verb} {round}{backed}",
        company=party(facts, "company"),
        verb=active(facts, *verb, subjects=facts.count("company")),
        round=round_words(facts.text("round"), "en"),
        backed=backed,
    )


def career(facts: Facts) -> list[Piece]:
    """Who left, joined, founded or was given a post: what is not told is left out."""
    title = title_words(facts.text("title"), "en")
    company = row(facts.names("company"))
    people = facts.count("person")
    change = facts.text("change")
    if change == "appointed":
        verb = passive(facts, "appointed", subjects=people)
        place = " of {company}" if title else " to a post at {company}"
        template = "{person} {verb}" + (" {title}" if title else "") + (place if company else "")
        if not title and not company:
            template += " to a new post"
    elif change == "founded":
        together = "co-" if CO_FOUNDER.search(title) else ""
        post = "" if FOUNDER.search(title) or not title else ", as {title}"
        verb = active(facts, f"{together}founded", f"{together}found", subjects=people)
        template = "{person} {verb} " + ("{company}" if company else "a company") + post
    elif change == "left":
        verb = active(facts, "left", "leave", subjects=people)
        place = " of {company}" if title else " {company}"
        post = " as {title}" if title else ""
        template = "{person} {verb}" + post + (place if company else "")
    else:
        verb = active(facts, "joined", "join", subjects=people)
        place = " {company}" if company else " another company"
        template = "{person} {verb}" + place + (" as {title}" if title else "")
    return tell(
        template,
        person=party(facts, "person", else_="Someone"),
        verb=verb,
        company=company,
        title=title,
    )


def move(left: Facts, taken: Facts) -> list[Piece]:
    """`X left A to found B`: what happened to one person as one line."""
    title = title_words(taken.text("title"), "en")
    aims = {"founded": "to found {new}", "joined": "to join {new}", "appointed": "for {new}"}
    change = taken.text("change")
    post = " as {title}" if title and change != "founded" else ""
    return tell(
        "{person} {verb} {old} " + aims[change] + post,
        person=row(left.names("person")),
        verb=active(left, "left", "leave"),
        old=row(left.names("company")),
        new=row(taken.names("company")),
        title=title,
    )


def release(facts: Facts) -> list[Piece]:
    developers = facts.count("developer")
    models = facts.count("model")
    change = facts.text("change") or "released"
    licence, use = facts.text("licence"), facts.data.get("commercial_use")
    if change == "licence_changed":
        return _licence_change(facts, licence, use)
    base = "open-source" if change == "open_sourced" else "release"
    if developers:
        template = "{developer} {verb} {model}{size}{terms}"
        verb = active(facts, f"{base}d", base, subjects=developers)
    else:
        template = "{model} {verb}{size}{terms}"
        verb = passive(facts, f"{base}d", subjects=models)
    size = facts.number("parameters")
    terms = f" under {licence}" if licence else ""
    if use is not None:
        terms += ", commercial use allowed" if use else ", commercial use not allowed"
    return tell(
        template,
        developer=party(facts, "developer"),
        verb=verb,
        model=party(facts, "model", else_="a model" if developers else "A model"),
        size=f" with {numbers.parameters(int(size), 'en')} parameters" if size else "",
        terms=terms,
    )


def _licence_change(facts: Facts, licence: str, use: bool | None) -> list[Piece]:
    slots: dict[str, Slot] = {
        "developer": row(facts.names("developer")),
        "model": party(facts, "model", else_="a model"),
    }
    developers, models = facts.count("developer"), facts.count("model")
    terms = "" if use is None else f", commercial use {'allowed' if use else 'not allowed'}"
    if not licence and use is not None:
        way, base = ("opened", "open") if use else ("closed", "close")
        if developers:
            verb = active(facts, way, base, subjects=developers)
            return tell("{developer} {verb} {model} to commercial use", verb=verb, **slots)
        verb = passive(facts, way, subjects=models)
        return tell("{model} {verb} to commercial use", verb=verb, **slots)
    to = f" to {licence}{terms}" if licence else ""
    if developers:
        verb = active(facts, "changed", "change", subjects=developers)
        return tell("{developer} {verb} the licence of {model}{to}", verb=verb, to=to, **slots)
    verb = passive(facts, "changed")
    return tell("The licence of {model} {verb}{to}", verb=verb, to=to, **slots)


def acquisition(facts: Facts) -> list[Piece]:
    stake = _stake(facts)
    if not facts.names("acquirer"):
        subject = f"A {stake} in " if stake else ""
        verb = passive(facts, "acquired", subjects=1 if stake else facts.count("target"))
        target = party(facts, "target", else_="an unnamed company" if stake else "A company")
        return tell("{subject}{target} {verb}", subject=subject, target=target, verb=verb)
    return tell(
        "{acquirer} {verb} {part}{target}",
        acquirer=row(facts.names("acquirer")),
        verb=active(facts, "acquired", "acquire", subjects=facts.count("acquirer")),
        part=f"a {stake} in " if stake else "",
        target=party(facts, "target", else_="an unnamed company"),
    )


def stake_sale(facts: Facts) -> list[Piece]:
    stake = _stake(facts)
    company = party(facts, "company", else_="an unnamed company")
    if not facts.names("holder"):
        verb = passive(facts, "sold", subjects=1 if stake else 2)
        part = f"A {stake}" if stake else "Shares"
        return tell("{part} in {company} {verb}", part=part, company=company, verb=verb)
    return tell(
        "{holder} {verb} {part} in {company}",
        holder=row(facts.names("holder")),
        verb=active(facts, "sold", "sell", subjects=facts.count("holder")),
        part=f"a {stake}" if stake else "shares",
        company=company,
    )


def _stake(facts: Facts) -> str:
    """`30% stake`; nothing where all of it changed hands, or where it is not told."""
    stake = facts.number("stake")
    return "" if stake is None or stake == 1 else f"{numbers.percentage(stake)} stake"


def listing(facts: Facts) -> list[Piece]:
    exchange = row(facts.names("exchange"))
    if exchange and exchange[0]["text"].endswith("Exchange"):
        exchange = [{"text": "the "}, *exchange]
    verb = ("listed on ", "list on ") if exchange else ("went public", "go public")
    return tell(
        "{company} {verb}{exchange}",
        company=party(facts, "company"),
        verb=active(facts, *verb, subjects=facts.count("company")),
        exchange=exchange,
    )


def layoff(facts: Facts) -> list[Piece]:
    people, share = facts.number("headcount"), facts.number("share")
    told = []
    if people:
        told.append(f"{numbers.count(people, 'en')} {'person' if people == 1 else 'people'}")
    if share:
        told.append(f"{numbers.percentage(share)} of its staff")
    return tell(
        "{company} {verb} {staff}",
        company=party(facts, "company"),
        verb=active(facts, "laid off", "lay off", subjects=facts.count("company")),
        staff=", ".join(told) or "staff",
    )


def partnership(facts: Facts) -> list[Piece]:
    partners = facts.count("partner")
    words = ("formed a partnership", "form a partnership")
    return tell(
        "{partners} {verb}",
        partners=party(facts, "partner", else_="Unnamed companies"),
        verb=active(facts, *words, subjects=partners),
    )


def founding(facts: Facts) -> list[Piece]:
    verb = passive(facts, "founded", subjects=facts.count("company"))
    return tell("{company} {verb}", company=party(facts, "company"), verb=verb)


def closure(facts: Facts) -> list[Piece]:
    verb = active(facts, "shut down", "shut down", subjects=facts.count("company"))
    return tell("{company} {verb}", company=party(facts, "company"), verb=verb)


def statement(facts: Facts) -> list[Piece]:
    speaker = row(facts.names("speaker"))
    if not facts.said:
        return tell("{speaker} published an opinion", speaker=speaker or "Someone")
    return tell(
        "{who}“{quote}”", who=[*speaker, {"text": ": "}] if speaker else "", quote=facts.said
    )


def statistic(facts: Facts) -> list[Piece]:
    publisher = row(facts.names("publisher"))
    value, unit = facts.number("value") or 0, facts.text("unit")
    figure = numbers.percentage(value) if unit == "%" else numbers.count(value, "en")
    words = unit_words(unit, "en") if unit != "%" else ""
    by: list[Piece] = []
    if publisher:
        by = tell(
            "{publisher} {says}",
            publisher=publisher,
            says="expects " if facts.planned else "counts ",
        )
    return tell(
        "{by}{figure}{period}{quote}",
        by=by,
        figure=f"{figure} {words}".rstrip(),
        period=f" {span_words(facts.period, 'en')}" if facts.period else "",
        quote=f": “{facts.quote}”" if facts.quote else "",
    )


TELLERS: dict[str, Callable[[Facts], list[Piece]]] = {
    teller.__name__: teller
    for teller in (
        funding, career, release, acquisition, stake_sale, listing,
        layoff, partnership, founding, closure, statement, statistic,
    )
}  # fmt: skip
