"""The positions that people hold, as patterns on masked text."""

from __future__ import annotations

import re

HEAD = (
    r"(?:CEO|CTO|COO|CFO|CPO|CMO|CIO|CSO|CISO|CRO|GM|SVP|EVP|VP|[Cc]hief [Ee]xecutives?(?: [Oo]fficers?)?|[Cc]hief [\w&-]+(?: [\w&-]+)? [Oo]fficers?|[Cc]hief (?:[Ss]cientist|[Ee]conomist|[Aa]rchitect|[Ee]ngineer|[Ss]trategist|[Rr]esearcher|of [Ss]taff|[Ee]vangelist)s?|[Gg]eneral [Cc]ounsel|deputy|"
    r"[a-z]+ chief(?! (?:[a-z]+ )?(?:executive|officer|scientist|economist|architect|engineer|strategist|of staff))|(?:[Vv]ice[ -])?[Pp]residents?|[Cc]hair(?:man|woman|person)?|(?:co-?)?founders?|[Cc]o-?[Ff]ounders?|[Ff]ounders?|[Dd]irectors?|[Hh]ead|[Mm]anaging (?:partner|director)s?|[Gg]eneral [Pp]artners?|[Pp]artners?|"
    r"[Pp]rofessors?|researchers?|scientists?|engineers?|[Ll]eads?|leaders?|boss|executives?|investors?|analysts?|spokes(?:person|man|woman)|advis[eo]rs?|[Ff]ellow|members? of (?:the )?technical staff|economists?|dean|[Mm]anagers?|"
    r"architects?|co-CEOs?|strategists?|lecturers?|lawyer|veteran|principal|[Ss]ecretary|[Cc]ommissioner|board members?|chair|designers?|developers?|[Cc]hief(?! ))"
)
_WORDS = r"(?:(?!(?:who|whose|has|have|had|was|were|is|are|will|would|said|says|told|as|made|board|dismissed|fired|ousted|sacked|named|appointed|take[sn]?|taking|took|became|becomes|becoming|to|by|at|that|which|left|leave|leaving|joined|joining|join|hired|founded|started|with|from|but|after|before|when|while|including|whom|been|be|not|also|later|previously|formerly|once|alongside|replaced|succeeded|succeeding|replacing|promoted|raised|led|backed|other|fellow|and then|or)\b)[A-Za-zÀ-ɏ][\w&/'’-]* ){0,6}?"
_OF = r"(?:(?: of| for| in charge of)(?! the )(?: [a-zA-Z&][\w&/-]*){1,5}?(?=,| and [\ue000\ue001]| at | in \ue001|\.|\Z| \ue001| \ue000|['’]| of \ue001| from | who| said| told| says| to | on | \ue004| after| last| this| when| as| for \ue001))?"
_ONE = rf"{_WORDS}{HEAD}\b{_OF}"
TITLE = rf"{_ONE}(?:(?:,| and| &|, and) (?:its |the |a )?(?:former )?{_ONE})?"
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
