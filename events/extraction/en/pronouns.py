"""Whom it, its, he, she, they and `the company` mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Document, Entity
from ..masking import Masked, Slot
from .marks import ITS, OBJECT_OF, C, M, P

_DEFINITE = re.compile(
    rf"\b[Tt]he (?:(?:(?:[A-Z][a-z]+|[a-z]+(?:-[a-z]+)?|[A-Z][a-z]+-based|AI|\w+-year-old) ){{0,2}}(?:company|start-?up|firm|unicorn|outfit|spin-?out|spin-?off|chip ?maker|chip designer|carmaker|fintech|newcomer)|(?:[A-Z][a-z]+(?:-based)? |\w+-year-old )?(?:lab|laboratory|group|business)|(?:(?:[\w-]+|{M}) ){{1,3}}(?:maker|giant|automaker|carmaker|chipmaker|parent)|automaker|chipmaker)\b"
    rf"(?! (?:called|named|known|of|behind|that|which|who|he|she|they|it|I|we)\b| [{C}{P}]|-)"
)
_ACTED = (
    r"(?:has|had|plans|raised|said|launched|acquired|also|expects|announced|closed|hired|laid|cut|agreed|filed|released|intends|aims|bought|now|recently|later|employs|counts|put|makes|builds|sells|develops|pulled|won|secured|shut|"
    r"sold|took|got|landed|shed|let|told|began|started|emerged|attracted|reportedly|received|unveiled|open-sourced|introduced|appointed|named|poached|went|listed|priced|published|opened|wants|hopes|invested|paid|lost|merged|split)"
)
_IT = re.compile(
    rf"\b[Ii]t(?= {_ACTED}\b)|"
    r"(?:(?<=said )|(?<=says )|(?<=that )|(?<=and )|(?<=, )|(?<=when )|(?<=after )|(?<=as )|(?<=\ue004 )|(?<=\ue004, )|\A)[Ii]t(?= (?:will|is|was|would|could|may|might|still)\b)"
)
_IT_OBJECT = re.compile(
    r"(?:(?<=bought )|(?<=buys )|(?<=buy )|(?<=acquired )|(?<=acquire )|(?<=acquiring )|(?<=buying )|(?<=took )|(?<=take )|(?<=taking )|(?<=sold )|(?<=sell )|(?<=selling )|(?<=snapped )|(?<=swallowed )|(?<=absorbed )|(?<=shut )|(?<=closed )|"
    r"(?<=wound )|(?<=founded )|(?<=started )|(?<=left )|(?<=joined )|(?<=backed )|(?<=invested in )|(?<=merged with )|(?<=\ue003 to )|(?<=\ue003 in )|(?<=\ue003 into )|(?<=put into )|(?<=plug on )|(?<=paid for ))it\b"
)
_HIM = re.compile(
    r"(?:(?<=hired )|(?<=poached )|(?<=recruited )|(?<=fired )|(?<=dismissed )|(?<=ousted )|(?<=sacked )|(?<=appointed )|(?<=named )|(?<=made )|(?<=promoted )|(?<=lured )|(?<=brought )|(?<=hires )|(?<=poaching )|(?<=hiring ))(?:him|her)\b"
)
"""Object pronouns mean whom the sentences before were about, not this one's subject."""
_MAKER = re.compile(
    rf"\A\W*(?:The|This|A) (?:[\w-]+ )?(?:maker|developer|provider|designer|builder|operator|owner|creator)s? of [^,.;{C}{P}]{{3,60}}?(?= (?:has|had|is|was|will|said|says|raised|closed|secured|plans|announced|also|laid|cut))|\A\W*[\w-]+ designer(?= has| had)"
)
"""A description that stands for the company of a heading: The maker of forklifts has closed."""
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir)\b")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_THEY = re.compile(
    r"\b(?:[Tt]hey|Both|[Tt]he \ue006|The (?:pair|two|trio|duo|brothers|sisters|couple|two men|two women)|the (?:pair|duo|trio)|Her co-founders|His co-founders)\b(?= (?:had|have|left|met|quit|resigned|founded|started|set|co-founded|launched|are|were|will|now|also|plan|plan to|then|first|went|joined|hired|recruited|worked|spent|studied|built|said|say|decided|wrote|incorporated|raised)\b)"
)
_OFFICE = re.compile(
    rf"\b[Tt]he (?:(?:{C}(?:['’]s)?|AI|tech|firm['’]s|company['’]s) )?(?P<title>(?:co-?founder and )?(?:CEO|CTO|COO|chief executive|chief scientist|co-?founder|founder|boss|chief)|billionaire|executive|entrepreneur|computer scientist|Nobel laureate)"
    r"(?= (?:said|says|argued|argues|warned|wrote|added|told|also|has|had|believes|predicted|noted|claimed|suggested|stated|announced|posted|tweeted|is (?:leaving|stepping|joining)|left|joined|will|explained|described)\b)"
)
"""A post that stands for its holder, of whom the words before spoke."""
_HIS = re.compile(
    r"\b(?:[Hh]is|[Hh]er)(?= (?:own |abrupt |sudden |planned )?(?:departure|exit|resignation|ouster|dismissal|firing|appointment|promotion|retirement|defection|decision to)\b)"
)
_I = re.compile(
    r"(?<=[\"“ ])I(?= (?:have|am|will|left|joined|quit|decided|resigned)\b|['’](?:ve|m|ll)\b)"
)
_MYSELF = re.compile(r"\bI(?= [a-z])")
_SPEAKER = re.compile(
    rf"[\"”],? (?:the )?(?:[\w-]+ ){{0,3}}({P})(?:,[^,.;{P}]{{2,60}},)? (?:said|wrote|posted|tweeted|announced|told|stated|added|shared)\b|[\"”],? (?:said|wrote|posted|tweeted|added) (?:[\w-]+ ){{0,4}}({P})"
)
"""Who says what stands in quotation marks before."""
_OBJECT_VERB = re.compile(
    r"\b(?:take over|taking over|took over|buy|buying|bought|acquire|acquiring|acquired|stake in|shares in|shares of|invest in|invested in|investing in|bid for|offer for|control of|merge with|left|joined|quit|in|into|with|from) \Z"
)
"""The company after these words is not the one that the sentence begins with."""
_WITH_WHOM = re.compile(
    r"\b(?:with|alongside|by|from|unlike|like|under|for) (?:(?:the|his|her|its|fellow|former) )?(?:[\w-]+ ){0,3}\Z"
)
"""Someone who is only named beside the one whom `he` and `she` mean."""
_LISTED = re.compile(rf"{C}(?:, {C}){{0,6}}(?:,| and|, and) (?:(?:most recently|later|then) )?\Z")
"""The beginning of a list, as far as one of its companies."""
_HEADED = re.compile(rf"\W*{C}: ")
"""An item that names first whom it is about."""
_YOUNG = re.compile(r"start-?up|unicorn|newcomer")
_GIANTS = frozenset(
    "Meta;Google;Alphabet;Microsoft;Amazon;Apple;Nvidia;NVIDIA;Intel;AMD;IBM;Oracle;Salesforce;Samsung;SoftBank;Tencent;Alibaba;Baidu;Huawei;Sony;Tesla;Cisco;Dell;Qualcomm;TSMC;Adobe;HP".split(
        ";"
    )
)
"""Companies that nobody calls a start-up."""
_NO_FOCUS = frozenset(("media", "exchange", "government", "university"))
_SCHOOL = re.compile(r"\b(?:University|College|Institute of Technology|School)\b")


