"""Companies bought, stakes sold."""

from __future__ import annotations

import re
from typing import Any

from ..document import Entity
from ..facts import Money
from ..masking import COMPANY, MONEY, PERCENT, PERSON
from .frame import Frame
from .story import Story

P, C = PERSON, COMPANY
_BUY = r"(?:全资|战略|全面|成功|整体|正式|现金|协议|反向)?(?:收购|并购|买下|买入|吞并|吞下|私有化|纳入麾下|收编|收归麾下|收入囊中|收归旗下|并入|合并|兼并|整合|接盘|控股(?!股东|集团|有限|公司|子公司|平台|的))"
_ACTIVE = re.compile(
    rf"(?P<verb>(?!并入|合并|整合){_BUY})(?:了)?(?P<gap>[^,。;:{C}{P}]{{0,30}}?)[“\"]?(?P<target>{C})(?!的?(?:竞争对手|前员工))"
)
_PASSIVE = re.compile(
    rf"(?P<target>{C})[^,。;{C}{P}]{{0,16}}?(?:被|遭|获)(?P<gap>[^,。;{C}{P}]{{0,16}}?)(?P<acquirer>{C})(?:(?:、|和|与){C})?[^,。;{C}{P}]{{0,20}}?(?P<verb>{_BUY})"
)
_BA = re.compile(
    rf"(?P<verb>[将把])[^,。;{C}]{{0,14}}?(?P<target>{C})[^,。;{C}]{{0,10}}?(?:收归麾下|收入麾下|揽入怀中|揽入麾下|吃下|收入囊中|收归旗下|纳入麾下|收购|并入)"
)
_DEAL = re.compile(
    rf"(?P<acquirer>{C})[^,。;{C}{P}]{{0,10}}?(?:对|就)(?P<target>{C})(?:的)?[^,。;{C}{P}]{{0,12}}?(?P<verb>{_BUY}|收购要约|要约收购)"
)
_SHARE = re.compile(
    rf"(?P<verb>取得|获得|购得|拿下|买入|收购|买下|购买|受让|认购|收下)(?:了)?(?P<gap>[^,。;:{C}{P}]{{0,12}}?)(?P<target>{C})(?:的)?(?:(?:约|全部|剩余|合计|不超过|不低于)?{PERCENT}?(?:的)?(?:股权|股份)|(?:的)?(?:控制权|控股权))"
)
_OFFER = re.compile(
    rf"(?P<acquirer>{C})[^,。;{C}{P}]{{0,16}}?向(?P<target>{C})[^,。;{C}{P}]{{0,12}}?(?:发出|提出|发起)[^,。;{C}]{{0,16}}?(?P<verb>收购|要约)"
)
_SOLD_TO = re.compile(
    rf"(?P<target>{C})[^,。;{C}{P}]{{0,14}}?(?:被)?(?P<verb>卖给|出售给|卖身|委身)(?:了)?(?P<acquirer>{C})"
)
_AGREED = re.compile(
    rf"(?P<acquirer>{C})[^,。;{C}{P}]{{0,12}}?(?:与|和|同)[^,。;{C}]{{0,20}}?(?P<target>{C})[^,。;{C}{P}]{{0,16}}?(?P<verb>(?:达成|签署|签订)[^,。;{C}]{{0,12}}?(?:收购|并购)(?:协议|交易|意向)?)"
)
_OBJECT = re.compile(
    rf"(?:被)?(?P<acquirer>{C})[^,。;{C}{P}]{{0,14}}?(?P<verb>{_BUY})(?:的)(?:对象|标的|目标|公司)?(?:还有|是|为|包括)[^,。;{C}]{{0,14}}?(?P<target>{C})"
)
_COMPLETED = re.compile(
    rf"(?:对|完成了?|达成了?|宣布)[^,。;{C}]{{0,8}}?(?P<target>{C})[^,。;{C}]{{0,20}}?的(?:全资|战略)?(?P<verb>收购|并购)(?!方|者|案|价)"
)
_MORE = re.compile(rf"(?:、|和|与|及|以及|或)(?P<target>{C})")
_TALKS = re.compile("[^,。;]{0,24}?(?:谈判|洽谈|磋商|商谈|协商|接触)")
_BROKEN = re.compile(
    rf"(?P<acquirer>{C})(?:与|和|对)(?P<target>{C})(?:的)?(?P<verb>收购|并购)[^,。;]{{0,10}}?(?:破裂|终止|告吹|取消|失败|流产)"
)
_NOT_COMPANY = re.compile(r"部分|业务|资产|团队|股票|持有的|债券|技术|专利|算力|产品|少数")
_STAKE = re.compile(rf"(?P<stake>{PERCENT})(?:的)?(?:股份|股权|股本|股票|权益|控制权|的股)")
_SALE = re.compile(
    r"(?P<verb>减持|清空|出脱|处分(?=[^,。;]{0,12}(?:股|份额|给|予|[\ue001]))|出清|沽出|脱售|抛空|抛掉|抛出|抛售|甩卖|脱手|出售|转让|清仓|套现|卖出|卖掉|售出|减仓|出让)(?:了)?(?P<rest>[^,。;]{0,50})"
)
_SHARES = re.compile(r"份额|股(?!东大会|市)|持股|减持|清仓")
_PORTION = re.compile(rf"(?:占|比例|合计|持股)[^,。;由从]{{0,14}}?{PERCENT}")


