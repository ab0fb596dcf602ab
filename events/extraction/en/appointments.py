"""People who are given a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Entity
from .marks import ITS, LIST, PEOPLE, C, P
from .posts import NAMED, ROLE, Career, Held, company_of, post_of, title_of
from .reading import Reading
from .titles import TITLE, is_founder

_APPOINTED = re.compile(
    rf"\b(?:appoint(?:ed|s|ing)?|install(?:ed|s)|nominat(?:ed|es)|nam(?:ed|es|ing)|promot(?:ed|es|ing)|elect(?:ed|s)?|elevat(?:ed|es)|picked|picks|selected) (?:(?![{P}])[\w'’ \ue001-]){{0,60}}?(?P<p>{PEOPLE}),?"
    rf"(?:[^,.;]{{2,90}},)?(?: (?:as|to (?:be|become|serve as|the (?:role|post|position) of)))?(?: {ROLE})?(?: new| first| next)? (?P<t>{TITLE})"
)
_OF_WHOM = re.compile(
    rf"\b(?:appointment|promotion) of (?:(?![{P}])[\w'’\ue001-]+ ){{0,5}}?(?P<p>{LIST[P]})(?!['’])"
)
_APPOINTMENT = re.compile(
    rf"\b(?:appointment|hiring|promotion|election) of (?:(?![{P}])[\w.,'’ \ue001-]){{0,60}}?(?P<p>{LIST[P]}),?(?:[^,.;]{{2,90}},)?(?: (?:as|to)) (?:{ROLE} )?(?:new |first |next )?(?P<t>{TITLE})"
)
_BY = re.compile(
    rf"\b(?:succeeded|replaced|(?<!, )followed) (?:[\w ]{{0,30}} )?by (?:[\w'’ ,\ue001-]{{0,50}}?)(?P<p>{LIST[P]})|"
    rf"\b(?:hand(?:ed|s|ing)?|pass(?:ed|es|ing)?) (?:over |the reins |the baton |over the reins |control )?to (?:his |her |their |(?:its|\ue007) )?(?:[\w'’ ,\ue001\ue007-]{{0,50}}?)(?P<p2>{LIST[P]})|"
    rf"\b(?:replacing|substituting|succeeding|replaced) (?:him|her|them|(?:[\w'’\ue001 -]{{0,40}}? )?{P})(?: on an? \w+ basis)? with (?:(?P<t>{TITLE}),? )?(?P<p3>{LIST[P]})"
)
"""Who comes after somebody: was succeeded by, hands over to, replacing him with."""
_AFTER = re.compile(
    rf"\b(?:succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|take(?:s|n)? over from|took over from|taking over from|step(?:s|ped|ping) into the shoes of|fill(?:s|ed|ing) the post of) (?!by\b)(?:[\w'’ -]{{0,40}}?,? )?(?P<p>{P}|him\b|her\b|them\b)(?:,? (?:who|[^.;,{P}]{{2,60}},))?(?: (?:as|in the post of) (?P<t>{TITLE}))?"
)
_HELM = re.compile(
    rf"\b(?:tak(?:es|en|ing|e)|took|assum(?:es|ed)|was given|has been given|was put in|is put in|put in) (?:the helm|the reins|charge|command|control|the top job)(?: (?:at|of) {NAMED}|(?! (?:at|of) ))"
)
_PLACE = re.compile(
    r"\b(?:tak(?:es|en|ing|e)|took|fills?|filled) (?:his|her|their) (?:place|job|post|role|seat|shoes)\b|\btakes over the job\b|\b(?:is|was) (?:his|her|their) successor\b"
)
_PUT = re.compile(
    rf"\b(?:put(?:s|ting)?|plac(?:ed|es|ing)|install(?:ed|s)) (?:(?:its|\ue007) )?(?:(?![{P}])[\w'’-]+ ){{0,5}}?(?P<p2>{PEOPLE})(?:,[^,.;]{{2,60}},)? in (?:the )?(?:roles?|posts?|positions?) of (?:{ROLE} )?(?P<t2>{TITLE})|"
    rf"\b(?:giv(?:es|en|ing)|gave|hand(?:ed|s|ing)) (?P<p3>{P}) the (?:title|role|post|job|position) of (?:{ROLE} )?[\"“]?(?P<t3>{TITLE})|"
    rf"\bput(?:s|ting)? (?P<p>{LIST[P]})(?:,[^,.;]{{2,60}},)? in charge (?:of [^.;,]{{2,50}})?(?:,? as (?:{ROLE} )?(?P<t>{TITLE}))?"
)
_IS_NEW = re.compile(
    rf"(?P<p>{LIST[P]}),? (?:is|are|will be|was|becomes|is to be|was made|has been made|is to become) (?:the )?(?:(?P<c0>[{C}{ITS}])(?:['’]s?)? )?(?:the )?(?:new|next|incoming|first|acting|interim) (?P<t>{TITLE})(?! (?:hired|to|ever|who)\b)(?: (?:of|at|for) {NAMED})?"
)
_NEW_IS = re.compile(
    rf"(?P<c0>[{C}{ITS}])(?:['’]s?)? (?:new|next|incoming|interim|acting) (?P<t>{TITLE})(?: is| will be|,| is to be)? (?P<p>{P})"
)
_NO_POST = re.compile(r"\b(?:investors?|backers?|customers?|users?|developers?)\Z| (?:of|at) an? ")
"""What one can become without being given a post, or not at a company that has a name."""
_TAKES = re.compile(
    rf"\b(?:tak(?:es|ing|en|e)|took|assum(?:e|es|ed|ing)|(?:mov|transition|shift|stepp)(?:es|ed|ing)|(?:step|transition|shift)s?|accept(?:s|ed|ing)?|entrusted (?P<p>{P}) with)(?: on| up| over| into| to| in)?(?: {ROLE}| {C}['’]s?)?"
    rf" (?:(?:new )?(?:role|post|position|job)s? (?:of|as) (?:{ROLE} )?(?:new |interim )?(?P<t>{TITLE})|(?:new |interim )?(?P<t2>{TITLE}) (?:role|post|position|job)s?\b)(?: (?:at|of|for|with) {NAMED})?"
)
_NEWLY = re.compile(
    rf"(?P<p>{P}),? (?:the |its |\ue007 )?newly[- ](?:appointed|named|promoted|installed|elected) (?P<t>{TITLE})|newly[- ](?:appointed|named|promoted|installed|elected) (?P<t2>{TITLE}),? (?P<p2>{P})"
)
_MOVES = re.compile(
    rf"\b(?:moved|moves|moving|promoted|elevated|shifted|switched|transitioned)(?: (?:up )?from (?:{ROLE} )?(?P<old>{TITLE}))?(?: up)? (?:in)?to (?:{ROLE} )?(?:new )?(?P<t>{TITLE})(?: (?:of|at) {NAMED})?"
)
"""P moved from finance chief to chief executive."""
"""P takes on the chief's role, A entrusts P with the post of chief."""
_HIS_DEPUTY = re.compile(rf"{P}, (?:his|her|their) [\w -]{{3,30}},")
_HIS = re.compile(
    rf"(?P<q>{P})['’]s? (?:appointment|promotion|elevation|nomination) (?:as|to) (?:{ROLE} )?(?:new |first |next )?(?P<t>{TITLE})"
)
_BECAME = re.compile(
    rf"\b(?:(?:was|were|been|be|being) (?:appointed|named|promoted|elected|elevated|chosen|picked|installed|made|(?:given|handed|offered) the (?:title|role|post|job|position) of)(?: (?:as|to(?: be)?|to become))?|step(?:s|ped|ping)? (?:in|up) as|return(?:s|ed|ing)? as|becom(?:es|ing)|became|become|takes? over|took over|taking over|assum(?:ed|es|e) the role|succeed(?:s|ed)? (?:{P})|replac(?:es|ed) (?:{P})|(?<=will )serve as|(?<=to )serve as|(?<=would )serve as|promoted to|appointed|named)"
    rf"(?: (?:from|of) {P})?(?:,? as)? (?:{ROLE} )?(?:(?P<c0>{C})(?:['’]s?) |(?P<i0>{ITS}) )?(?:new |first |next )*[\"“]?(?P<t>{TITLE})(?: (?:of|at|for|in) {NAMED})?"
)


