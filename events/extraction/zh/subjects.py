"""Who a sentence speaks of: the persons and companies that can be a subject, and pronouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import Document, Entity
from ..masking import COMPANY, DATE, NUMBER, PERSON, Slot
from .frame import Frame

_JOIN = re.compile(r"(?:\([^()]{0,30}\))?(?:[、/]|和|与|及|以及|跟|同|,?还有)+")
_OBJECT = re.compile(
    r"(?:接替|取代|继任|代替|师从|追随|跟随|任命|聘请|委任|聘任|起诉|解雇|开除|向|对|给|被|致信|采访|据|挖来|不同于|除了|除|继)$"
)
_POSSESSIVE = re.compile(
    r"(?:\([^()]{0,20}\))?(?:的(?!离|加|辞|前|原任?)|生前|旗下|之子|之女|夫妇|家族|所在|所说|所言|所创|团队|领导|领衔|掌舵|麾下|带领|手中|手上)"
)
_OBLIQUE = re.compile(r"(?:由|据|向|在|对|(?<![成名])为|从|来自|被|以|除了|继|版)$")
_RELATED = re.compile(
    rf"[”\"]?的?(?:前身|母公司|竞争对手|老对手|子公司|开发商|运营方)[“\"]?{COMPANY}"
)
_COMPANY_WORD = re.compile(
    r"(?:(?<![^,。;:“\"])|(?<=[由被对向给\ue004]))(?P<word>该公司|这家公司|那家公司|该机构|这家[^,。;\ue000-\ue006]{0,14}?(?:公司|企业|初创|机构)|它(?![们石]))"
    r"|(?P<latter>后者)"
    r"|(?<![^,。;:“\"])(?:[\ue004],?)?(?P<firm>公司)"
    r"(?=首席|创始人|联合创始人|董事长|总裁|CEO|CTO|方面|对外|宣布|已|将|还|也|于|在|正|近日|计划|拟|完成|获|拿到|发布|推出|开源|裁|收购|被|由|出售|转让|募资|今年|去年|曾|目前|又|据报|同期|最新|上个?月|刚|另一|控股|董事会|年内|随后|最终|旗下|,|同时|原|[\ue004])"
)
_PERSON_WORD = re.compile(
    r"后者|(?<=[命任请拔选派升])其(?=担任|出任|为|任)|他(?![们人国山日乡])|她(?!们)|本人(?=[^,。]{0,8}[加离出担入])"
)
_THIS_PERSON = re.compile(
    rf"这(?:位|名)[^,。;{PERSON}{COMPANY}]{{0,14}}?(?:科学家|研究员|创始人|高管|工程师|学者|创业者|负责人|老将|教授|掌门人|天才|老兵|专家)(?![^,。;]{{0,3}}{PERSON})"
)
_LIFE = re.compile(
    f"{PERSON}的[^,。{PERSON}{COMPANY}]{{0,8}}(?:生涯|履历|经历|职业|人生|简历|故事|背景|轨迹)"
)
_THEY = re.compile("他们|她们")
_ALONE = re.compile(f"(?<![一-鿿{PERSON}])[{NUMBER}](?![^,。;]{{0,3}}(?:[数次工才的类]|{PERSON}))")
_COUNTS = {
    f"{number}{noun}": count
    for count, numbers in ((2, "两二"), (3, "三"), (4, "四"), (5, "五"))
    for number in numbers
    for noun in ("人", "位")
}
_LISTED = re.compile(
    r"[”\"]?(?:\([^()]{0,30}\))?[”\"]?(?:,?(?:以及|还有)|,(?=[^,。;]{2,16}(?:商|公司|企业|平台)[\ue001])|[、/]|和|与|及)[^,。;:\ue000-\ue006]{0,16}"
)
_OWNED = re.compile(f"{COMPANY}(?:旗下的?|的)$")
_UNIT = re.compile("(?:业务)?(?:部门|事业部|事业群|团队|实验室|业务)")
SEVERAL = re.compile("等|均|分别|相继|先后|双双|纷纷|都|也")
"""What tells that a verb is of all the companies in the list before it."""

_CALLED_FIRM = re.compile(r"\((?:以下|下)?简?称:?[“\"](?:本?公司)[”\"]")
_OFTEN = 4
_FEW = 3
"""A notice names hardly more companies than its own; a digest does, and defines none for all."""

_OTHER = re.compile(r"[其吉]$")
_GOES_ON = re.compile(
    rf"(?P<mark>[·●■\s-]*)(?:随后|此后|之后|后来|其后|此前|早年|期间|目前|同年|次年|毕业后|离职后|不久后?|[,又并也还曾于起年初末底{DATE}]){{0,6}}(?:先后)?"
    rf"(?=在[^,。;{PERSON}{COMPANY}]{{0,14}}{COMPANY}[^,。;{PERSON}{COMPANY}]{{0,14}}(?:工作|任职|担任|负责|从事)"
    rf"|(?:任职|就职|供职)于|(?:[曾现出]|历)任|担任|加入了?{COMPANY}|加盟了?{COMPANY}|入职了?{COMPANY}|离开了?{COMPANY}|转投{COMPANY}|(?:联合|共同)?(?:创立|创办)了?[^,。;{PERSON}]{{0,16}}{COMPANY})"
)
"""The opening of a sentence that leaves out its subject: 2019年加入百度."""


def protagonist(document: Document) -> Entity | None:
    """The company that an article calls 公司, or names far more often than the others."""
    defined = _CALLED_FIRM.search(document.folded)
    firms = [entity for entity in document.entities if entity.kind == "company"]
    if defined and len(firms) <= _FEW:
        named = document.mentions_in(max(0, defined.start() - 40), defined.start(), "company")
        if named and named[-1].end == defined.start():
            return named[-1].entity
    counted = Counter(
        mention.entity for mention in document.mentions if mention.entity.kind == "company"
    )
    (first, most), (_, next_most) = [*counted.most_common(2), (None, 0), (None, 0)][:2]
    return first if most >= _OFTEN and most > 2 * next_most else None


def people_in_place_of_pronouns(frame: Frame, person: Entity | None) -> list[Slot]:
    """Slots that read 他 and 她 as the person they mean: the subject before, else the last one."""
    slots = []
    for match in _PERSON_WORD.finditer(frame.text):
        if _OTHER.search(frame.text, 0, match.start()) or _quoted(frame.text, match.start()):
            continue
        named = people_in(frame, 0, match.start(), first=True)
        meant = named[0] if len(named) == 1 else person if not named else None
        life = None if named else _LIFE.search(frame.text, 0, match.start())
        if life:
            meant = frame.entity(life.start())
        if match[0] == "后者":
            last = frame.slots(0, match.start(), PERSON)
            since = last[-1][0] if last else len(frame.text)
            meant = (
                last[-1][1].value
                if last and COMPANY not in frame.text[since : match.start()]
                else None
            )
        if meant:
            start, end = (frame.masked.origin(place) for place in match.span())
            slots.append(Slot(PERSON, start, end, meant))
    return slots


def person_left_out(frame: Frame, person: Entity | None) -> Iterator[Slot]:
    """A slot without words for the person of whom a sentence without a subject goes on telling."""
    match = _GOES_ON.match(frame.text)
    if person and match and PERSON not in frame.text[: frame.clauses[0][1]]:
        place = frame.masked.origin(match.end("mark"))
        yield Slot(PERSON, place, place, person)


def people_in_place_of_descriptions(frame: Frame, person: Entity | None) -> Iterator[Slot]:
    """Slots that read 这位科学家 as the person of whom the sentences before tell."""
    for match in _THIS_PERSON.finditer(frame.text):
        if person and not _quoted(frame.text, match.start()):
            start, end = (frame.masked.origin(place) for place in match.span())
            yield Slot(PERSON, start, end, person)


def people_in_place_of_numbers(frame: Frame, people: Sequence[Entity]) -> Iterator[Slot]:
    """Slots that read 两人 and 他们 as the persons named before, in this sentence or the last."""
    counted = {place for place, _ in frame.slots(0, len(frame.text), NUMBER)}
    groups = [
        (place, place + 1, _COUNTS.get(_folded(frame, place)))
        for place in counted
        if _ALONE.match(frame.text, place)
    ]
    groups += [(*match.span(), None) for match in _THEY.finditer(frame.text)]
    for place, end, count in groups:
        named = list(dict.fromkeys(frame.masked.values(0, place, PERSON))) or list(people)
        known = len(named) > 1 and (end - place > 1 or len(named) == count)
        if not known or _quoted(frame.text, place):
            continue
        first, last = frame.masked.origin(place), frame.masked.origin(end)
        for entity in named[:-1]:
            yield Slot(PERSON, first, first, entity)
        yield Slot(PERSON, first, last, named[-1])


def _folded(frame: Frame, place: int) -> str:
    """The folded words for which one character of the sentence stands."""
    return frame.folded[frame.masked.origin(place) : frame.masked.origin(place + 1)].strip()


def companies_in_place_of_words(
    frame: Frame, topic: Entity | None, protagonist: Entity | None
) -> list[Slot]:
    """Slots that read 该公司 or 它 at the head of a clause as the company it means.

    The bare word 公司 means the company that the article is about, if there is one.
    """
    slots = []
    for match in _COMPANY_WORD.finditer(frame.text):
        named = companies_in(frame, 0, match.start())
        last = match["latter"] is not None
        if last and frame.text.rfind(PERSON, 0, match.start()) > frame.text.rfind(
            COMPANY, 0, match.start()
        ):
            continue
        company = (named[-1] if last else named[0]) if named else topic
        if match["firm"] and not named:
            company = protagonist or topic
        if company:
            start, end = (frame.masked.origin(place) for place in match.span(match.lastgroup or 0))
            slots.append(Slot(COMPANY, start, end, company))
    return slots


def people_in(frame: Frame, start: int, end: int, *, first: bool = False) -> list[Entity]:
    """The last (or first) person or list of persons in a span that can be a subject."""
    text = frame.text
    groups: list[list[Entity]] = []
    last = skipped = -1
    for place, slot in frame.slots(start, end, PERSON):
        listed = skipped >= 0 and _joined(text[skipped + 1 : place])
        if listed or _OBJECT.search(text, max(0, place - 4), place):
            skipped = place
            continue
        if _bracketed(text, start, place):
            continue
        if _POSSESSIVE.match(text, place + 1) or (place == 0 and text.startswith(":", 1)):
            continue
        if groups and last >= 0 and _joined(text[last + 1 : place]):
            groups[-1].append(slot.value)
        else:
            groups.append([slot.value])
        last = place
    return groups[0 if first else -1] if groups else []


def _joined(between: str) -> bool:
    if not between:
        return True
    match = _JOIN.match(between)
    return match is not None and len(between) <= 40 and "," not in between


def _bracketed(text: str, start: int, place: int) -> bool:
    """Whether a place is within brackets that hold more than another form of a name."""
    if text[place - 1 : place] == "(" and text[place + 1 : place + 2] == ")":
        return False
    return text.count("(", start, place) > text.count(")", start, place)


def companies_in(frame: Frame, start: int, end: int) -> list[Entity]:
    return [
        slot.value
        for place, slot in frame.slots(start, end, COMPANY)
        if not _bracketed(frame.text, start, place)
        and not (
            _OBLIQUE.search(frame.text[max(0, place - 2) : place])
            and not frame.text.startswith(("为例", ",", "方面,"), place + 1)
        )
        and not is_medium(slot.value)
        and not _RELATED.match(frame.text, place + 1)
        and not _part_of_another(frame.text, place)
    ]


def company_list(frame: Frame, place: int) -> list[Entity]:
    """The companies of the list that the one at a place stands in: A、B和芯片商C."""
    found: list[list[int]] = [[]]
    for at, _ in frame.slots(0, len(frame.text), COMPANY):
        if found[-1] and not _LISTED.fullmatch(frame.text, found[-1][-1] + 1, at):
            found.append([])
        found[-1].append(at)
    listed = next((group for group in found if place in group), [place])
    return list(dict.fromkeys(frame.entity(at) for at in listed))


def _part_of_another(text: str, place: int) -> bool:
    """Whether a company is spoken of as a part of the one before: Meta旗下Reality Labs部门."""
    return (
        _OWNED.search(text, max(0, place - 6), place) is not None
        and _UNIT.match(text, place + 1) is not None
    )


def is_medium(company: Entity) -> bool:
    """Whether an organisation is a newspaper or an authority, of which news seldom tells."""
    return company.entry is not None and company.entry.detail in ("media", "government")


def _quoted(text: str, place: int) -> bool:
    return text.count("“", 0, place) > text.count("”", 0, place)
