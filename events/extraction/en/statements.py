"""What people say publicly about the industry: opinions and forecasts."""

from __future__ import annotations

import re

from ..assembly import Draft
from ..dates import bounds
from ..document import Entity
from .affiliations import Position
from .marks import C, P
from .reading import Reading

_SAYS = (
    r"(?:reckons?|reckoned|concedes?|conceded|admits?|admitted|observes?|observed|concludes?|concluded|jokes?|joked|doubts?|doubted|fears?|feared|foresees?|foresaw|hopes?|expected|anticipates?|muses?|reflects?|agrees?|agreed|disagrees?|writes|adds|is convinced|is sure|is certain|remarks|declares|tells|said|says|argued|argues|warned|warns|believes|believed|predict(?:ed|s)|told|wrote|writes|think(?:s)?|thought|expects|estimated|estimates|forecast(?:s)?|suggested|suggests|claimed|claims|insisted|insists|noted|notes|added|declared|"
    r"contended|contends|cautioned|cautions|opined|tweeted|posted|remarked|quipped|maintains|sees|compared|called|describes|described|likened|acknowledged|acknowledges|emphasi[sz]ed|emphasi[sz]es|asserted|asserts|believe|think|responded|responds|advocated|expressed concerns?|voiced concerns?|stated|states|stressed|stresses|criticized|criticised|criticizes|has argued|has said|has warned|telling \ue001|telling reporters|saying|dismissed|recalled|explained|explains|puts|put)"
)
_SPEAKER = re.compile(
    rf"(?P<p>{P})(?: of {C})?(?:(?:,| \()[^;{P}\"“]{{2,140}}?(?:,|\)))?(?: has| had| also| recently| once| later| publicly| previously| famously| repeatedly)? (?P<v>{_SAYS})\b|"
    rf"(?:\A|[.:;] |\A[“\"])(?P<v3>For|According to|In the (?:view|opinion|eyes|words) of) (?P<p3>{P})(?=,)|(?P<p4>{P}) (?P<v4>gives|sees|puts|rates)\b|"
    rf"(?P<v2>said|says|argued|argues|warned|warns|predicted|predicts|wrote|writes|added|adds|noted|notes|told|according to|explains|explained|believes|recalled|thinks|reckons|expects|insists|insisted|concedes|conceded|admits|admitted|contends|cautions|cautioned|suggests|suggested|declares|declared|jokes|quipped|concludes|concluded|reflects|muses|observes|observed|maintains|remarks|remarked) (?:[\w'’-]+ |{C}(?:['’]s)? |, ?){{0,8}}?(?P<p2>{P})"
)
_TOPIC = re.compile(
    r"\b(?:generative|industrial|revolution|search|internet|humans?|humanity|white-collar|doctors?|radiologists?|teachers?|students?|science|society|factor(?:y|ies)|robotaxis?|driving|cars|drivers|schools?|universit(?:y|ies)|programm(?:ers?|ing)|tasks?|inference|founders|investors|digital|hyperscalers?|labs?|laborator(?:y|ies)|copilots?|tokens?|algorithm(?:s|ic)?|superhuman|language models?|offerings|IPOs?|bets?|spending|weights|research|scientists?|researchers?|clinic|coding|code|AI|A\.I\.|AGI|artificial (?:general )?intelligence|superintelligence|models?|LLMs?|industry|chips?|semiconductors?|GPUs?|start-?ups|investment|bubble|market|technology|technologies|agents?|robots?|robotics|humanoids?|compute|computing|scaling|open[ -]source|"
    r"machine learning|deep learning|jobs|labou?r|workers|automation|machines|data cent(?:er|re)s?|self-driving|autonomous|regulation|safety|venture capital|valuations|training|inference|software|sector|companies|engineers|programmers|developers|chatbots?|alignment|algorithms?|intelligence|economy|productivity|foundation models?|benchmarks?)\b"
)
_OPINION = re.compile(
    r"\b(?:will|would|won['’]t|could|should|shouldn['’]t|must|may|might|can['’]t|cannot|need(?:s)? to|going to|never|always|likely|unlikely|inevitabl[ey]|probabl[ey]|bubble|overhyped|hype|too|future|years|decade|believe[sd]?|think(?:s)?|thought|expects?|predict(?:s|ed)?|forecast(?:s)?|warn(?:s|ed)|risk(?:s|y)?|"
    r"dangerous|threat|opportunity|opportunities|revolution|transform\w*|biggest|most important|important|better|worse|best|worst|enough|not about|no longer|remains?|gap|still|far from|closer|winner|commodity|commodit\w+|dead|dying|over|slow\w*|faster|key|problem|bottleneck|limits?|limit|impossible|possible|mistake|wrong|overestimat\w+|underestimat\w+|matter\w*|moment|race|era|everyone|every|nobody|no one|hates?|loves?|dislikes?|worr(?:y|ies|ied)|concerns?|overblown|exaggerat\w+|mislead\w*|urgent|hyperbolic|harm\w*|there (?:is|are)|is (?:not|the|a|an|just|only|like)|are (?:not|the|just|only|like)|isn['’]t|aren['’]t)\b"
)
_OWN = re.compile(
    rf"{P} (?:have|am)\b|\b(?:(?i:our) (?:company|team|customers|investors|revenue|goal|mission|employees|product|products|platform|users|next|new|first|round|focus|plan|strategy)|[Ww]e (?:are|have(?! to\b)|will|['’]re|['’]ve|plan|raised|want|expect to|intend|hired|launched|built|started|grew|use)\b|[Ww]e['’](?:re|ve|ll)\b|I (?:am|have|joined|left|started|founded|decided|was|want to thank|['’]m|['’]ve)\b|I['’](?:m|ve)\b|"
    rf"(?:[Tt]he company|{C}|\ue007 \w+|it) (?:would|will|plans|has|had|was|is|aims|intends|expects|hopes|wants|planned|raised|is now|were|currently|now)\b|\ue001 (?:and|would|will|plans)|(?:funding|round|proceeds|money|capital) (?:will|would)|the (?:deal|round|acquisition|funding|partnership|investment|hire|appointment|layoffs|cuts|chatbot|product|launch|new funds?|proceeds)\b)"
)


