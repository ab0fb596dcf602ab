"""Headlines in Chinese."""

from __future__ import annotations

from collections.abc import Callable

from events.headlines.facts import Facts
from events.headlines.pieces import MOST_NAMES, Piece, Slot, listed, tell
from events.words import numbers
from events.words.dates import date_words
from events.words.phrases import CO_FOUNDER, FOUNDER, round_words, title_words, unit_words

SOURCE = {"rumoured": "据传，", "reported": "据报道，"}


def will(facts: Facts, word: str = "计划") -> str:
    """The word before the verb of what has not happened yet."""
    return word if facts.planned else ""


def row(names: list[Piece], counter: str = "家") -> list[Piece]:
    others = f"等{len(names)}{counter}" if len(names) > MOST_NAMES else ""
    return [*listed(names, "、", "、"), *([Piece(text=others)] if others else [])]


def party(facts: Facts, *roles: str, else_: str = "某公司", counter: str = "家") -> list[Piece]:
    return row(facts.names(*roles), counter) or [{"text": else_}]


def funding(facts: Facts) -> list[Piece]:
    if facts.text("round") == "grant":
        return _grant(facts)
    leads = facts.names("lead")
    others = [name for name in facts.names("investor") if name not in leads]
    intend = will(facts, "拟")
    backed: list[Piece] = []
    if leads:
        backed += tell("，{leads}{intend}领投", leads=row(leads), intend=intend)
    if others:
        verb = "跟投" if leads else "投资"
        backed += tell("，{others}{intend}{verb}", others=row(others), intend=intend, verb=verb)
    return tell(
        "{company}{verb}{round}{backed}",
        company=party(facts, "company"),
        verb="计划进行" if facts.planned else "完成",
        round=round_words(facts.text("round"), "zh"),
        backed=backed,
    )


def _grant(facts: Facts) -> list[Piece]:
    return tell(
        "{company}{will}获得{givers}资助",
        company=party(facts, "company"),
        will=will(facts, "将"),
        givers=row(facts.names("investor", "lead")),
    )


def career(facts: Facts) -> list[Piece]:
    """Who left, joined, founded or was given a post: what is not told is left out."""
    title = title_words(facts.text("title"), "zh")
    company = row(facts.names("company"))
    match facts.text("change"), bool(company), bool(title):
        case "left", True, True:
            template = "{company}{title}{person}{will}离职"
        case "left", True, False:
            template = "{person}{will}离开{company}"
        case "left", False, True:
            template = "{person}{will}卸任{title}"
        case "left", False, False:
            template = "{person}{will}离职"
        case "appointed", True, True:
            template = "{person}{will}出任{company}{title}"
        case "appointed", True, False:
            template = "{person}{will}在{company}履新"
        case "appointed", False, True:
            template = "{person}{will}出任{title}"
        case "appointed", False, False:
            template = "{person}{will}履新"
        case "founded", _, _:
            company = company or [Piece(text="公司")]
            together = "联合" if CO_FOUNDER.search(title) else ""
            post = "，任{title}" if title and not FOUNDER.search(title) else ""
            template = (
                "{person}{will}" + together + "创办" + ("{company}" if company else "公司") + post
            )
        case _:
            company = company or [Piece(text="新公司")]
            template = "{person}{will}加入{company}" + ("，任{title}" if title else "")
    return tell(
        template,
        person=party(facts, "person", else_="有人", counter="人"),
        will=will(facts, "将"),
        company=company,
        title=title,
    )


def move(left: Facts, taken: Facts) -> list[Piece]:
    """`X离开A，创办B`: what happened to one person as one line."""
    title = title_words(taken.text("title"), "zh")
    change = taken.text("change")
    aims = {"founded": "创办{new}", "joined": "加入{new}", "appointed": "出任{new}"}
    post = (
        ""
        if not title or change == "founded"
        else "{title}"
        if change == "appointed"
        else "任{title}"
    )
    return tell(
        "{source}{person}{will}离开{old}，" + aims[change] + post,
        source=SOURCE.get(left.certainty, ""),
        person=row(left.names("person")),
        will=will(left, "将"),
        old=row(left.names("company")),
        new=row(taken.names("company")),
        title=title,
    )


def release(facts: Facts) -> list[Piece]:
    change = facts.text("change") or "released"
    developer = row(facts.names("developer"))
    model = party(facts, "model", else_="模型", counter="款")
    if change == "licence_changed":
        return _licence_change(facts, developer, model)
    size = facts.number("parameters")
    licence = facts.text("licence")
    terms = [
        f"{numbers.parameters(int(size), 'zh')}参数" if size else "",
        licence and licence.removesuffix("许可") + "许可",
        _use(facts).strip("（）"),
    ]
    terms = [term for term in terms if term]
    return tell(
        "{developer}{will}{verb}{model}{terms}" if developer else "{model}{will}{verb}{terms}",
        developer=developer,
        will=will(facts, "计划" if developer else "将"),
        verb="开源" if change == "open_sourced" else "发布",
        model=model,
        terms=f"（{'，'.join(terms)}）" if terms else "",
    )


