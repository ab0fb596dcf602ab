"""Each kind of event in both languages, as certain as it is and with what is told of it."""

import pytest

from events import headlines
from events.headlines import headline
from events.headlines.pieces import shortened


def party(role, key, en, zh=""):
    return {"role": role, "id": key, "kind": "", "slug": "", "name": {"en": en, "zh": zh or en}}


def told(kind, *participants, certainty="confirmed", language="en", quote="", **fields):
    data = {"kind": kind, "certainty": certainty, "participants": participants, **fields}
    return "".join(piece["text"] for piece in headline(data, language, quote=quote))


MOONSHOT = party("company", 1, "Moonshot AI", "月之暗面")
JIA = party("person", 9, "Jia Yangqing", "贾扬清")
LEPTON = party("company", 3, "Lepton AI")
BAICHUAN = party("developer", 4, "Baichuan", "百川智能")
BAICHUAN_13B = party("model", 5, "Baichuan-13B")
META, MANUS = party("acquirer", 6, "Meta"), party("target", 7, "Butterfly Effect", "蝴蝶效应")
SOFTBANK = party("holder", 8, "SoftBank", "软银")
ALIBABA = party("company", 10, "Alibaba", "阿里巴巴")
HKEX = party("exchange", 11, "Hong Kong Stock Exchange", "香港联合交易所")
LEADS = [party(role, 12, "IDG Capital", "IDG资本") for role in ("lead", "investor")]
INVESTORS = [party("investor", 20 + n, f"Fund {n}", f"基金{n}") for n in range(5)]
PARTNERS = [party("partner", 30 + n, f"Firm {n}", f"公司{n}") for n in range(4)]


