"""What the words in and around a run say of its kind: votes for person, company, model or thing."""

from __future__ import annotations

import re
from collections import Counter

from .runs import Run
from .words import (
    DEMONYMS,
    GENERIC,
    GIVEN,
    ORG_LAST,
    ORG_OF,
    PINYIN,
    PLACES,
    STRONG_LAST,
    SURNAME,
    SURNAMES_ZH,
)

TITLE_HEAD = (
    r"CEO|CTO|COO|(?:finance|technology|research|development|product|policy|design|security|science|operations|marketing|sales|legal|investment|data|AI) (?:chief|director|head|boss)|deputy|counsel|owner|receiver|colleagues?|brothers?|sisters?|CFO|CPO|CMO|CIO|CSO|CISO|chief executives?|chief [a-z]+(?: [a-z]+)? officer|chief [a-z]+|president|vice[ -]president|VP|chair(?:man|woman|person)?|"
    r"co-?founders?|founders?|directors?|head|managing partner|general partner|partners?|professors?|researchers?|scientists?|engineers?|leads?|leader|boss|executives?|"
    r"investors?|analysts?|spokes(?:person|man|woman)|advis[eo]r|fellow|member of technical staff|economists?|entrepreneurs?|billionaire|minister|dean|manager|architect|"
    r"chair|co-?CEO|strategist|lecturer|lawyer|veteran|alum(?:nus|na)?|student|pioneer|inventor|principal|secretary|commissioner"
)
_ORG_NOUN = (
    r"neighbou?rs?|peers?|suppliers?|owners?|start-?ups?|compan(?:y|ies)|firms?|[a-z]*makers?|developers?|labs?|laborator(?:y|ies)|providers?|operators?|giants?|groups?|unicorns?|rivals?|competitors?|backers?|"
    r"subsidiar(?:y|ies)|units?|parent|owner|vendors?|specialists?|houses?|banks?|funds?|universit(?:y|ies)|insurers?|retailers?|publishers?|consultanc(?:y|ies)|newspaper|"
    r"outlet|brokers?|brokerages?|conglomerates?|contractors?|spin-?offs?|spin-?outs?|ventures?|arm|foundry|business|non-?profit|think-?tank|agency|hyperscaler|"
    r"newcomer|outfit|investors?|builders?|designers?|suppliers?|publication|researcher group|institute|platform"
)
_SAYS = r"recalls|laughs|remembers|replies|replied|admits|admitted|insists|reckons|concedes|jokes|contends|contended|agrees|disagrees|counters|tells|notes|remarks|said|says|told|wrote|writes|argued|argues|added|adds|tweeted|posted|warned|warns|believes|explained|explains|recalled|noted|predicted|predicts|thinks|insisted|joked"
_ACTS = (
    r"rais(?:ed|es|ing)|acquir(?:ed|es|ing)|announc(?:ed|es)|launch(?:ed|es)|laid off|lay(?:s|ing) off|unveil(?:ed|s)|clos(?:ed|es)|secur(?:ed|es)|went public|files?|filed|agreed|"
    r"complet(?:ed|es)|valued|plans|shut(?:s|ting)? down|shuttered|founded|hir(?:ed|es)|appoint(?:ed|s)|poach(?:ed|es)|cut|cuts|cutting|open-sourc(?:ed|es)|releas(?:ed|es)|bought|buys|sold|sells|"
    r"develop(?:ed|s)|employs|builds|makes|offers|debut(?:ed|s)|landed|lands|snagged|nabbed|bagged|partner(?:ed|s)|invested|backed|introduc(?:ed|es)|confirmed|declined|operates|"
    r"pocket(?:ed|s)|bagged|bags|topp(?:ed|s) up|haul(?:ed|s)|let(?:s)? [\w ]{0,14}go|swallow(?:ed|s)|fold(?:ed|s)|folding|offload(?:ed|s)|shed(?:s)?|trim(?:med|s)|scrap(?:ped|s)|float(?:ed|s)|shelv(?:ed|es)|postpon(?:ed|es)|withdr[ae]ws?|withdrew|lodg(?:ed|es)|pric(?:ed|es)|appl(?:ied|ies)|emerg(?:ed|es)|collaps(?:ed|es)|earn(?:ed|s)|recruit(?:ed|s)|promot(?:ed|es)|expand(?:ed|s)|ship(?:ped|s)|rolled out|rolls out|put the weights|publish(?:ed|es)|den(?:ied|ies)|belongs to|struck|inked|entered|pa(?:id|ys)|hopes to|intends|shutting down|winding down|closing|raising|suing|declared|buying|spun|specialis(?:es|ed)|specializ(?:es|ed)|gave up|put in|puts|wrote the|provided the|chipped in|doubled down|took part|participated|joined (?:the|in)|co-?led|led (?:the|a|an|its|our)|leads (?:the|a)|trained|counts|serves|swallows|went (?:public|under|bust|into)|"
    r"raise|teams? up|joins|lets|has licensed|licensed|tak(?:es|en|ing) over|took over|to merge|are merging|ended|ends|merge|merges|shut|shuts|completes|is open|is out|adds|added|replies|replied|answered|followed suit|put its|puts its|hands out|gave away|went|goes|belongs|became part|lost|loses|won|wins|fired|fires|showed|shows|covers|has a new owner|fell|rose|trades|traded|rents|rented|leases|supplies|licenses|licensed|tested|tests|runs on|deploys|deployed|halted|halts|suspends|suspended|resumed|stopped|stops|called off|abandons|abandoned|reached|is worth|is valued|is backed|is owned|is based|was started|was led|was backed|was worth|employ|turned|moved|moves|"
    r"spun out|ceased|signed|collected|pulled in|emerged|started trading|went bankrupt|eliminated|slashed|dismissed|acqui-?hired|teamed|joined forces|merged|listed|priced|"
    r"mak(?:es|ing) cuts|hauled in|brought in|drew|attracted|received|snapped up|sued|generated|reported|expects|aims|wants"
)
_HELPERS = r"(?:(?:has|have|had|is|being|was|were|are|will|would|also|just|now|reportedly|recently|quietly|already|today|yesterday|on \w+day|itself|then|soon|officially|since|been|be|said it|says it|to|said|agreed|planning|looking|set|in|early|advanced|talks|close|said on \w+day it)\s+){0,5}"
_PLAIN_WORDS = rf"(?:(?!\w{{3,}}\.\s|(?:{TITLE_HEAD})\b)[\w.'’$&%-]+ ){{0,9}}?"
"""What may stand between a name and the noun that says what it is; a person's title may not."""
_OWN_NOUN = re.compile(
    r" (?:investors?|backers?|rivals?|competitors?|subsidiar(?:y|ies)|unit|spin-?offs?|spin-?outs?|group)\b"
)
"""Nouns beside a name in the middle of a sentence: `two Acme investors`."""
_OFFICE = re.compile(
    r"\b(?:director|head|chief|vice president|VP|manager|professor|lead|dean|chair|president) of (?:the )?\Z"
)
_AT_COMPANY = re.compile(r" at (?:the )?[A-Z]")
"""What somebody is head of there: director of Venture Research at Acme is no company."""
_AFTER = {
    "person": (
        (3, re.compile(rf",? (?:\d{{2}}, )?(?:who|whose)\b[^.]{{0,30}}\b(?:{TITLE_HEAD}|served|worked|studied|taught|founded|started|headed|led|oversaw|ran|spent|left|joined|quit|previously|co-founded)\b")),
        (3, re.compile(r", (?:a|an|the|its|his|her|their|one of|our)?\s?(?:(?!where|who|which|has|is|said)[\w'’&-]+ ){0,7}?(?i:" + TITLE_HEAD + r")\b(?! (?:raised|backed))")),
        (2, re.compile(rf",? (?:{_SAYS})\b")),
        (3, re.compile(r", \d{2},|, the \d{2}-year-old\b")),
        (3, re.compile(r",? (?:once|now|until \w+|previously|then|formerly|currently) (?:an? |the )?(?:[\w'’-]+ ){0,3}?(?:" + TITLE_HEAD + r")\b")),
        (3, re.compile(r" (?:was in charge|is in charge|runs the|ran the|wrote the|resigned|quit as|stepped|has taken|had taken|does not|took over as|moved to|has moved|had built|spent|studied|was born|grew up|laughs|herself|himself|(?:takes?|took|will take|has taken) (?:the helm|the reins|charge|over as|his|her)|(?:will|to) (?:chair|run|lead|head)|is leaving|are leaving|has left|comes from|came from)\b")),
        (4, re.compile(r" (?:has |had |will |to )?(?:(?:join|rejoin|leave)(?:s|ed|ing)?|left|quits?) [A-Z][^,.;]{1,40} as (?:(?:its|the|an?|their) )?(?:[\w&-]+ ){0,3}?(?:" + TITLE_HEAD + r")\b")),
        (4, re.compile(r" (?:(?:has|had) been|was|is|will be) (?:named|appointed|promoted|elected|chosen)(?: to| as)? (?:[\w'’&-]+ ){0,4}?(?i:" + TITLE_HEAD + r")\b")),
        (3, re.compile(r" (?:as|to (?:be|become|serve as)) (?:(?:its|the|an?|their|interim|new|first) )*(?:[\w&-]+ ){0,4}?(?:" + TITLE_HEAD + r")\b(?! of the year)")),
        (3, re.compile(r" \((?:@|ex-|formerly|former|CEO|CTO|COO|CFO|CPO|founder|co-founder)")),
        (2, re.compile(r",? (?:has |have |had |is |will |was |reportedly |recently |also )*(?:left|quit|leaving|resigned|stepp(?:ed|ing) down|departed|departing|joined|joining|retired|appointed|named|becomes?|became|promoted|co-founded|founded|tapped)\b")),
    ),
    "company": (
        (4, re.compile(r"(?:,| -| –|—| \(|,? (?:is|was|became|remains|which is|once)(?: (?:now|also|then|still))?) ?(?:a|an|another|the|one of [\w ]{1,30}|maker|developer|(?:its|their|his|her)(?: own)?)\s" + _PLAIN_WORDS + r"(?:" + _ORG_NOUN + r")\b(?! (?:CEO|founder))")),
        (4, re.compile(r",? (?:which|maker|developer|provider|operator|owner)\s" + _PLAIN_WORDS + r"(?:" + _ORG_NOUN + r")\b(?! (?:CEO|founder))")),
        (3, re.compile(rf"(?:,[^,.;]{{3,90}},)? {_HELPERS}(?:{_ACTS})\b")),
        (3, re.compile(r" \((?:US|HK)?[$€£¥]\d[^()]{0,60}\)")),
        (3, re.compile(r", whose (?:[\w-]+ )?(?:bank|investors|backers|customers|clients|software|models?|products?|chips|robots|shares|founders|staff)\b")),
        (3, re.compile(r" \((?:NASDAQ|Nasdaq|NYSE|HKEX|SEHK|SSE|SZSE|TSE|LSE|TSX|KOSDAQ|[A-Z]{2,5}:|\d{4,6}\.(?:HK|SH|SZ))")),
        (6, re.compile(r"['’]s? (?:\w+ )?(?:co-?founders|founders|CEO|chief executive|employees|staff|investors|board)\b")),
        (3, re.compile(r"(?:['’]s?)? (?:\w+ )?(?:CEO|CTO|COO|CFO|chief|founders?|co-?founders?|president|vice president|executives?|spokes(?:person|man|woman)|employees|researchers?|engineers?|scientists?)\b")),
        (2, re.compile(r"['’]s? (?:\w+ ){0,2}(?:valuation|shares|investors|customers|products?|models?|parent|headquarters|board|revenue|staff|latest|workforce|technology|founding|funding|series|chips?|backers?|software|platform|robots?|founder)\b", re.I)),
        (2, re.compile(r",? (?:based in|headquartered in|founded in|founded by|backed by|which (?:has|is|was|makes|builds|develops|raised|sells|counts|employs|operates|last))\b")),
    ),
    "model": (
        (4, re.compile(r"(?:,| -)? (?:a|an|its|the|their|our)? ?(?:(?!that|which|company|start-?up|firm|lab|for|to|of)[\w.'’$%-]+ ){0,6}?(?:(?:language|foundation|AI|open|reasoning|video|image|multimodal|base|chat|coding|world|speech|diffusion|text-to-\w+|open-weight|open-source|flagship|frontier|generation|new) )?(?:model|LLM|chatbot)s?\b(?! (?:maker|developer|lab|company|start))")),
        (4, re.compile(r",? (?:an? |its |the )?(?:[\w-]+ )?(?:series|family|line|set|trio|pair) of (?:[\w-]+ ){0,3}models")),
        (4, re.compile(r" \d+(?:\.\d+)?B\b")),
    ),
    "thing": (
        (4, re.compile(r" (?:[a-z-]+ ){1,2}(?:start-?up|company|firm|maker)\b(?! [A-Z])")),
        (5, re.compile(r", (?:[A-Z][a-z]{1,12}\.?|[A-Z]{2}|[A-Z]\.[A-Z]\.)-based\b")),
        (5, re.compile(r" (?:app|application|assistant|chip|platform|agent|service|tool|product|conference|summit|Act|Prize|Award|Street|Avenue|benchmark|algorithm|framework|robot|GPU|processor|accelerator|library|project|programme|program|architecture|method|technique|dataset|language|Road|Day|Building|series|festival|phone|smartphone|car|feature|mission|test|paradox|effect|theory|law|rule|initiative|cluster|supercomputer|campus|site|data cent(?:er|re))s?\b")),
        (4, re.compile(r", (?:a|an|its|the|their)\s(?:[\w'’-]+ ){0,5}?(?:app|assistant|chip|agent|tool|product|conference|benchmark|robot|GPU|processor|accelerator|cluster|supercomputer|library|framework|humanoid|wearable|device|headset|feature|city|town|suburb|province|neighbourhood|neighborhood|book|film|movie|novel)\b")),
    ),
}  # fmt: skip
_BEFORE = {
    "person": (
        (4, re.compile(r"\b(?:co-)?founded by \Z")),
        (4, re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Sen|Senator|Rep|Minister|Commissioner|Judge)\.? \Z")),
        (3, re.compile(rf"\b(?:{TITLE_HEAD})(?: and (?:{TITLE_HEAD}))?,? (?:and |, )?\Z", re.I)),
        (2, re.compile(r"\b(?:founded|co-founded|started|led|run|headed|chaired|created|helmed|written|replaced|succeeded|authored|according to|hired|appointed|named|poached|promoted|recruited|tapped|added|entrusted|ousted|fired|dismissed|sacked)(?: in \d{4})? (?:by )?\Z")),
    ),
    "company": (
        (3, re.compile(rf"\b(?:{_ORG_NOUN})(?:,? (?:(?:which|that) (?:is|was|will be) )?(?:tentatively |provisionally |originally |initially )?(?:called|named|(?:currently |now |formerly |better |also )?known (?:[\w ]{{1,20}} )?as|dubbed|such as|like|including))?,? (?:and )?\Z", re.I)),
        (3, re.compile(r"\b(?:acquir(?:e|es|ed|ing)|(?:acquisition|purchase|buyout|sale|closure|collapse|demise|bankruptcy|disposal|absorption|remains|ownership|control|rivals?|backers?|parents?|shareholders?|creators?|makers?) of|(?:bid|offer|deal) for|remains of|(?:paid|pays|pay|spent) [^.;,]{2,20} (?:for|on)|\\d% of|financed|funds|takes on|owner of|merged into|merging with|to merge with|(?:went|belongs?|sold|sale|goes) to|taken over by|taking over|developer of|maker of|valuation of|alliance with|pact with|tie-up with|agreement with|supplier to|supplies|supplied by|licensed to|shares? of|stock of|debut of|opposite|over at|roles? with|spell at|spells at|stint with|time at|days at|period at|chief at|partner in|lab at|unit of|arm of|subsidiary of|division of|spun off from|split from|hired from|recruited from|poached from|came from|coming from|veterans? from|transferred from|transferred to|decamped to|defected to|buy|buys|bought|buying|purchase[sd]?|takeover of|takes? over|invest(?:s|ed|ing|ment|ments)? in|stakes? in|shares (?:in|of)|backed|backing|funding for|valued|values|valuing|merger with|merge with|deal with|rival to|spun out of|spin-off of|owned by|part of|acquired by|bought by|snapped up by|merged with|sold to|developed by|created by|made by|built by|run by|operated by|released by|published by|(?:customers|clients|investors|backers|rivals) (?:include|including|such as)|participation from|round in|bets? on|partner(?:s|ed|ing|ship)? with|collaborat(?:e|es|ed|ion|ing) with|teams? up with|teamed up with|contract with|listed on|listing of|IPO of) (?:the )?\Z", re.I)),
        (3, re.compile(r"\b(?:co-?found(?:ed|ing|er of|ers of)?|founded|founder of|founders of|joined|joining|joins?|left|leaving|leaves|quit|quits|quitting|departed|departing|exit(?:ed|ing)?|headed|runs?|sold|started|launched|lead|worked (?:at|for)|working (?:at|for)|works (?:at|for)|years at|stints? at|jobs? at|employed by|hired by|researcher at|scientist at|engineer at|professor at|partner at|analyst (?:at|with)|investor at|executive at|roles? at|positions? at|tenure at|stepp(?:ed|ing) down (?:from|at)|resigned from|departure from|(?:CEO|CTO|COO|CFO|(?<!vice )president|chair|chairman|scientist) (?:of|at)|(?:chief|officer|executive|head|director) at|formerly (?:of|at)|previously (?:of|at)|alum of) (?:the )?\Z", re.I)),
        (3, re.compile(r"\bled by \Z|\bco-led by \Z|\bbacked by \Z|\binvestors? \Z|\balongside \Z|\bbacking from \Z|\bmoney from \Z|\bfunding from \Z|\binvestment from \Z")),
        (3, re.compile(r"\b(?i:analysts?|partners?|researchers?|economists?|engineers?) [A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ ){0,2}(?:and [A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ ){0,2})?(?:from|at|of|with) \Z")),
        (3, re.compile(r"\w-(?:based|backed|owned|listed|founded|headquartered) \Z")),
        (3, re.compile(r"\b(?:at|by|for|of|from|with|to|buy|bought|in) [A-Z]\w+['’]s \Z|(?:\A|[.!?] |\n)[A-Z]\w+['’]s \Z")),
        (3, re.compile(r"\b(?:works?|worked|manages|runs|leads|led|teaches|taught|post|job|role|fund|team|chair|years|lab|group|career|chief|head|officer|leader|economist) (?:[\w-]+ ){0,3}at \Z")),
        (3, re.compile(r"(?:\A|[.!?] |\n)(?:At|Out at|Over at|Inside) \Z")),
        (3, re.compile(r"\b(?:" + "|".join(sorted(DEMONYMS)) + r") (?:neighbou?r |competitor |rival |upstart )?\Z", re.I)),
        (3, re.compile(r"\b(?:[Ss]urvey (?:of [\w, ]{3,40} )?by|(?:left|leaving|leave|quit|quits|leaves) [^.,;]{2,40} for|[Aa]ccording to|study (?:by|from)|report (?:by|from)|data from|figures from|job site|website|round (?:for|at)|layoffs at|job cuts at|cuts at|swallowed|swallows|snapped up|folded into|sold (?:itself )?to|post at|chair at|degree from|engineers? from|behind|leaves? for|moved to|went to|gone to|turned up at|landed at|alumni of|veterans? of|graduates? of|deputy at|studied at|taught at|flotation of|listing of|IPO of|shares in|holding in|stake in|backers? of) \Z")),
        (1, re.compile(r"\b(?:at|from|with|by|of) \Z")),
    ),
    "model": (
        (4, re.compile(r"\b(?:model|LLM|chatbot)s?(?:,? (?:called|named|dubbed|known as|codenamed|such as|like|including)|,)? \Z|\bmodels? [\w' -]{0,20}(?:own|new),? (?:called|named|dubbed) \Z|\bmodel of \S+ own, named \Z", re.I)),
    ),
    "thing": (
        (4, re.compile(r"\b(?:chip|app|product|assistant|benchmark|conference|agent|tool|robot|headset|device|platform|framework|library|project|dataset|book|film|song|system|supercomputer|cluster|method|architecture|approach|humanoid|phone|service|feature|in downtown|city of|town of|near)s?(?: (?:called|named|dubbed|known as|codenamed))? \Z", re.I)),
        (3, re.compile(r"\b(?:in|near|across) \Z")),
    ),
}  # fmt: skip
_THING_LAST = frozenset(
    "prize award awards conference summit act transactions street avenue road building day week forum festival championship law order bill chapter unit division river bay valley "
    "university's rush boom bubble race era age revolution war challenge index report survey times' model models learning".split()
)
_LINKED = re.compile(
    r"\b(?:of|at|from|to|by|with|for|and|between|behind|including|like|unlike|against|joins?|via|than) (?:the )?\Z"
)
_BUSINESS = re.compile(
    r"\b(?:bought|acquir\w+|acquisition|merge[rd]?|purchase|takeover|raised|round|funding|invest\w+|backed|shares|stake|IPO|listing|layoffs|closure|bankrupt\w*|founded|start-?ups?|compan(?:y|ies)|valuation|"
    r"joined|hired|poached|stint|partnership|alliance|customers|rivals?|competitors?|contract|investors?|chips?)\b"
)
"""Words of business near a capitalised word that a preposition links to them."""
_COURTESY = re.compile(r"(?:\A|\W)(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame)\.? \Z")
_FIELDS = frozenset(
    "artificial machine deep computer natural reinforcement generative large computational".split()
)
_OPENING = re.compile(r"(?:\A|\n)[•*·▪–—\-\s]*\Z")
_CITY = re.compile(
    r", [A-Z][\w.]+(?: [A-Z]\w+)?(?:\n|\Z)| \([A-Z][\w.]+(?: [A-Z]\w+)?\)|: (?:[$€£]?\d|(?:Laid|Cut|Let|Is|Has|Raised|Acquired|Will|Plans|Closed|Launched)\b)"
)
"""A place or a sum after a name that opens a line, as in the headings and bullets of a digest."""
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w*\Z|[a-z]{1,2}[A-Z]\w+\Z")
_DOMAIN = re.compile(r".+\.(?:ai|io|com|co|dev|org|me|cn|tech|bio|AI|fyi|xyz|net)\Z")
_ALPHABETIC = re.compile(r"[A-Za-zÀ-ɏ'’.-]+\Z")


