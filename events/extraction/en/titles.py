"""The positions that people hold, as patterns on masked text."""

from __future__ import annotations

import re

HEAD = (
    r"(?:CEO|CTO|COO|CFO|CPO|CMO|CIO|CSO|CISO|CRO|GM|SVP|EVP|VP|[Cc]hief [Ee]xecutives?(?: [Oo]fficers?)?|[Cc]hief [\w&-]+(?: [\w&-]+)? [Oo]fficers?|[Cc]hief (?:[Ss]cientist|[Ee]conomist|[Aa]rchitect|[Ee]ngineer|[Ss]trategist|[Rr]esearcher|of [Ss]taff|[Ee]vangelist)s?|[Gg]eneral [Cc]ounsel|deputy|"
    r"[a-z]+ chief(?! (?:[a-z]+ )?(?:executive|officer|scientist|economist|architect|engineer|strategist|of staff))|(?:[Vv]ice[ -])?[Pp]residents?|[Cc]hair(?:man|woman|person)?|(?:co-?)?founders?|[Cc]o-?[Ff]ounders?|[Ff]ounders?|[Dd]irectors?|[Hh]ead|[Mm]anaging (?:partner|director)s?|[Gg]eneral [Pp]artners?|[Pp]artners?|"
    r"[Pp]rofessors?|[Rr]esearchers?|[Ss]cientists?|[Ee]ngineers?|(?:[Cc]o-)?[Ll]eads?|leaders?|boss|executives?|investors?|[Aa]nalysts?|spokes(?:person|man|woman)|advis[eo]rs?|[Ff]ellow|members? of (?:the )?technical staff|economists?|dean|[Mm]anagers?|"
    r"architects?|experts?|employees?|staffers?|roboticists?|alum(?:nus|na)?|co-CEOs?|strategists?|lecturers?|lawyer|veteran|principal|[Ss]ecretary|[Cc]ommissioner|board members?|chair|designers?|developers?|[Cc]hief(?! ))"
)
_WORDS = r"(?:(?!(?:who|whose|has|have|had|was|were|is|are|will|would|said|says|told|as|made|consisting|including|include|includes|in|on|of|for|the|wake|following|amid|despite|without|since|under|over|company|board|dismissed|fired|ousted|sacked|named|appointed|take[sn]?|taking|took|became|becomes|becoming|to|by|at|that|which|left|leave|leaving|joined|joining|join|hired|founded|started|with|from|but|after|before|when|while|including|whom|been|be|not|also|later|previously|formerly|once|alongside|replaced|succeeded|succeeding|replacing|promoted|raised|led|backed|other|fellow|and then|or)\b)[A-Za-zÀ-ɏ][\w&/'’-]* ){0,6}?"
_OF = r"(?:(?: of| for| in charge of)(?: the)?(?: [a-zA-Z&\ue002][\w/&-]*(?:['’]s)?){1,6}?(?=,| and [\ue000\ue001]| at | in \ue001|\.|\Z| \ue001| \ue000|['’]| of \ue001| from | who| said| told| says| to | on | \ue004| after| last| this| when| as| for \ue001))?"
_WHOLE = rf"(?! (?:(?!(?:and|or|of|at|for|in|who|to|as|by|with|from|on|after|before|when|said|says)\b)[\w&-]+ ){{0,2}}{HEAD}\b)"
"""A title does not end before its own last word: lead researcher is no lead."""
_ONE = rf"{_WORDS}{HEAD}\b{_WHOLE}{_OF}"
TITLE = rf"{_ONE}(?:(?:,| and| &|, and) (?:its |the |a )?(?:former )?{_ONE}){{0,2}}"
"""A position: co-founder and chief executive, vice president of research."""

STRONG = r"(?:CEO|CTO|COO|CFO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief [\w&-]+(?: [\w&-]+)? [Oo]fficer|[Cc]hief [Ss]cientist|boss|general counsel|finance director|head of [\w ]{3,30}?|managing director|co-?CEO|co-?founder(?: and (?:CEO|CTO|chief executive|president))?|founder(?: and (?:CEO|chief executive))?|president|chairman|chairwoman|finance chief|technology chief)"
"""Titles that name their company even when it stands elsewhere in the article."""

FORMER = re.compile(
    r"\b(?:former|formerly|ex|previously|previous|one-time|onetime|then|once|late|outgoing|departing|erstwhile|past)\b-?",
    re.I,
)
_EDGES = re.compile(
    r"\A(?:the|a|an|its|their|his|her|our|new|now|current|fellow|and|longtime|long-time|then|outgoing|departing|incoming|former|ex-|one of|interim|previously|formerly|an? former|most recently|late|as)(?: |(?<=-))",
    re.I,
)
_HEAD = re.compile(HEAD)
_PLURAL = re.compile(r"(?<!bos)s\Z")
_PAST = re.compile(r"\b(?:veterans?|alum(?:nus|na)?)\Z")
_SIDE = re.compile(
    r"\b(?:veterans?|alum(?:nus|na)?|[Pp]rofessors?|investors?|advis[eo]rs?|backers?|board members?|fellow)\b"
)
_STRANGE = re.compile(
    r"(?!(?i:ai|senior|vice|executive|chief|co-\w+|product|research|engineering|technology|marketing|sales|design|policy|safety|security|infrastructure|data|science|operations|operating|finance|financial|growth|business|development|people|legal|general|global|group|managing|interim|acting|deputy|board|technical|founding?|founders?|head|director|president|chair\w*|lead\w*|c[a-z]o|[se]?vp|gm|strategy|revenue|communications|software|hardware|machine|independent|associate|assistant|principal|staff|public|corporate|manager|boss|long\w*|first|new|then|generative)\b)[A-Z]"
)
"""A capital that is no part of a title: X in X chief executive."""
_BOUND = re.compile(
    r"\b(?:C[A-Z]{1,3}O|[SE]?VP|GM|[Cc]hief|officer|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Dd]irectors?|[Hh]ead|[Cc]o-?[Ff]ounders?|[Ff]ounders?|[Ll]ead|leader|boss|[Cc]ounsel|[Mm]anager|board members?|co-?founder)\b"
)


def is_plural(title: str | None) -> bool:
    """Whether a title is that of several people: the founders A and B."""
    heads = list(_HEAD.finditer(title or ""))
    return any(_PLURAL.search(head[0]) for head in heads)


def is_past(title: str | None) -> bool:
    """Whether a title says by itself that it is no longer held: a Google veteran."""
    return _PAST.search(title or "") is not None


def is_founder(title: str | None) -> bool:
    """Whether a title is kept wherever its holder goes."""
    return "founder" in (title or "").lower()


def is_side(title: str | None) -> bool:
    """Whether a title is held beside another post, so that its holder leaves the other."""
    return _SIDE.search(title or "") is not None


def is_bound(title: str | None) -> bool:
    """Whether nobody holds the title without a company, and the title names none: a finance chief."""
    words = (title or "").split()
    return _BOUND.search(title or "") is not None and not _STRANGE.match(words[0])


def tidy(words: str) -> str | None:
    """A title without articles and the words that say since when or until when it is held."""
    title = " ".join(words.split()).strip(" ,")
    while True:
        shorter = (
            title
            if title.lower().startswith("interim")
            else _EDGES.sub("", title, count=1).strip(" ,")
        )
        if shorter == title:
            break
        title = shorter
    return title if title and _HEAD.search(title) else None
