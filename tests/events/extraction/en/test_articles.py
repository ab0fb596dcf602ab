"""English sentences and short articles, and the facts that they state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from events.extraction import extract

THURSDAY = date(2024, 5, 16)


def facts(text: str, published: date = THURSDAY) -> Any:
    return extract(text, published=published, language="en")


def events(text: str, kind: str) -> list[dict[str, Any]]:
    return [
        {**event.roles, "date": event.date, "certainty": event.certainty}
        for event in facts(text).events
        if event.kind == kind
    ]


def names(text: str, group: str) -> set[str]:
    return {named.name for named in getattr(facts(text), group)}


@pytest.mark.parametrize(
    ("sentence", "people", "companies", "models"),
    [
        (
            (
                "Flurbo, a Paris-based start-up founded by former Google researchers "
                "Marie Lefèvre and Tom van der Berg, is hiring."
            ),
            {"Marie Lefèvre", "Tom van der Berg"},
            {"Flurbo", "Google"},
            set(),
        ),
        (
            (
                "Zhang Weiming, the chief executive of Hangzhou-based Qingyun "
                "Robotics, met Kai-Fu Lee."
            ),
            {"Zhang Weiming", "Kai-Fu Lee"},
            {"Qingyun Robotics"},
            set(),
        ),
        (
            "Claude Shannon was a mathematician, and Palm Beach is in Florida.",
            {"Claude Shannon"},
            set(),
            set(),
        ),
        (
            (
                "Acme Labs released Zephyrus-2, a 70B-parameter language model, and "
                "Mistral launched Mistral Large 3."
            ),
            set(),
            {"Acme Labs", "Mistral"},
            {"Zephyrus-2", "Mistral Large 3"},
        ),
        (
            "Dr Priya Raman joined from the University of Freedonia.",
            {"Priya Raman"},
            {"University of Freedonia"},
            set(),
        ),
        (
            "Qwen3-235B-A22B beats Gemini 3.5 Ultra.",
            set(),
            set(),
            {"Qwen3-235B-A22B", "Gemini 3.5 Ultra"},
        ),
        ("The model, called Orion, was trained on Trainium 2 chips.", set(), set(), {"Orion"}),
        ("It opened an office in Munich on Monday to sell its AI.", set(), set(), set()),
    ],
)
def test_names_are_told_by_shape_and_context(sentence, people, companies, models):
    assert (names(sentence, "people"), names(sentence, "companies"), names(sentence, "models")) == (
        people,
        companies,
        models,
    )


def test_a_later_surname_and_short_company_name_mean_the_full_ones():
    found = facts("Ann Berger founded Quillon Robotics. Berger said Quillon would grow.")

    assert [(n.name, n.aliases) for n in (*found.people, *found.companies)] == [
        ("Ann Berger", ("Berger",)),
        ("Quillon Robotics", ("Quillon",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        (
            "Jane Roe, chief executive of Quillon Robotics, agreed.",
            ("Jane Roe", "Quillon Robotics", "chief executive", False),
        ),
        ("OpenAI CEO Sam Altman agreed.", ("Sam Altman", "OpenAI", "CEO", False)),
        (
            "Ilya Sutskever, OpenAI's former chief scientist, agreed.",
            ("Ilya Sutskever", "OpenAI", "chief scientist", True),
        ),
        ("Former Tesla director Omar Farouk agreed.", ("Omar Farouk", "Tesla", "director", True)),
        (
            '"Fine," said Hana Suzuki, an analyst at Nomura.',
            ("Hana Suzuki", "Nomura", "analyst", False),
        ),
        (
            "Lucas Meyer, who previously worked at Baidu, agreed.",
            ("Lucas Meyer", "Baidu", None, True),
        ),
    ],
)
def test_positions(sentence, position):
    found = facts(sentence).affiliations

    assert [(a.person, a.company, a.title, a.former) for a in found] == [position]


@pytest.mark.parametrize(
    ("sentence", "careers"),
    [
        (
            "Marta Kowalski left Google last month to join Anthropic as a research scientist.",
            [
                ("left", "Marta Kowalski", "Google", None),
                ("joined", "Marta Kowalski", "Anthropic", "research scientist"),
            ],
        ),
        (
            "Three researchers, Liam Chen, Omar Farouk and Dana Fischer, have left OpenAI.",
            [
                ("left", "Liam Chen", "OpenAI", None),
                ("left", "Omar Farouk", "OpenAI", None),
                ("left", "Dana Fischer", "OpenAI", None),
            ],
        ),
        (
            "Meta has hired Rohan Mehta from Apple to lead its lab.",
            [("joined", "Rohan Mehta", "Meta", None), ("left", "Rohan Mehta", "Apple", None)],
        ),
        (
            "Quillon Robotics appointed Daniel Ortega as chief financial officer on Monday.",
            [("appointed", "Daniel Ortega", "Quillon Robotics", "chief financial officer")],
        ),
        (
            (
                "Flurbo, a Paris-based start-up, was founded in 2023 by former "
                "DeepMind researchers Marie Lefèvre and Tom Berg."
            ),
            [("founded", "Marie Lefèvre", "Flurbo", None), ("founded", "Tom Berg", "Flurbo", None)],
        ),
        ("Mira Murati has not left OpenAI.", []),
        ("Will Sam Altman leave OpenAI?", []),
        ("If Sam Altman left OpenAI, shares would fall.", []),
    ],
)
def test_careers(sentence, careers):
    found = events(sentence, "career")

    assert [(e["change"], e["person"], e["company"], e.get("title")) for e in found] == careers


def test_a_round_with_all_its_roles():
    (event,) = events(
        "Flurbo, a Paris-based AI start-up, said on Tuesday it had raised €12 million in a seed "
        "round led by Northgate Ventures, with participation from Oakline Capital and angel "
        "investor Reid Hoffman, at a valuation of €80 million.",
        "funding",
    )

    assert event["company"] == "Flurbo"
    assert event["leads"] == ["Northgate Ventures"]
    assert event["investors"] == ["Northgate Ventures", "Oakline Capital", "Reid Hoffman"]
    assert (event["amount"].value, event["amount"].currency) == (12e6, "EUR")
    assert event["valuation"].value == 80e6
    assert (event["round"], event["date"], event["certainty"]) == (
        "seed",
        "2024-05-14",
        "confirmed",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Quillon Robotics, which raised $220 million, has shut down.",
        "Quillon Robotics raised prices by $20 a month.",
        "AI start-ups raised $22.3 billion in the first quarter, according to PitchBook.",
        "Would Quillon Robotics raise $20 million?",
        "Nvidia shares rose 4% on Tuesday.",
    ],
)
def test_no_round_is_seen_where_none_is_told(sentence):
    assert events(sentence, "funding") == []


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        (
            (
                "OpenAI is in talks to raise $40 billion, according to people familiar "
                "with the matter."
            ),
            "planned",
        ),
        ("OpenAI has reportedly raised $40 billion.", "reported"),
        ("OpenAI may raise $40 billion.", "rumoured"),
        ("OpenAI denied that it plans to raise $40 billion.", "denied"),
        ("OpenAI raised $40 billion.", "confirmed"),
    ],
)
def test_certainty(sentence, certainty):
    assert [event["certainty"] for event in events(sentence, "funding")] == [certainty]


@pytest.mark.parametrize(
    ("sentence", "kind", "roles"),
    [
        (
            "Databricks agreed to acquire MosaicML for $1.3 billion.",
            "acquisition",
            {"acquirer": "Databricks", "target": "MosaicML"},
        ),
        (
            "Kernelworks was acquired by Datastack last year.",
            "acquisition",
            {"acquirer": "Datastack", "target": "Kernelworks", "date": "2023"},
        ),
        ("Nvidia has scrapped its plan to acquire Arm.", "acquisition", {"certainty": "denied"}),
        (
            "SoftBank sold its entire stake in Nvidia for $5.8 billion.",
            "stake_sale",
            {"holder": "SoftBank", "company": "Nvidia"},
        ),
        (
            "Pony.ai listed on Nasdaq in November, raising $260 million.",
            "listing",
            {"company": "Pony.ai", "exchange": "Nasdaq", "date": "2023-11"},
        ),
        (
            "Moore Threads filed for an IPO in Shanghai.",
            "listing",
            {"company": "Moore Threads", "certainty": "planned"},
        ),
        (
            "OpenAI released GPT-4o on Monday.",
            "release",
            {"model": "GPT-4o", "company": "OpenAI", "date": "2024-05-13"},
        ),
        (
            (
                "Alibaba Cloud open-sourced Qwen-72B, a 72 billion-parameter model, "
                "for commercial use."
            ),
            "release",
            {"change": "open_sourced", "parameters": 72e9, "commercial_use": True},
        ),
        (
            "Lumora Labs has laid off 120 employees, or about 15% of its workforce.",
            "layoff",
            {"headcount": 120, "share": 0.15},
        ),
        (
            "Amazon will cut 14,000 corporate jobs.",
            "layoff",
            {"headcount": 14_000, "certainty": "planned"},
        ),
        (
            "Anthropic partnered with Palantir and AWS.",
            "partnership",
            {"companies": ["Anthropic", "Palantir", "AWS"]},
        ),
        (
            "Founded in 2021, Lumora Labs employs 300 people.",
            "founding",
            {"company": "Lumora Labs", "date": "2021"},
        ),
        ("Ghost Autonomy has shut down.", "closure", {"company": "Ghost Autonomy"}),
        (
            (
                '"AI will replace most jobs within a decade," said Kai-Fu Lee, the '
                "chairman of Sinovation Ventures."
            ),
            "statement",
            {"speaker": "Kai-Fu Lee", "company": "Sinovation Ventures"},
        ),
        (
            (
                "China had 4,700 AI companies at the end of 2024, up from 4,500 a year "
                "earlier, according to CAICT."
            ),
            "statistic",
            {"value": 4700, "unit": "companies", "publisher": "CAICT", "period": "2024"},
        ),
    ],
)
def test_the_other_kinds(sentence, kind, roles):
    (event,) = events(sentence, kind)

    assert {role: event.get(role) for role in roles} == roles


def test_every_quote_is_verbatim_at_its_offsets():
    text = (
        "“Big news” – Flurbo AI raised $5m… Ann Berger left Meta in März. "
        "OpenAI’s Sam Altman agreed."
    )
    found = facts(text)

    quotes = [fact.evidence for fact in (*found.events, *found.affiliations)]
    assert quotes
    assert all(text[quote.start : quote.end] == quote.quote for quote in quotes)


def test_an_article_is_read_over_its_sentences():
    text = (
        "Northbeam Robotics, a London-based maker of humanoids, said on "
        "Tuesday it had raised $150 million.\n"
        "The round, led by Atlas Point Capital, values the company at $1.1 billion.\n"
        "Northbeam was founded by Harriet Osei. Osei, the company's chief "
        "executive, left Ocado in 2019.\n"
    )
    found = facts(text)

    funding = next(event for event in found.events if event.kind == "funding")
    assert funding.roles["leads"] == ["Atlas Point Capital"]
    assert funding.roles["valuation"].value == 1.1e9
    assert {(a.person, a.company) for a in found.affiliations} == {
        ("Harriet Osei", "Northbeam Robotics"),
        ("Harriet Osei", "Ocado"),
    }