def read_acquisitions(story: Story, frame: Frame) -> None:
    """Add the acquisitions that a sentence tells."""
    taken: list[tuple[int, int]] = []
    for rule in (_BROKEN, _OBJECT, _PASSIVE, _DEAL, _OFFER, _SOLD_TO, _AGREED):
        for match in rule.finditer(frame.text):
            if _overlaps(match, taken):
                continue
            taken.append(match.span())
            _acquisition(
                story,
                frame,
                match,
                frame.entity(match.start("acquirer")),
                frame.entity(match.start("target")),
            )
    for rule in (_SHARE, _COMPLETED, _ACTIVE, _BA):
        for match in rule.finditer(frame.text):
            if _overlaps(match, taken) or re.search(
                r"^(?:方|者|案)", match[0][len(match["verb"]) :]
            ):
                continue
            if rule is _ACTIVE and _NOT_COMPANY.search(match["gap"]) and "股" not in match["gap"]:
                continue
            acquirer = story.company_before(frame, match.start())
            if acquirer is None and P in frame.text[: match.start()]:
                acquirer = next(iter(story.subjects(frame, match.start())), None)
            if re.search(f"对{C}$", frame.text[: match.start()]):
                acquirer = frame.entity(match.start() - 1)
            if acquirer is None:
                continue
            taken.append(match.span())
            _acquisition(story, frame, match, acquirer, frame.entity(match.start("target")))
            more = _MORE.match(frame.text, match.end())
            if more and rule is _ACTIVE:
                also = frame.entity(more.start("target"))
                _acquisition(story, frame, match, acquirer, also)


def read_stake_sales(story: Story, frame: Frame) -> None:
    """Add the stake sales that a sentence tells."""
    for match in _SALE.finditer(frame.text):
        start, stop = frame.clauses[frame.clause_at(match.start())]
        clause = frame.text[start:stop]
        if not _SHARES.search(clause) or re.match(
            r"(?:股票|股份)?(?:计划|公告|潮|规定|新规|比例)", match["rest"]
        ):
            continue
        found = _holder_and_company(story, frame, match)
        certainty = frame.certainty(match.start(), match.start() + 2)
        if found is None or certainty is None:
            continue
        holder, company = found
        story.draft.event(
            "stake_sale",
            frame.quote,
            rule="zh.stake-sale",
            date=frame.date(match.start()),
            certainty=certainty,
            holder=holder,
            company=company,
            amount=_first_money(frame, start, _told_until(frame, match.end())),
            stake=_share(frame, start, stop),
        )


def _share(frame: Frame, start: int, stop: int) -> float | None:
    """The share sold, told with the verb or in a clause of its own."""
    here: list[float] = frame.masked.values(start, stop, PERCENT)
    found = here or [
        frame.masked.slots[match.end() - 1].value for match in _PORTION.finditer(frame.text, stop)
    ]
    return found[0] if found else None