def appointments(reading: Reading, held: Held) -> Iterator[Career]:
    yield from _appointed(reading, held)
    yield from _successors(reading, held)
    yield from _new_holders(reading, held)
    yield from _appointment_of(reading, held)
    yield from _newly_appointed(reading)
    yield from _became(reading, held)
    yield from _taking(reading, held)


def _appointed(reading: Reading, held: Held) -> Iterator[Career]:
    """A appoints P, the appointment of P."""
    text = reading.text
    for match in [*_APPOINTED.finditer(text), *_APPOINTMENT.finditer(text)]:
        if re.search(r"\b(?:was|were|been|be|being)(?: \w+)? \Z", text[: match.start()]):
            continue
        companies = reading.subject(match.start(), C)
        where = companies[0] if companies else reading.focus.company
        title = title_of(reading, match, "t")
        if where is None or title is None:
            continue
        for person in reading.entities(*match.span("p"), P):
            yield "appointed", person, where, title, match.start(), "appointed"
    for match in _OF_WHOM.finditer(text):
        named = text.find(C, match.end())
        where = reading.entity(named) if named in reading.masked.slots else reading.focus.company
        for person in reading.entities(*match.span("p"), P) if where else ():
            yield "appointed", person, where, None, match.start(), "appointment-of"


def _new_holders(reading: Reading, held: Held) -> Iterator[Career]:
    """P is A's new chief."""
    text = reading.text
    for match in (*_IS_NEW.finditer(text), *_NEW_IS.finditer(text)):
        title = title_of(reading, match, "t")
        place = next((match.start(g) for g in ("c0", "c") if match.groupdict().get(g)), -1)
        where = reading.entity(place) if place >= 0 else reading.focus.company
        if where is not None and title:
            for person in reading.entities(*match.span("p"), P):
                yield "appointed", person, where, title, match.end("p"), "is-new"


