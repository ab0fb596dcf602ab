"""Companies that go public, or file to."""

from __future__ import annotations

import re

from ..document import Entity
from ..facts import Money
from ..masking import COMPANY, MONEY
from .frame import Frame
from .story import Story
from .subjects import company_list
from .words import EXCHANGES

C, S = COMPANY, MONEY
_LISTED = re.compile(
    r"(?P<verb>(?:正式|成功|顺利)?(?:挂牌(?:上市|交易)?|上市(?!公司|企业|后备|银行|部|辅导机构|时间表|平台|以来|之路|前|规则|标准|的公司|券商|后(?!首)|车企|药企)|敲钟|敲锣|登陆(?=[^,。]{0,6}(?:资本市场|科创板|创业板|主板|港股|美股|A股|纳斯达克|交易所|[\ue001]))|首次公开(?:募股|发行|招股)|(?<![Pp]re-)(?<!PRE-)IPO(?!市场|后备)|(?<=市场)登陆(?=[,。;]|$)|递交|递表|提交|呈交|通过聆讯|过会|通过[^,。]{0,8}聆讯|获[^,。]{0,8}受理|获证监会备案|上市辅导|(?<=完成)[^,。;]{0,8}辅导备案|启动招股|招股(?!书|说明)|借壳上市|摘牌))"
)
_FILING = re.compile(
    r"(?:递交|提交|呈交|递表)[^,。;]{0,24}(?:招股|上市|IPO|A1|S-1|F-1|申请|申请表)|递表"
)
_PLANNED = re.compile(r"申请|递交|提交|呈交|递表|聆讯|过会|受理|备案|辅导|招股书|招股说明书|招股")
_TOPIC = re.compile(
    r"辅导备案|招股|上市|IPO|挂牌|敲钟|敲锣|登陆|递表|聆讯|过会|公开(?:募股|发行|招股)"
)
_EXCHANGE = re.compile(f"(?:{EXCHANGES})")
_RAISING = re.compile(
    rf"(?:募资|募集|筹资|集资|融资)[^,。;{C}]{{0,12}}?(?P<sum>{S})|(?P<sum2>{S})[^,。;]{{0,6}}?(?:募资|IPO|首次公开)"
)


def read_listings(story: Story, frame: Frame) -> None:
    """Add the listings that a sentence tells: one of each company."""
    text = frame.text
    told: set[Entity] = set()
    for match in _LISTED.finditer(text):
        start, stop = frame.clauses[frame.clause_at(match.start())]
        if match["verb"].startswith(("递", "提", "呈")) and not _FILING.search(
            text, match.start(), stop
        ):
            continue
        if not _TOPIC.search(text, start, stop) or re.search("退市|私有化", text[start:stop]):
            continue
        companies = _listed_companies(story, frame, match.start())
        certainty = frame.certainty(match.start(), match.end())
        if certainty is None or not told.isdisjoint(companies):
            continue
        told.update(companies)
        if (
            certainty == "confirmed"
            and _PLANNED.search(text, start, stop)
            and not re.search("挂牌|敲钟|敲锣", text[start:stop])
        ):
            certainty = "planned"
        until = _until(frame, match.end())
        for company in companies:
            story.draft.event(
                "listing",
                frame.quote,
                rule="zh.listing",
                date=frame.date(match.start()),
                certainty=certainty,
                company=company,
                exchange=_exchange(frame, start, until),
                amount=_sum(frame, start, until),
            )


def _until(frame: Frame, place: int) -> int:
    """Where the next company's listing begins, or the end of the sentence."""
    for first, last in frame.clauses:
        subject = next(
            (at for at, slot in frame.slots(first, last, COMPANY) if not is_exchange(slot.value)),
            None,
        )
        if first > place and subject is not None and _LISTED.search(frame.text, subject, last):
            return first
    return len(frame.text)


def _listed_companies(story: Story, frame: Frame, place: int) -> list[Entity]:
    """The companies that go public: the subjects that are themselves no exchange."""
    number = frame.clause_at(place)
    for earlier in range(number, max(-1, number - 3), -1):
        start, end = frame.clauses[earlier]
        named = [
            at
            for at, slot in frame.slots(start, min(end, place), COMPANY)
            if not is_exchange(slot.value)
            and not re.search(r"(?:据|由|与|向|是)$", frame.text[max(0, at - 2) : at])
            and not re.match("的?前身", frame.text[at + 1 :])
        ]
        if named and _is_head(frame.text, named, end):
            return [frame.entity(named[-1])]
        if named and "合并上市" in frame.text:
            return [frame.entity(named[0])]
        if named:
            return [c for c in company_list(frame, named[0]) if not is_exchange(c)]
    company = story.company_before(frame, place)
    return [company] if company and not is_exchange(company) else []


def _is_head(text: str, named: list[int], end: int) -> bool:
    """Whether a clause ends with the company that all before describes: 拥有A加持的B."""
    return (
        len(named) > 1
        and not text[named[-1] + 1 : end].strip('”"')
        and "的" in text[named[-2] : named[-1]]
    )


def is_exchange(entity: Entity) -> bool:
    """Whether an organisation is a stock exchange."""
    if entity.entry and entity.entry.detail == "exchange":
        return True
    return any(_EXCHANGE.fullmatch(form) for form in entity.forms)


def _exchange(frame: Frame, start: int, stop: int) -> Entity | None:
    return next(
        (slot.value for _, slot in frame.slots(start, stop, COMPANY) if is_exchange(slot.value)),
        None,
    )


def _sum(frame: Frame, start: int, stop: int) -> Money | None:
    match = _RAISING.search(frame.text, start, stop)
    if match is None:
        return None
    value = frame.masked.slots[match.start("sum" if match["sum"] else "sum2")].value
    return value if isinstance(value, Money) else None