def _told_until(frame: Frame, place: int) -> int:
    """Where the terms of a sale end: the sentence, or the next company's clause."""
    following = (at for at, _ in frame.slots(place, len(frame.text), COMPANY))
    stop = next((at for at in following if frame.text[at - 1] in ",;"), len(frame.text))
    return max(stop, min(len(frame.text), place + 16))


def _holder_and_company(
    story: Story, frame: Frame, match: re.Match[str]
) -> tuple[Entity, Entity] | None:
    """Who sells, and whose shares."""
    text = frame.text
    start, stop = frame.clauses[frame.clause_at(match.start())]
    inside = frame.slots(match.start(), stop, COMPANY)
    sold: Entity | None = None
    for place, slot in inside:
        if not re.search(r"给|向|予|与$", text[match.start() : place]):
            sold = slot.value
            break
    owned = re.search(
        rf"(?:(?:将|把|其|所)?(?:持有|所持|手里|手中)(?:有)?(?:的)?(?:{PERCENT}(?:的)?)?|[将把])(?P<company>{C})",
        text[start : match.start()],
    )
    if owned:
        sold = frame.entity(start + owned.start("company"))
    of_firm = re.match("[^,]{0,6}?公司", text[start:]) is not None
    people = [] if of_firm else story.subjects(frame, match.start())
    if people:
        company = sold or _nearest(frame, match.start()) or story.topic
        return (people[0], company) if company else None
    holder = _selling_company(story, frame, match.start(), sold)
    company = sold or _other_company(story, frame, match.start(), holder)
    return (holder, company) if holder and company and holder is not company else None


def _selling_company(story: Story, frame: Frame, place: int, sold: Entity | None) -> Entity | None:
    found: list[Entity] = [
        slot.value for _, slot in frame.slots(0, place, COMPANY) if slot.value is not sold
    ]
    if found:
        return found[-1] if sold is None else found[0]
    return story.company_before(frame, place)


def _other_company(story: Story, frame: Frame, place: int, holder: Entity | None) -> Entity | None:
    """In 昆仑万维股东腾讯减持, whose shares are sold stands before the holder."""
    if holder is None or not re.search("股东|投资方|旗下", frame.text[:place]):
        return None
    return next(
        (slot.value for _, slot in frame.slots(0, place, COMPANY) if slot.value is not holder),
        story.topic if story.topic is not holder else None,
    )


def _nearest(frame: Frame, place: int) -> Entity | None:
    found = frame.slots(0, place, COMPANY)
    return found[-1][1].value if found else None


def _acquisition(
    story: Story, frame: Frame, match: re.Match[str], acquirer: Entity, target: Entity
) -> None:
    certainty = frame.certainty(match.start("verb"), match.end("verb"))
    if certainty is None or acquirer is target:
        return
    if certainty != "denied" and _TALKS.match(frame.text, match.end("verb")):
        certainty = "planned"
    number = frame.clause_at(match.start())
    start = frame.clauses[number][0]
    stop = frame.clauses[min(number + 2, len(frame.clauses) - 1)][1]
    if certainty == "confirmed" and match.re is _OFFER:
        certainty = "planned"
    stake = _STAKE.search(frame.text, start, stop)
    story.draft.event(
        "acquisition",
        frame.quote,
        rule="zh.acquisition",
        date=frame.date(match.start("verb")),
        certainty=certainty,
        acquirer=acquirer,
        target=target,
        amount=_first_money(frame, start, stop),
        stake=frame.masked.slots[stake.start("stake")].value if stake else None,
    )


def _first_money(frame: Frame, start: int, stop: int) -> Money | None:
    """The first sum that is no valuation, revenue or loss."""
    for place, slot in frame.slots(start, stop, MONEY):
        if re.search(
            r"(?:(?<!交易)估值|营收|收入|亏损|净利|市值|融资|累计)[^,。;]{0,8}$",
            frame.text[max(0, place - 12) : place],
        ):
            continue
        if re.search("每股$", frame.text[:place]) or re.match(
            r"/股|每股|(?:的)?(?:估值|市值|营收|融资)", frame.text[place + 1 :][:4]
        ):
            continue
        value: Any = slot.value
        return value if isinstance(value, Money) else None
    return None


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in taken)