@pytest.mark.parametrize(
    ("event", "english", "chinese"),
    [
        (
            ("funding", {"round": "C"}, MOONSHOT, *LEADS, INVESTORS[0]),
            "Moonshot AI raised a Series C round led by IDG Capital, with Fund 0",
            "月之暗面完成C轮融资，IDG资本领投，基金0跟投",
        ),
        (
            ("funding", {"round": "angel"}, MOONSHOT, *INVESTORS),
            "Moonshot AI raised an angel round from Fund 0, Fund 1, Fund 2 and 2 others",
            "月之暗面完成天使轮融资，基金0、基金1、基金2等5家投资",
        ),
        (
            ("funding", {"round": "pre-A"}, MOONSHOT),
            "Moonshot AI raised a pre-Series A round",
            "月之暗面完成Pre-A轮融资",
        ),
        (
            ("funding", {"round": "grant"}, MOONSHOT, INVESTORS[0]),
            "Moonshot AI received a grant from Fund 0",
            "月之暗面获得基金0资助",
        ),
        (("funding", {}), "An unnamed company raised new funding", "某公司完成新一轮融资"),
        (
            ("career", {"change": "left", "title": "副总裁"}, JIA, ALIBABA),
            "Jia Yangqing left as vice president of Alibaba",
            "阿里巴巴副总裁贾扬清离职",
        ),
        (("career", {"change": "left"}, JIA), "Jia Yangqing left", "贾扬清离职"),
        (
            ("career", {"change": "joined", "title": "CTO"}, JIA, ALIBABA),
            "Jia Yangqing joined Alibaba as CTO",
            "贾扬清加入阿里巴巴，任首席技术官",
        ),
        (
            ("career", {"change": "founded", "title": "co-founder"}, JIA, LEPTON),
            "Jia Yangqing co-founded Lepton AI",
            "贾扬清联合创办Lepton AI",
        ),
        (
            ("career", {"change": "founded"}, JIA),
            "Jia Yangqing founded a company",
            "贾扬清创办公司",
        ),
        (
            ("career", {"change": "appointed", "title": "chief scientist"}, JIA, ALIBABA),
            "Jia Yangqing was appointed chief scientist of Alibaba",
            "贾扬清出任阿里巴巴首席科学家",
        ),
        (
            ("release", {"change": "released"}, BAICHUAN_13B),
            "Baichuan-13B was released",
            "Baichuan-13B发布",
        ),
        (
            (
                "release",
                {
                    "change": "open_sourced",
                    "parameters": 13_000_000_000,
                    "licence": "Apache 2.0",
                    "commercial_use": True,
                },
                BAICHUAN,
                BAICHUAN_13B,
            ),
            (
                "Baichuan open-sourced Baichuan-13B with 13B parameters under Apache 2.0, "
                "commercial use allowed"
            ),
            "百川智能开源Baichuan-13B（130亿参数，Apache 2.0许可，允许商用）",
        ),
        (
            (
                "release",
                {"change": "licence_changed", "commercial_use": True},
                BAICHUAN,
                BAICHUAN_13B,
            ),
            "Baichuan opened Baichuan-13B to commercial use",
            "百川智能允许商用Baichuan-13B",
        ),
        (
            ("release", {"change": "licence_changed", "licence": "MIT"}, BAICHUAN, BAICHUAN_13B),
            "Baichuan changed the licence of Baichuan-13B to MIT",
            "百川智能将Baichuan-13B的许可改为MIT",
        ),
        (
            ("acquisition", {}, META, MANUS),
            "Meta acquired Butterfly Effect",
            "Meta收购蝴蝶效应",
        ),
        (
            ("acquisition", {"stake": 0.3}, META, MANUS),
            "Meta acquired a 30% stake in Butterfly Effect",
            "Meta收购蝴蝶效应的30%股权",
        ),
        (("acquisition", {}, MANUS), "Butterfly Effect was acquired", "蝴蝶效应被收购"),
        (
            ("stake_sale", {"stake": 0.035}, SOFTBANK, ALIBABA),
            "SoftBank sold a 3.5% stake in Alibaba",
            "软银出售所持阿里巴巴的3.5%股权",
        ),
        (
            ("listing", {}, MOONSHOT, HKEX),
            "Moonshot AI listed on the Hong Kong Stock Exchange",
            "月之暗面在香港联合交易所上市",
        ),
        (
            ("layoff", {"headcount": 12_000, "share": 0.1}, ALIBABA),
            "Alibaba laid off 12,000 people, 10% of its staff",
            "阿里巴巴裁员1.2万人，占员工的10%",
        ),
        (("layoff", {}, ALIBABA), "Alibaba laid off staff", "阿里巴巴裁员"),
        (
            ("partnership", {}, *PARTNERS[:2]),
            "Firm 0 and Firm 1 formed a partnership",
            "公司0与公司1达成合作",
        ),
        (
            ("partnership", {}, *PARTNERS),
            "Firm 0, Firm 1, Firm 2 and 1 other formed a partnership",
            "公司0、公司1、公司2等4家达成合作",
        ),
        (("founding", {}, MOONSHOT), "Moonshot AI was founded", "月之暗面成立"),
        (("closure", {}, MOONSHOT), "Moonshot AI shut down", "月之暗面停止运营"),
    ],
)
def test_headline_tells_what_happened(event, english, chinese):
    kind, fields, *participants = event

    assert told(kind, *participants, **fields) == english
    assert told(kind, *participants, language="zh", **fields) == chinese


@pytest.mark.parametrize(
    ("certainty", "english", "chinese"),
    [
        ("planned", "Moonshot AI plans to go public", "月之暗面筹备上市"),
        ("rumoured", "Moonshot AI may go public", "据传，月之暗面上市"),
        ("reported", "Moonshot AI reportedly went public", "据报道，月之暗面上市"),
        ("confirmed", "Moonshot AI went public", "月之暗面上市"),
        ("denied", "Moonshot AI went public", "月之暗面上市"),
    ],
)
def test_headline_is_as_certain_as_the_event(certainty, english, chinese):
    assert told("listing", MOONSHOT, certainty=certainty) == english
    assert told("listing", MOONSHOT, certainty=certainty, language="zh") == chinese


