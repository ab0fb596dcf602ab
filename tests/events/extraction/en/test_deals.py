"""Deals as news tells them: talks, rounds in lists and brackets, figures that go on, items with headings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from events.extraction import extract

THURSDAY = date(2024, 7, 25)


def events(text: str, kind: str) -> list[dict[str, Any]]:
    facts = extract(text, published=THURSDAY, language="en")
    return [
        {**event.roles, "date": event.date, "certainty": event.certainty}
        for event in facts.events
        if event.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "acquirer", "target", "certainty"),
    [
        ("Microsoft is in talks to buy robot and sensor company Perigee Labs, two people said.", "Microsoft", "Perigee Labs", "planned"),
        ("Microsoft is now in takeover talks with Perigee Labs.", "Microsoft", "Perigee Labs", "planned"),
        ("Apple managers have held internal talks about bidding for start-up Perigee Labs.", "Apple", "Perigee Labs", "planned"),
        ("Microsoft reviewed a possible purchase of start-up Perigee Labs in spring, but dropped the plan.", "Microsoft", "Perigee Labs", "denied"),
        ("Apple tried to buy Perigee Labs last year.", "Apple", "Perigee Labs", "denied"),
        ("Apple's $3 billion bid for Perigee Labs surprised the market.", "Apple", "Perigee Labs", "planned"),
        ("Perigee Labs was merged with Microsoft in March.", "Microsoft", "Perigee Labs", "confirmed"),
        ("The sale of Perigee Labs to Microsoft is off.", "Microsoft", "Perigee Labs", "denied"),
    ],
)  # fmt: skip
def test_purchases_say_how_sure_they_are(text, acquirer, target, certainty):
    assert [(e["acquirer"], e["target"], e["certainty"]) for e in events(text, "acquisition")] == [
        (acquirer, target, certainty)
    ]


@pytest.mark.parametrize(
    ("text", "company", "amount", "investors"),
    [
        ("Nvidia is in talks to make an investment of up to $2 billion in chip start-up Perigee Labs.", "Perigee Labs", 2e9, ["Nvidia"]),
        ("• Perigee Labs: The Boston start-up secured $40 million in a round led by Accel.", "Perigee Labs", 40e6, ["Accel"]),
        ("Critics pointed to Amazon's $4 billion investment in Anthropic.", "Anthropic", 4e9, ["Amazon"]),
        ("Perigee Labs makes robots. Then Amazon committed $400 million to it.", "Perigee Labs", 400e6, ["Amazon"]),
        ("Halden Labs, a maker of drones founded by Petra Malin, has raised $12 million in new funding.", "Halden Labs", 12e6, None),
        ("Perigee Labs attracted a surprisingly large $90 million in its Series B round.", "Perigee Labs", 90e6, None),
    ],
)  # fmt: skip
def test_who_puts_money_into_whom(text, company, amount, investors):
    (event,) = events(text, "funding")
    assert (event["company"], event["amount"].value, event.get("investors")) == (
        company,
        amount,
        investors,
    )


def test_rounds_in_brackets_are_one_each():
    text = "Standout rounds came from Paris lab Quillmark (€60m Series B), Munich's Halden Labs (€45m Series A) and Voxley ($1bn Series C)."
    found = {(e["company"], e["round"], e["amount"].value) for e in events(text, "funding")}
    assert found == {
        ("Quillmark", "B", 60e6),
        ("Halden Labs", "A", 45e6),
        ("Voxley", "C", 1e9),
    }


def test_the_round_before_is_a_round_of_its_own():
    text = "Halden Labs has secured $120 million in Series A funding, following its seed round of $5 million in May 2023."
    found = {(e["round"], e["amount"].value, e["date"]) for e in events(text, "funding")}
    assert found == {("A", 120e6, None), ("seed", 5e6, "2023-05")}


def test_a_list_of_backers_in_the_next_sentence_belongs_to_the_round():
    text = "Halden Labs closed a $675 million Series B round. The list of backers includes Nvidia, Jeff Bezos (through Bezos Expeditions), Accel and Intel Capital."
    (event,) = events(text, "funding")
    assert event["investors"] == ["Nvidia", "Jeff Bezos", "Accel", "Intel Capital"]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Labs closed at $18.40 on Friday.",
        "OpenAI secured a $30 billion Oracle chip supply in June.",
        "Petra Malin, once of OpenAI, raised $1.5 billion for her hedge fund.",
        "Halden Labs filed for an IPO in Hong Kong. It plans to raise $300 million.",
    ],
)
def test_prices_supplies_funds_and_listings_are_no_rounds(text):
    assert events(text, "funding") == []


def test_what_is_to_be_raised_belongs_to_the_listing_told_before():
    text = "Halden Labs filed for an IPO in Hong Kong. It plans to raise $300 million."
    (event,) = events(text, "listing")
    assert (event["company"], event["amount"].value, event["certainty"]) == (
        "Halden Labs",
        300e6,
        "planned",
    )


@pytest.mark.parametrize(
    ("text", "company", "headcount", "share"),
    [
        ("• Halden Labs: Has conducted two rounds of layoffs this year, impacting 960 employees.", "Halden Labs", 960, None),
        ("• Cisco: Laid off 1,900 employees in its gaming division.", "Cisco", 1900, None),
        ("Cisco is making cuts to 10% of its workforce.", "Cisco", None, 0.1),
        ("Cisco, which employs around 200 people, made 20 of its employees redundant.", "Cisco", 20, None),
    ],
)  # fmt: skip
def test_layoffs_of_items_and_of_part_of_the_staff(text, company, headcount, share):
    (event,) = events(text, "layoff")
    assert (event["company"], event.get("headcount"), event.get("share")) == (
        company,
        headcount,
        share,
    )


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("OpenAI has entered into a $38 billion, seven-year cloud agreement with Oracle.", {"OpenAI", "Oracle"}),
        ("Halden Labs announced a deal for Google to use its technology.", {"Halden Labs", "Google"}),
        ("Halden Labs has partnerships with Nvidia, carmaker Toyota and Samsung.", {"Halden Labs", "Nvidia", "Toyota", "Samsung"}),
        ("Meta agreed to buy millions of chips from AMD in a five-year deal.", {"Meta", "AMD"}),
    ],
)  # fmt: skip
def test_partnerships_by_deal_and_supply(text, companies):
    (event,) = events(text, "partnership")
    assert set(event["companies"]) == companies


def test_figures_go_on_in_the_next_sentence_each_with_its_period():
    text = "According to PitchBook, funding of AI start-ups rose from $2 billion in 2022 to $5 billion in 2023. Deals were up 30% on the year."
    found = {(e["value"], e.get("period"), e.get("publisher")) for e in events(text, "statistic")}
    assert found == {
        (2e9, "2022", "PitchBook"),
        (5e9, "2023", "PitchBook"),
        (0.3, "2022", "PitchBook"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Halden Labs made $11 million in revenue in the first quarter, Halden Labs said.",
        "The two companies discussed a price of $56 a share, Bloomberg reported.",
        "According to the Financial Times, Accel plans to put $25 million into AI start-ups.",
    ],
)
def test_a_companys_own_figures_and_news_of_deals_are_no_statistics(text):
    assert events(text, "statistic") == []


@pytest.mark.parametrize(
    "text",
    [
        "Similar investors returned for the second round.",
        "Hardware companies raised $11 billion.",
        "Consequently, the platform was closed.",
        "The Burlington, Massachusetts-based company makes lamps.",
        "It rents millions of CPUs by the hour.",
    ],
)
def test_common_words_that_open_a_sentence_are_no_companies(text):
    assert [entity.name for entity in extract(text, language="en").companies] == []


def test_what_is_said_aside_takes_no_deed():
    text = "Halden Labs, a London start-up that Microsoft had backed, shut down in May."
    assert [event["company"] for event in events(text, "closure")] == ["Halden Labs"]


def test_an_item_speaks_of_the_company_of_its_heading():
    text = (
        "Halden Labs: Bloomberg reported that OpenAI had agreed to buy the start-up for $3 billion."
    )
    (event,) = events(text, "acquisition")
    assert (event["acquirer"], event["target"]) == ("OpenAI", "Halden Labs")
