"""Models that were released, opened, or put under another licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Entity
from ..masking import COMPANY, DATE, MODEL, NUMBER, PERSON
from .frame import Frame
from .quantities import parameters_in
from .story import Story

C, M = COMPANY, MODEL
_VERB = re.compile(
    r"(?<![以用的于])(?P<verb>发布|推出|上线|开源|公布|亮相|问世|面世|揭晓|放出|开放(?!平台|日|式)|更新|升级|公开|官宣|带来|首发|面向公众|商用(?!车)|商业使用|内测|公测|发行|首秀|祭出|甩出|登场|袭来|上架|上传(?:至|到)|端出|端上|拿出|奉上|放到|放上|传上|扔出|抛出|释出|发表|传到(?=了?[^,。;]{0,6}(?:Hugging|GitHub|[\ue001]|社区|魔搭))|放在|交付使用|亮相)"
    r"(?!以来|至今|者|会上|会|商|平台|日|社区|生态|协议|许可|领域|模式|路线|阵营|策略|派|软件|力量|节奏|前夕|战略|团队|家族|世界|(?<=开源)(?:大)?模型(?:技术|团队|负责人|家族|策略|生态|社区|领域))"
)
_AFTERWARDS = re.compile(r"^(?:的)?(?:后|之后|之前|前|以来|以后|时|不久)")
_NAMES_SAME = re.compile(r"(?:系列|大|语言|基座|推理|多模态|视频|开源|旗舰)*(?:模型|家族)?[“\"]?")
_COMPARED = re.compile(
    r"(?:超越|超过|超了|对标|媲美|优于|基于|比|相比|较|与|和|类似|类似于|对比|击败|赶超|接近|不输|强于|逼近|采用|(?<!商业)使用|调用|接入|搭载|集成|支持|兼容|如|像|继|从|在|以|对|(?<!代号)(?<!名)为|由|至|到|等同|打败|碾压|匹敌|持平|堪比|不逊于|微调|蒸馏|中国版|关于|利用|通过|围绕|"
    r"有|让|把|被|追平|领先|抗衡|叫板|迎战|应战|挑战|取代|替代|同|于|上一代|前代|前作|竞品|竞争对手)(?:了)?(?:[^,。;\ue000-\ue006]{0,4}的)?[“\"《]?$"
)
_MADE_WITH = re.compile(
    '(?:以|用|基于|采用|使用)(?:开源|闭源)?(?:大型?)?(?:语言|多模态|视觉)?(?:大)?模型?[“"]?$'
)
_UTTERED = re.compile("了?[^,。;]{0,24}?(?:内容|帖子|言论|声明|报告|回应|消息)")
_PRODUCT = re.compile(r" ?(?:[A-Z][a-z]+|[A-Z]{2,})(?![A-Za-z]*\d)")
_NAMES_IT = re.compile(
    '(?:名字|名称|型号|代号)?(?:叫做?|名为|名叫|即|为|是)[“"]?|(?:至少)?(?:[其当]中)?还?(?:就)?(?:包括|包含|涵盖|分别是|分别为|有)了?[“"]?'
)
_INVENTORY = re.compile(f"{NUMBER}[^,。;{M}]{{0,8}}模型(?:-{{1,2}}|:)")
"""A number of models and the names of some: 79个大模型——盘古, 悟道."""

_LIST = re.compile(
    rf"(?:[“\"”《》]|\([^()]{{0,20}}\))*(?:、|和|与|以及|及|,(?=以及|还有|和))(?:[^,。;{C}{PERSON}{M}]{{0,12}}?)[“\"《]?$"
)
_OPENED = re.compile(
    r"(?<!不)(?<!是否)开源(?!协议|社区|生态|平台|许可|力量|闭源)|开放(?:了)?(?:模型)?(?:权重|源代码|源码)|权重[^,。;]{0,10}(?:公开|开放|下载)|(?:放到|放上|传到|传上|上传(?:至|到)|上架)[^,。;]{0,12}(?:社区|Hugging|GitHub)|[\ue001]上?(?:开源|免费下载)|传到了?[\ue001]|开放下载|可在[^,。;]{0,10}下载"
)
_COMMERCIAL = re.compile(
    r"(?:可|可以|允许|支持|能|能够|免费|开放|用于|申请|授权|直接)[^,。;]{0,6}?(?:商用|商业(?:化)?(?:使用|用途|应用|许可))|商业(?:应用|使用|用途|化)[^,。;]{0,6}(?:免费|开放|可用)|免费商业|商用免费|免费可商用"
)
_NOT_COMMERCIAL = re.compile(
    r"(?:不可|不得|禁止|不能|不允许|不支持|非|严禁|无法|限制)[^,。;]{0,6}(?:商用|商业)|(?:仅限|仅供|仅用于|只能用于)[^,。;]{0,8}(?:研究|学术|非商)"
)
_LICENCE = re.compile(
    r"(?:变更|修改|更改|更换|调整|放宽|收紧|改为|改用|更新)[^,。;]{0,10}(?:许可|协议|授权|条款|license)|(?:许可|协议|授权)[^,。;]{0,12}(?:改为|变更|修改|更换|放宽|调整)"
)
_RELICENSED = re.compile(
    rf"(?P<verb>修改|变更|更改|更换|调整|放宽|收紧|更新)(?:了)?(?P<model>{M})(?:、{M})*(?:的)?[^,。;]{{0,8}}?(?:许可|协议|授权|条款)"
    rf"|(?P<model2>{M})(?:的)?[^,。;]{{0,6}}?(?:许可证?|协议|授权)[^,。;]{{0,6}}?(?P<verb2>改为|变更为?|更换为|调整为|放宽|收紧)"
    rf"|(?P<model3>{M})[^,。;{M}]{{0,8}}?(?P<verb3>换成|换用|改用|改成|转为|切换到|切换为)(?:了)?[^,。;{M}]{{0,16}}?(?:许可|协议|[Ll]icen)"
)


def read_releases(story: Story, frame: Frame) -> None:
    """Add the releases that a sentence tells."""
    if MODEL not in frame.text:
        return
    for match in _RELICENSED.finditer(frame.text):
        group = next(group for group in ("", "2", "3") if match[f"model{group}"])
        start, end = match.span(f"verb{group}")
        _relicensed(story, frame, match.start(f"model{group}"), start, end)
    for start, stop in _segments(frame):
        told = _told(frame, start, stop)
        for number, (place, verb) in enumerate(told):
            later = (after.start() for _, after in told[number + 1 :] if after is not verb)
            end = next((begin for begin in later if begin > place), stop)
            _release(story, frame, place, verb, start, end)


def _segments(frame: Frame) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that speak of one release: a new company opens a new part."""
    start = 0
    for first, last in frame.clauses:
        opening = frame.text[first : first + 14]
        new_subject = re.match(rf"[^,{M}]{{0,10}}?{C}[^,]{{0,12}}", opening) is not None
        if first and new_subject and _VERB.search(frame.text, first, last):
            yield start, first
            start = first
    yield start, len(frame.text)