def _newly_appointed(reading: Reading) -> Iterator[Career]:
    """P, newly appointed chief."""
    for match in _NEWLY.finditer(reading.text):
        place = max(match.start("p"), match.start("p2"))
        title = title_of(reading, match, "t", "t2")
        if title and reading.focus.company is not None:
            yield "appointed", reading.entity(place), reading.focus.company, title, place, "newly"


def _appointment_of(reading: Reading, held: Held) -> Iterator[Career]:
    """P's appointment as chief."""
    text = reading.text
    for match in _HIS.finditer(text):
        where = next(iter(reading.subject(match.start(), C)), None) or reading.focus.company
        if where is not None:
            yield (
                "appointed",
                reading.entity(match.start("q")),
                where,
                title_of(reading, match, "t"),
                match.start(),
                "his-appointment",
            )


def _became(reading: Reading, held: Held) -> Iterator[Career]:
    """P became chief."""
    text = reading.text
    for match in _BECAME.finditer(text):
        title = title_of(reading, match, "t")
        place = next((match.start(g) for g in ("c0", "i0", "c") if match.groupdict().get(g)), -1)
        where = reading.entity(place) if place >= 0 else _own(reading, held, match.start())
        if title is None or where is None or _NO_POST.search(title):
            continue
        if match[0].startswith(("appointed", "named")) and not re.search(
            r"(?:,|\bwho) \Z|\ue000 \Z", text[: match.start()]
        ):
            continue
        for person in reading.subject(match.start(), P):
            yield "appointed", person, where, title, match.start(), "became"


def _taking(reading: Reading, held: Held) -> Iterator[Career]:
    """P takes the post of chief."""
    for match in (*_TAKES.finditer(reading.text), *_MOVES.finditer(reading.text)):
        title = title_of(reading, match, *("t", "t2")[: 1 + ("t2" in match.groupdict())])
        if match.groupdict().get("p"):
            people = [reading.entity(match.start("p"))]
            where = next(iter(reading.subject(match.start(), C)), reading.focus.company)
        else:
            people = reading.subject(match.start(), P)
            where = company_of(reading, match) or _own(reading, held, match.start())
        for person in people if title and where else ():
            yield "appointed", person, where, title, match.start(), "takes"