def test_a_chinese_line_sets_a_space_where_latin_words_and_names_meet():
    left = {"change": "left", "title": "general counsel"}
    parties = party("person", 1, "Sarah Lin"), party("company", 2, "Fenwick Compute")
    assert told("career", *parties, language="zh", **left) == (
        "Fenwick Compute general counsel Sarah Lin离职"
    )
    parties = (
        party("person", 1, "Sarah Lin", "林然"),
        party("company", 2, "Fenwick Compute", "云潮"),
    )
    assert told("career", *parties, language="zh", **left | {"title": "法务"}) == "云潮法务林然离职"


def test_headline_links_names_and_nothing_else():
    pieces = headline(
        {"kind": "acquisition", "certainty": "planned", "participants": [META, MANUS]}, "en"
    )

    assert pieces == [
        {"text": "Meta", "entity": 6},
        {"text": " plans to acquire "},
        {"text": "Butterfly Effect", "entity": 7},
    ]


def test_headline_of_several_people_speaks_of_them_in_the_plural():
    others = party("person", 40, "Li Mu", "李沐")

    assert told("career", JIA, others, ALIBABA, change="left", certainty="planned") == (
        "Jia Yangqing and Li Mu plan to leave Alibaba"
    )


def test_statement_is_told_by_its_quote_and_links_the_speaker_in_it():
    speaker = party("speaker", 9, "Jia Yangqing", "贾扬清")
    quote = "贾扬清表示，大模型的价格会继续下降。"

    chinese = headline(
        {"kind": "statement", "certainty": "confirmed", "participants": [speaker]},
        "zh",
        quote=quote,
    )
    english = told("statement", speaker, quote="Prices will fall, he said.")

    assert chinese == [
        {"text": "“"},
        {"text": "贾扬清", "entity": 9},
        {"text": "表示，大模型的价格会继续下降”"},
    ]
    assert english == "Jia Yangqing: “Prices will fall, he said”"


def test_statistic_tells_the_figure_its_unit_and_its_time():
    period = {"start": "2023-01-01", "end": "2023-06-30", "precision": "half"}
    publisher = party("publisher", 50, "IDC")
    figure = {"value": 130, "unit": "家", "period": period}

    assert told("statistic", publisher, **figure) == (
        "IDC counts 130 companies in the 1st half of 2023"
    )
    assert told("statistic", publisher, language="zh", **figure) == "IDC统计：2023年上半年130家"
    assert told("statistic", value=0.345, unit="%") == "34.5%"


def test_long_quotes_are_cut_where_a_clause_ends():
    first = "大模型创业公司未来几年将大量倒闭，留下来的不会超过三家，其余的或者转型或者出售"
    quote = f"{first}，而且它们都要依附于大厂的生态才能存活下去，没有例外。"

    assert shortened(quote, "zh") == f"{first}…"
    assert shortened("Prices will fall.", "en") == "Prices will fall"
    assert shortened("word " * 40, "en").endswith("word…")


def test_a_statement_is_told_by_the_words_that_are_cited():
    quote = "Asked in January, Altman said: “We are confident we know how to build it as planned.”"
    speaker = party("speaker", 1, "Sam Altman", "萨姆·奥特曼")

    assert told("statement", speaker, quote=quote) == (
        "Sam Altman: “We are confident we know how to build it as planned”"
    )


def test_where_nothing_can_be_struck_through_a_denial_says_so():
    pieces = [{"text": "Alibaba", "entity": 1}, {"text": " acquired 01.AI"}]
    card = {"certainty": "denied", "headline": {"en": pieces, "zh": [{"text": "阿里收购"}]}}

    assert headlines.in_words(card, "en") == "Denied: Alibaba acquired 01.AI"
    assert headlines.in_words(card, "zh") == "已否认：阿里收购"
    assert headlines.in_words({**card, "certainty": "planned"}, "zh") == "阿里收购"


@pytest.mark.parametrize("brace", ["{", "}", "{person}"])
def test_braces_in_a_title_are_only_text(brace):
    assert told("career", JIA, change="joined", title=brace).endswith(brace)