_SEAT = re.compile(r", (?:[A-Z][a-z]+\.?|[A-Z]{2}|[A-Z]\.[A-Z]\.|[A-Z][a-z]+ [A-Z][a-z]+)-based\b")
"""The state after a town: the Waltham, Massachusetts-based firm."""
_POST_OF = re.compile(
    r"\b(?:[Pp]resident|VP|SVP|EVP|[Hh]ead|[Dd]irector|[Mm]anager|[Ll]ead|[Oo]fficer|[Pp]rofessor) (?:of|for) \Z"
)
_FIELD_LAST = frozenset(
    "software ai science sciences robotics partnerships communications infrastructure growth development analytics affairs learning intelligence systems safety".split()
)
"""What a head or director may be of that is no organisation."""
_TITLE_WORDS = frozenset(
    "founding partner general counsel vice president senior executive chief managing director chair chairman chairwoman officer head associate fellow professor manager principal deputy "
    "technology product research operating financial revenue strategy scientist engineer lead engineering marketing sales policy design information security people staff board member".split()
)


def _is_no_name(words: list[str], before: str) -> bool:
    """Whether capitals only mark a title or a department: General Counsel, head of Robotics Research."""
    if all(word.lower() in _TITLE_WORDS for word in words):
        return True
    return words[-1].lower() in _TITLE_WORDS | _FIELD_LAST and _POST_OF.search(before) is not None