def _told(frame: Frame, start: int, stop: int) -> list[tuple[int, re.Match[str]]]:
    """The models of a part that are released, each with the verb that tells it."""
    text = frame.text
    told: list[tuple[int, re.Match[str]]] = []
    for place, _ in frame.slots(start, stop, MODEL):
        clause = frame.clauses[frame.clause_at(place)]
        first, last = max(start, _opening(frame, place)), min(stop, clause[1])
        if told and _LIST.match(text[told[-1][0] + 1 : place]) and told[-1][0] + 30 > place:
            told.append((place, told[-1][1]))
            continue
        if told and _NAMES_SAME.fullmatch(text, told[-1][0] + 1, place):
            told[-1] = (place, told[-1][1])
            continue
        compared = _COMPARED.search(text, max(first, place - 12), place)
        compared = compared or _MADE_WITH.search(text, max(first, place - 16), place)
        compared = compared or _INVENTORY.search(text, max(first, place - 40), place)
        if compared or _PRODUCT.match(text, place + 1):
            continue
        before = [
            verb for verb in _VERB.finditer(text, first, place) if M not in text[verb.end() : place]
        ]
        if (
            before
            and place - before[-1].end() <= 40
            and not _AFTERWARDS.match(text[place + 1 :][:4])
        ):
            told.append((place, before[-1]))
            continue
        if _NAMES_IT.fullmatch(text, first, place) and first:
            earlier = list(_VERB.finditer(text, max(start, first - 30), first))
            if earlier:
                told.append((place, earlier[-1]))
                continue
        after = _VERB.search(text, place + 1, last)
        if after is None:
            after = _next_clause_verb(frame, place, stop)
        if (
            after is None
            or M in text[place + 1 : after.start()]
            or _UTTERED.match(text, after.end())
            or _AFTERWARDS.match(text[after.end() : after.end() + 3])
        ):
            continue
        between = text[place + 1 : after.start()]
        if C in between or len(between) > 24 or between.startswith("的"):
            continue
        if (
            re.match(rf"(?:了)?(?:[^,。;]{{0,14}}?){M}", text[after.end() : last])
            and after["verb"] != "开源"
        ):
            continue
        told.append((place, after))
    return told


