"""How sure the article is of what it tells, and when it does not tell it at all."""

from __future__ import annotations

import re

from ..assembly import strongest

_DENIED = re.compile(
    r"\b(?:denied|denies|denying|(?:is|was|are) (?:now )?off(?=[,.:;]|\Z)|called off|scrapped|abandoned|fell through|fallen through|collapsed|walked away|dropped (?:plans|its bid|(?:a|the|its) (?:plan|idea|bid))|ruled out|rejected|voted down|failed(?! to)|lapsed|turned down|rebuffed|broke down|came to nothing|never happened|blocked|terminated|shelved|backed out|withdr[ae]wn?|cancell?ed|pulled out of)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)? (?:to|for|on)|plans|will|would|won['’]t|expect(?:s|ed|ing)? (?:to|that)|is to|are to|set to|due to|about to|(?:talks|discussions|negotiations) \w+ (?:about|over|on)|bidding for|(?:potential|possible|proposed) (?:acquisition|takeover|purchase|bid|buyout|offer|deal)s?|(?:in|holding|began|early|advanced|exploratory|preliminary|final) (?:\w+ )?(?:talks|discussions|negotiations)|talks (?:to|with|about|over|on)|"
    r"negotiat(?:ing|es)|seek(?:s|ing)?|aim(?:s|ing)? (?:to|for)|intend(?:s|ed)? to|looking to|look to|hop(?:es|ing) to|want(?:s|ing)? to|consider(?:s|ing|ed)|weigh(?:s|ing|ed)|explor(?:es|ing)|prepar(?:es|ing|ed) (?:to|for|a|an|its)|eye(?:s|ing)|near(?:s|ing)|close to|"
    r"hint(?:s|ed) (?:at|that)|teas(?:ed|es|ing)|imminent|upcoming|forthcoming|on track to|slated to|scheduled to|poised to|gear(?:s|ing) up|filed (?:for|to|confidentially|a|an|its)|applied (?:for|to)|proposed|offered to|bid (?:for|to)|target(?:s|ing)|scheduled|ready to)(?!\w)",
    re.I,
)
_RUMOURED = re.compile(
    r"\b(?:(?-i:may)|might|could|rumou?red|rumou?rs?|speculation|possibl[ey]|potentially)\b", re.I
)
_REPORTED = re.compile(
    r"\b(?:is said to|are said to|was said to|said to (?:be|have)|people (?:familiar|with (?:direct )?knowledge|briefed|close)|person (?:familiar|with (?:direct )?knowledge|briefed|close)|sources? (?:familiar|close|said|told|say|with)|"
    r"according to (?:\w+ )?(?:people|sources|a person|a source|media reports|reports|a (?:\w+ )?report (?:by|in|from)|\w+ people)|(?:was|were|first|been) reported|\ue001 (?:has |had |first |also )?report(?:ed|s)|(?-i:\b[A-Z0-9][\w.&-]+) (?:first )?report(?:ed|s)(?! (?:revenue|a (?:loss|profit)|net|earnings|sales|directly|to)\b)|it is understood|is understood to|unnamed|anonymous|who asked not to be|citing (?:people|sources|unnamed|a person)|media reports|reports said)\b",
    re.I,
)
_ADVERB = re.compile(
    r"\b(?:reportedly|allegedly|supposedly)\b(?! (?:worth|valued|paid|costing|including|up to)\b)",
    re.I,
)
"""These hedge the verb beside them, not one further on in the sentence."""
_NOT = re.compile(
    r"\b(?:not|never|cannot|can['’]t|did(?:n['’]t| not)|has(?:n['’]t| not)|have(?:n['’]t| not)|had(?:n['’]t| not)|was(?:n['’]t| not)|is(?:n['’]t| not)|wo(?:n['’]t)|no plans?|no intention|without|refus(?:ed|es) to|declin(?:ed|es) to|nor|neither|unlikely|failed to|stop short of|threaten(?:s|ed|ing) to|regret(?:s|ted|ting)?|asked (?:about|whether|if))\b(?! only)[^,;]{0,32}\Z",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:an?|the) (?:[\w-]+ ){1,4}(?:that|which) (?:could|can|may|might|would) [^,;]{3,80},"
)
"""What a thing could do says nothing of what happened: a machine that could serve drinks, shut down."""
_DROPPED = re.compile(
    r", but (?:it |they |has |have |had |later |then |soon |ultimately |eventually )*(?:dropped|abandoned|scrapped|shelved|walked away|backed out|called (?:it|them|the \w+) off)\b"
)
_CAUSE = re.compile(r"\b(?:after|when|because|since|once)\b")
"""What follows these words happened to something else."""
_IF = re.compile(
    r"(?:\A|[\s(“\"])(?:if|whether|unless|imagine|suppose|were it|should (?:it|the|they)|as though|as if|would have|could have)\b[^;:]{0,110}\Z",
    re.I,
)


def is_untold(text: str, at: int) -> bool:
    """Whether the words before a place negate or only suppose what follows it."""
    before = text[max(0, at - 130) : at]
    return _NOT.search(before) is not None or _IF.search(before) is not None


def certainty(text: str, start: int, at: int, end: int) -> str:
    """Of what is told at `at`: plans and doubts stand before it in its clause, sources anywhere."""
    before = text[max(start, at - 90) : at]
    for sign in (
        ";",
        " while ",
        ", but ",
        " who ",
        ", which ",
        ", after ",
        ", following ",
        ", such as ",
    ):
        before = before.rpartition(sign)[2]
    before = _RELATIVE.sub(" ", before)
    found = set()
    if _DENIED.search(before) or _DENIED.search(
        _CAUSE.split(text[at : min(end, at + 70)], maxsplit=1)[0]
    ):
        found.add("denied")
    if _DROPPED.search(text, at, min(end, at + 130)):
        found.add("denied")
    if _PLANNED.search(before):
        found.add("planned")
    if _RUMOURED.search(before[-60:]):
        found.add("rumoured")
    if _REPORTED.search(text) or _ADVERB.search(text, start, min(end, at + 45)):
        found.add("reported")
    return strongest(found)