def votes(folded: str, run: Run, surface: str, start: int, end: int) -> Counter[str]:
    """The votes of one occurrence of a surface; of each kind of sign the strongest counts."""
    counted: Counter[str] = Counter()
    words = surface.split()
    before = folded[max(0, start - 70) : start]
    if _is_no_name(words, before) or _SEAT.match(folded, end):
        return Counter(thing=9)
    for kind in ("person", "company", "model", "thing"):
        counted[kind] += max(
            (weight for weight, pattern in _BEFORE[kind] if pattern.search(before)), default=0
        )
        counted[kind] += max(
            (weight for weight, pattern in _AFTER[kind] if pattern.match(folded, end)), default=0
        )
    if _OFFICE.search(before) and _AT_COMPANY.match(folded, end):
        counted["thing"] += 5
    if len(words) == 1 and re.search(r"founded by \Z", before):
        counted["person"] = 0
    if not run.initial and _OWN_NOUN.match(folded, end):
        counted["company"] = max(counted["company"], 3)
    if not run.initial and not run.headline and _LINKED.search(before):
        around = folded[max(0, start - 160) : end + 160]
        counted["company"] += 2 if _BUSINESS.search(around) else 0
    shape = _shape(words, headline=run.headline)
    if shape["company"] >= 3:
        counted["thing"] = min(counted["thing"], 2)
    counted.update(shape)
    if len(words) == 1 and _COURTESY.search(before):
        counted["person"] += 4
    elif len(words) == 1:
        counted["person"] = 0
    if len(words) == 1 and _OPENING.search(before) and _CITY.match(folded, end):
        counted["company"] += 3
    if shape["person"] >= 3:
        counted["company"] = min(counted["company"], 3)
        counted["model"] = 0
    return counted