_QUOTED = re.compile(r"[\"“][^\"”]{60,}")
"""Words of one's own are an opinion, if they are more than a phrase."""


def add_statements(reading: Reading, draft: Draft, held: dict[Entity, list[Position]]) -> None:
    """Add the statement of a sentence, if it is an opinion about the industry and not company news."""
    text = reading.text
    if P not in text or reading.is_question:
        return
    for match in _SPEAKER.finditer(text):
        group, verb = next(
            pair
            for pair in (("p", "v"), ("p2", "v2"), ("p3", "v3"), ("p4", "v4"))
            if match[pair[0]]
        )
        start, end = match.span()
        content = text[end:] if match["p"] and len(text) - end > 25 else text[:start] + text[end:]
        if match["p"] and text[:start].count("”") + text[:start].count('"') >= 1:
            content = _begun(reading, text[:start])
        topic, opinion = _TOPIC.search(content), _OPINION.search(content)
        quoted = _QUOTED.search(content) is not None
        forecast = quoted or match[verb].startswith(
            (
                "predict",
                "believ",
                "argu",
                "warn",
                "forecast",
                "think",
                "estimate",
                "expect",
                "caution",
                "conten",
                "reckon",
                "foresee",
                "foresaw",
                "fear",
                "doubt",
                "anticipat",
            )
        )
        if not topic or not (opinion or forecast) or _OWN.search(content):
            continue
        if not reading.is_told(start + 1) and not forecast:
            continue
        speaker = reading.entity(match.start(group))
        draft.event(
            "statement", reading.quote, rule="statement", date=_said(reading, match.start(verb)), confidence=0.6,
            speaker=speaker, company=_company(held, speaker),
        )  # fmt: skip
        return


def _begun(reading: Reading, content: str) -> str:
    """The words of a quotation, with the sentences of its paragraph in which it began."""
    if re.search(r"[\"“]\w", content):
        return content
    before = ""
    for sentence in reversed(reading.document.sentences):
        if (
            sentence.paragraph != reading.sentence.paragraph
            or sentence.start >= reading.sentence.start
        ):
            continue
        words = reading.document.folded[sentence.start : sentence.end]
        before = f"{words} {before}"
        if re.search(r"[\"“]\w", words):
            return before + content
    return content


def _said(reading: Reading, at: int) -> str | None:
    """The day of saying: a date after the article's own is one that the speaker speaks of."""
    found, published = reading.date(at), reading.document.published
    return found if found and published and bounds(found)[0] <= published else None


def _company(held: dict[Entity, list[Position]], speaker: Entity) -> Entity | None:
    """For whom the speaker speaks: a post held now before one held once."""
    known = held.get(speaker, [])
    current = [position for position in known if not position.former]
    return current[0].company if current else None