def _licence_change(facts: Facts, developer: list[Piece], model: list[Piece]) -> list[Piece]:
    use = facts.data.get("commercial_use")
    slots: dict[str, Slot] = {"developer": developer, "model": model}
    if licence := facts.text("licence"):
        slots |= {"will": will(facts), "licence": licence, "use": _use(facts)}
        if developer:
            return tell("{developer}{will}将{model}的许可改为{licence}{use}", **slots)
        return tell("{model}的许可{will}改为{licence}{use}", **slots)
    slots["will"] = will(facts, "将")
    if use is None:
        return tell(
            "{developer}{will}变更{model}的许可" if developer else "{model}的许可{will}变更",
            **slots,
        )
    slots["verb"] = "允许" if use else "禁止"
    return tell(
        "{developer}{will}{verb}商用{model}" if developer else "{model}{will}{verb}商用", **slots
    )


def _use(facts: Facts) -> str:
    """Whether commercial use is allowed, in parentheses; nothing where it is not told."""
    use = facts.data.get("commercial_use")
    return "" if use is None else "（允许商用）" if use else "（不可商用）"


def acquisition(facts: Facts) -> list[Piece]:
    acquirer = row(facts.names("acquirer"))
    template = "{acquirer}{will}收购{target}{stake}" if acquirer else "{target}{stake}{will}被收购"
    return tell(
        template,
        acquirer=acquirer,
        will=will(facts, "计划" if acquirer else "将"),
        target=party(facts, "target"),
        stake=f"的{stake}股权" if (stake := _stake(facts)) else "",
    )


def stake_sale(facts: Facts) -> list[Piece]:
    holder = row(facts.names("holder"))
    stake = _stake(facts)
    template = (
        "{holder}{will}出售所持{company}{stake}" if holder else "{company}{stake}{will}被出售"
    )
    return tell(
        template,
        holder=holder,
        will=will(facts, "计划" if holder else "将"),
        company=party(facts, "company"),
        stake=f"的{stake}股权" if stake else "的股份",
    )


def _stake(facts: Facts) -> str:
    """Nothing where all of it changed hands, or where it is not told."""
    stake = facts.number("stake")
    return "" if stake is None or stake == 1 else numbers.percentage(stake)


def listing(facts: Facts) -> list[Piece]:
    exchange = row(facts.names("exchange"))
    return tell(
        "{company}{will}在{exchange}上市" if exchange else "{company}{will}上市",
        company=party(facts, "company"),
        will=will(facts, "筹备"),
        exchange=exchange,
    )


def layoff(facts: Facts) -> list[Piece]:
    people, share = facts.number("headcount"), facts.number("share")
    staff = f"{numbers.count(people, 'zh')}人" if people else ""
    if share:
        staff += f"，占员工的{numbers.percentage(share)}" if people else numbers.percentage(share)
    return tell(
        "{company}{will}裁员{staff}",
        company=party(facts, "company"),
        will=will(facts),
        staff=staff,
    )


def partnership(facts: Facts) -> list[Piece]:
    names = facts.names("partner")
    two = len(names) == 2
    return tell(
        "{partners}{verb}",
        partners=listed(names, "与", "与") if two else party(facts, "partner", else_="多家公司"),
        verb="计划合作" if facts.planned else "达成合作",
    )


def founding(facts: Facts) -> list[Piece]:
    return tell("{company}{will}成立", company=party(facts, "company"), will=will(facts, "将"))


def closure(facts: Facts) -> list[Piece]:
    return tell("{company}{will}停止运营", company=party(facts, "company"), will=will(facts, "将"))


def statement(facts: Facts) -> list[Piece]:
    """The quote itself, after its speaker's name unless it tells the name."""
    speakers = facts.names("speaker")
    if not facts.said:
        return tell("{speaker}发表观点", speaker=row(speakers, "人") or "有人")
    for speaker in speakers[:1]:
        before, name, after = facts.said.partition(speaker["text"])
        if name:
            return tell("“{before}{name}{after}”", before=before, name=[speaker], after=after)
    who = [*row(speakers, "人"), Piece(text="：")] if speakers else ""
    return tell("{who}“{quote}”", who=who, quote=facts.said)


def statistic(facts: Facts) -> list[Piece]:
    publisher = row(facts.names("publisher"))
    value, unit = facts.number("value") or 0, facts.text("unit")
    figure = numbers.percentage(value) if unit == "%" else numbers.count(value, "zh")
    words = unit_words(unit, "zh") if unit != "%" else ""
    by: list[Piece] = []
    if publisher:
        by = tell(
            "{publisher}{says}", publisher=publisher, says="预计" if facts.planned else "统计："
        )
    return tell(
        "{by}{period}{figure}{quote}",
        by=by,
        period=f"{date_words(facts.period, 'zh')}" if facts.period else "",
        figure=f"{figure}{words}",
        quote=f"，“{facts.quote}”" if facts.quote else "",
    )


def _sourced(teller: Callable[[Facts], list[Piece]]) -> Callable[[Facts], list[Piece]]:
    """What is only said to have happened begins with that."""

    def told(facts: Facts) -> list[Piece]:
        return tell("{source}{rest}", source=SOURCE.get(facts.certainty, ""), rest=teller(facts))

    return told


TELLERS: dict[str, Callable[[Facts], list[Piece]]] = {
    **{
        teller.__name__: _sourced(teller)
        for teller in (
            funding, career, release, acquisition, stake_sale, listing,
            layoff, partnership, founding, closure,
        )
    },
    "statement": statement,
    "statistic": statistic,
}  # fmt: skip