def _shape(words: list[str], *, headline: bool) -> Counter[str]:
    """What the form of a name alone says."""
    shape: Counter[str] = Counter()
    last = words[-1].rstrip(".").lower()
    if " ".join(words) in PLACES or last in _THING_LAST or words[0].lower() in _FIELDS:
        shape["thing"] += 9
    if len(words) > 1:
        if last in STRONG_LAST:
            shape["company"] += 2 if headline else 4
        elif last in ORG_LAST:
            shape["company"] += 1 if headline else 3
        elif is_person_name(words):
            shape["person"] += 4
        elif len(words) < 4 and not headline and SURNAME.match(words[-1]):
            shape["person"] += 2
    if words[0].lower() in ORG_OF and len(words) > 1:
        shape["company"] += 4
    if _DOMAIN.match(words[-1]):
        shape["company"] += 4
    elif len(words) == 1 and _CAMEL.match(words[0]):
        shape["company"] += 1
    if words[0].endswith(("AI", "Bio", "Labs")) and len(words[0]) > 4 and len(words) == 1:
        shape["company"] += 2
    return shape


def is_person_name(words: list[str]) -> bool:
    """Whether the words read as a given name and a surname, Western or Chinese."""
    if not 2 <= len(words) <= 5 or not all(_ALPHABETIC.match(word) for word in words):
        return False
    if any(word.isupper() and len(word) > 2 for word in words):
        return False
    first, last = words[0].lower(), words[-1].lower()
    if last in ORG_LAST or " ".join(words) in PLACES or last in GENERIC - SURNAMES_ZH:
        return False
    if first.rstrip(".") in GIVEN or (len(first.rstrip(".")) == 1 and words[1].lower() in GIVEN):
        return True
    if "-" in first and first.split("-")[0] in GIVEN:
        return True
    if len(words) == 2 and first in SURNAMES_ZH:
        return PINYIN.fullmatch(last) is not None
    return last in SURNAMES_ZH and PINYIN.fullmatch(first) is not None and len(words) == 2