def _own(reading: Reading, held: Held, at: int) -> Entity | None:
    """The company of whoever is given a post, or of the one he is introduced by: his deputy."""
    people = reading.subject(at, P)
    introduced = _HIS_DEPUTY.search(reading.text[:at])
    if introduced and reading.focus.predecessor:
        people = [*people, reading.focus.predecessor]
    posts = [
        post_of(held, person, reading.focus.company) or post_of(held, person, None)
        for person in people
    ]
    return next((post.company for post in posts if post), reading.focus.company)


def _successors(reading: Reading, held: Held) -> Iterator[Career]:
    """Those who come after somebody, at the same company and, unless it is told, in the same post."""
    yield from _succeeded(reading, held)
    yield from _at_the_helm(reading, held)
    yield from _put_in_charge(reading, held)
    yield from _in_place_of(reading, held)
    yield from _succeeding(reading, held)


def _succeeded(reading: Reading, held: Held) -> Iterator[Career]:
    """P was succeeded by Q, P hands over to Q."""
    text = reading.text
    for match in _BY.finditer(text):
        group = next(name for name in ("p", "p2", "p3") if match[name])
        old = reading.subject(match.start(), P)
        post = post_of(held, old[0], None) if old else None
        where = post.company if post else reading.focus.company
        title = title_of(reading, match, "t") or (post.title if post and group != "p3" else None)
        if where is None:
            continue
        for person in reading.entities(*match.span(group), P):
            if person not in old:
                yield "appointed", person, where, title, match.start(), "succeeded-by"


def _at_the_helm(reading: Reading, held: Held) -> Iterator[Career]:
    """P takes the helm."""
    text = reading.text
    for match in _HELM.finditer(text):
        place = match.start("c")
        where = reading.entity(place) if place >= 0 else reading.focus.company
        for person in reading.subject(match.start(), P) if where else ():
            yield "appointed", person, where, None, match.start(), "helm"


def _put_in_charge(reading: Reading, held: Held) -> Iterator[Career]:
    """A puts P in charge."""
    text = reading.text
    for match in _PUT.finditer(text):
        where = next(iter(reading.subject(match.start(), C)), None) or reading.focus.company
        group = next(name for name in ("p", "p2", "p3") if match[name])
        for person in reading.entities(*match.span(group), P) if where else ():
            title = title_of(reading, match, "t", "t2", "t3")
            yield "appointed", person, where, title, match.start(), "put"


def _in_place_of(reading: Reading, held: Held) -> Iterator[Career]:
    """P takes his place."""
    text = reading.text
    for match in _PLACE.finditer(text):
        people = reading.subject(match.start(), P)
        others = [p for p in reading.entities(0, match.start(), P) if p not in people]
        old = others[-1] if others else reading.focus.predecessor
        post = post_of(held, old, None) if old and old not in people else None
        if post and people:
            yield "appointed", people[0], post.company, post.title, match.start(), "place"


def _succeeding(reading: Reading, held: Held) -> Iterator[Career]:
    """P succeeds Q."""
    text = reading.text
    for match in _AFTER.finditer(text):
        named = text[match.start("p")] == P
        before = reading.entity(match.start("p")) if named else reading.focus.predecessor
        if before is None or (not named and match[0].startswith(("replacing", "succeeding"))):
            continue
        post = post_of(held, before, None)
        people = [person for person in reading.subject(match.start(), P) if person is not before]
        for person in people[:1]:
            mine = post_of(held, person, None)
            where = (post.company if post else None) or reading.focus.company
            title = (
                title_of(reading, match, "t")
                or (post.title if post and not is_founder(post.title) else None)
                or (mine.title if mine and mine.company is where else None)
            )
            if where is not None:
                yield "appointed", person, where, title, match.start(), "succeeds"
                stays = re.match(
                    r"[^.;]{0,40}\b(?:remain|stay|continue|become)", text[match.end("p") :]
                )
                if re.match(r"replac|succeed", match[0]) and not stays:
                    yield "left", before, where, title, match.start(), "was-succeeded"