@dataclass(slots=True)
class Focus:
    """Whom `the company`, `it`, `he` and `she` mean at this point of the article."""

    company: Entity | None = None
    person: Entity | None = None
    people: tuple[Entity, ...] = ()
    """Whom `they` means: the last sentence's persons, where it had several."""
    earlier: Entity | None = None
    """The company in focus before this sentence."""
    speaker: Entity | None = None
    """Who says `I` in this paragraph of an interview."""
    predecessor: Entity | None = None
    """The person whom this sentence can call him or her."""


def pronouns(document: Document, masked: Masked, focus: Focus) -> Iterator[Slot]:
    """Slots for `the company`, `it`, `its`, `he`, `she` and `they`, read as whom they mean here."""
    yield from _several(masked, focus)
    yield from _speakers(masked, focus)
    yield from _holders(masked, focus)
    for pattern, mark, topic in ((_IT_OBJECT, C, focus.company), (_HIM, P, focus.person)):
        if topic is not None:
            for match in pattern.finditer(masked.text):
                yield _slot(masked, mark, match.start(), match.end(), topic)
    yield from _people(masked, focus)
    yield from _companies(masked, focus)


def _slot(masked: Masked, mark: str, start: int, end: int, meant: Entity) -> Slot:
    return Slot(mark, masked.origin(start), masked.origin(end), meant)