def _opening(frame: Frame, place: int) -> int:
    """Where the clause of a model begins, or the one that introduces it: 发布新一代模型:GLM-4.5."""
    number = frame.clause_at(place)
    first, _ = frame.clauses[number]
    introduced = number and frame.text[first - 1] == ":" and place - first < 3
    return frame.clauses[number - 1][0] if introduced else first


def _next_clause_verb(frame: Frame, place: int, stop: int) -> re.Match[str] | None:
    """The verb of the clause after one that is little more than the model's name."""
    number = frame.clause_at(place)
    start, end = frame.clauses[number]
    if end - start > 24 or number + 1 >= len(frame.clauses) or end - place > 12:
        return None
    first, last = frame.clauses[number + 1]
    verb = _VERB.search(frame.text, first, min(last, stop))
    return verb if verb and verb.start() - first <= 8 else None


def _release(
    story: Story, frame: Frame, place: int, verb: re.Match[str], start: int, stop: int
) -> None:
    text = frame.text
    certainty = frame.certainty(verb.start(), verb.end())
    if certainty is None:
        return
    tail = text[verb.start() : stop]
    opened = _OPENED.search(text, frame.clauses[frame.clause_at(min(verb.start(), place))][0], stop)
    commercial = _commercial(text[start:stop])
    if verb["verb"] in ("商用", "商业使用") or _LICENCE.search(tail):
        if commercial is None and not _LICENCE.search(tail):
            return
        change = "licence_changed"
    else:
        change = "open_sourced" if opened else "released"
    model: Entity = frame.entity(place)
    story.draft.event(
        "release",
        frame.quote,
        rule=f"zh.{change}",
        date=frame.date(verb.start()) or (frame.date(place) if place < verb.start() else None),
        certainty=certainty,
        confidence=0.85,
        model=model,
        change=change,
        company=_developer(story, frame, place, verb.start()),
        parameters=_parameters(story, frame, place, stop),
        commercial_use=commercial,
    )


def _relicensed(story: Story, frame: Frame, place: int, start: int, end: int) -> None:
    certainty = frame.certainty(start, end)
    if certainty:
        story.draft.event(
            "release",
            frame.quote,
            rule="zh.licence_changed",
            date=frame.date(start),
            certainty=certainty,
            model=frame.entity(place),
            change="licence_changed",
            company=_developer(story, frame, place, start),
            commercial_use=_commercial(frame.text),
        )


def _commercial(words: str) -> bool | None:
    if _NOT_COMMERCIAL.search(words):
        return False
    return True if _COMMERCIAL.search(words) else None


def _developer(story: Story, frame: Frame, place: int, verb: int) -> Entity | None:
    """The company that releases: the owner written before the model, else the subject."""
    first = min(place, verb)
    owner = re.search(
        rf"(?<![在于]){C}(?:\([^()]{{0,20}}\))?(?:旗下|自研|自主研发|最新|新一代)?(?:的)?(?:[^,。;{C}{M}]{{0,12}})$",
        frame.text[:place],
    )
    if owner:
        return frame.entity(owner.start())
    company = story.company_before(frame, first)
    if company:
        return company
    model: Entity = frame.entity(place)
    developer = model.entry.detail if model.entry else ""
    return next(
        (
            entity
            for entity in story.document.entities
            if developer
            and entity.kind == "company"
            and (developer in entity.forms or (entity.entry and developer in entity.entry.forms))
        ),
        story.topic if not re.search(DATE, frame.text[:first]) and first < 6 else None,
    )


def _parameters(story: Story, frame: Frame, place: int, stop: int) -> float | None:
    """The size told beside the model, before its name or behind it."""
    masked = frame.masked
    floor = max((other for other, _ in frame.slots(0, place, MODEL)), default=-1) + 1
    ceiling = min((other for other, _ in frame.slots(place + 1, stop, MODEL)), default=stop)
    folded = story.document.folded
    before = list(
        parameters_in(folded, masked.origin(max(floor, place - 30)), masked.origin(place))
    )
    if before:
        return before[-1][2]
    after = list(
        parameters_in(folded, masked.origin(place + 1), masked.origin(min(ceiling, place + 50)))
    )
    return after[0][2] if after else None