def _several(masked: Masked, focus: Focus) -> Iterator[Slot]:
    """They, both, the pair."""
    for match in _THEY.finditer(masked.text):
        start, end = masked.origin(match.start()), masked.origin(match.end())
        last = len(focus.people) - 1
        for number, person in enumerate(focus.people):
            yield Slot(P, start + number, end if number == last else start + number + 1, person)


def _speakers(masked: Masked, focus: Focus) -> Iterator[Slot]:
    """I, in the words of someone whom the sentence names after them, or the paragraph before them."""
    if focus.speaker is not None:
        for match in _MYSELF.finditer(masked.text):
            yield _slot(masked, P, match.start(), match.end(), focus.speaker)
        return
    speaker = _SPEAKER.search(masked.text)
    if speaker:
        meant = masked.slot(max(speaker.start(1), speaker.start(2))).value
        for match in _I.finditer(masked.text, 0, speaker.start()):
            yield _slot(masked, P, match.start(), match.end(), meant)


def _holders(masked: Masked, focus: Focus) -> Iterator[Slot]:
    """The executive, the OpenAI chief."""
    for match in _OFFICE.finditer(masked.text):
        if focus.person is not None and P not in masked.text[: match.start()]:
            start = match.start("title") if C in match[0] else match.start()
            yield _slot(masked, P, start, match.end(), focus.person)


def _people(masked: Masked, focus: Focus) -> Iterator[Slot]:
    """He, she, his departure: within a sentence always the same man, the same woman."""
    same: dict[str, Entity] = {}
    for match in sorted(
        (*_HE.finditer(masked.text), *_HIS.finditer(masked.text)), key=lambda match: match.start()
    ):
        named = _antecedent(masked, match.start(), P)
        aside = named and focus.person and _WITH_WHOM.search(masked.text[: named[0]])
        meant = named[1] if named and not aside else focus.person
        if meant is not None:
            gender = match[0][0].lower()
            yield _slot(masked, P, match.start(), match.end(), same.setdefault(gender, meant))


def _companies(masked: Masked, focus: Focus) -> Iterator[Slot]:
    """The company, it, its."""
    text = masked.text
    headed = _HEADED.match(text)
    subject: tuple[int, Entity] | None = None
    for pattern, mark in ((_DEFINITE, C), (_MAKER, C), (_IT, C), (_ITS, ITS)):
        for match in pattern.finditer(text):
            named = _antecedent(masked, match.start(), C)
            meant = named[1] if named else focus.company
            if subject and subject[0] < min(match.start(), named[0] if named else 999):
                meant = subject[1]
            elif (
                named
                and pattern is _DEFINITE
                and not headed
                and _OBJECT_VERB.search(text[: match.start()])
            ):
                meant = focus.company or meant
            if meant is not None and meant.name in _GIANTS and _YOUNG.search(match[0]):
                meant = focus.earlier
            if meant is not None:
                if mark != ITS and subject is None:
                    subject = match.start(), meant
                yield _slot(masked, mark, match.start(), match.end(), meant)


def _antecedent(masked: Masked, at: int, mark: str) -> tuple[int, Entity] | None:
    """The first person or company that the sentence itself names before a pronoun."""
    for place in range(at):
        if masked.text[place] == mark and place in masked.slots:
            entity: Entity = masked.slot(place).value
            if masked.text[place + 1 : place + 2] == "-":
                continue
            if can_be_meant(entity) and not (mark == C and is_governed(masked.text, place)):
                return place, entity
    return None


def is_governed(text: str, place: int) -> bool:
    """Whether a company is the object of a preposition, if only by way of a list: at A, B and C."""
    before = _LISTED.sub("", text[:place])
    return OBJECT_OF.search(before) is not None


def is_school(company: Entity) -> bool:
    """Whether people are taught there, so that whoever leaves without a post was a student."""
    detail = company.entry.detail if company.entry else None
    return detail == "university" or _SCHOOL.search(company.name) is not None


def can_be_meant(entity: Entity) -> bool:
    if entity.kind != "company":
        return True
    if entity.entry:
        return entity.entry.detail not in _NO_FOCUS
    return _SCHOOL.search(entity.name) is None
