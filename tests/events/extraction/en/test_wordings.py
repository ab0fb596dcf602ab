"""One fact in the many wordings that English news has for it."""

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


def careers(text: str) -> set[tuple[str, str, str]]:
    return {(e["change"], e["person"], e.get("company", "")) for e in events(text, "career")}


@pytest.mark.parametrize(
    ("text", "change", "person", "company"),
    [
        ("Yasmin Haddad and Peter Costigan have left Microsoft for Tonwerk and Deepgram respectively.", "joined", "Peter Costigan", "Deepgram"),
        ("Petra Malin, whom Halden Labs had poached from DeepMind, wanted to sell.", "left", "Petra Malin", "DeepMind"),
        ("Halden Labs lost its way. Declan Furey, its finance chief, resigned in May.", "left", "Declan Furey", "Halden Labs"),
        ("Out at Perigee Labs: Anton Lisowski, co-founder and CTO.", "left", "Anton Lisowski", "Perigee Labs"),
        ("Wes Calloway, fired in June from Brightside AI, has hired a lawyer.", "left", "Wes Calloway", "Brightside AI"),
        ("Noam Brown, who built poker programs at Meta, now works at OpenAI.", "joined", "Noam Brown", "OpenAI"),
        ("Declan Furey has since turned up at Monzo.", "joined", "Declan Furey", "Monzo"),
        ("Bram Heuvelmans has accepted a chair at ETH Zurich.", "joined", "Bram Heuvelmans", "ETH Zurich"),
        ("Nadia Brunswick is the new CEO of Fathom Robotics.", "appointed", "Nadia Brunswick", "Fathom Robotics"),
        ("Intel's new boss is Lip-Bu Tan.", "appointed", "Lip-Bu Tan", "Intel"),
        ("Microsoft has also lost Petra Malin, a director of research.", "left", "Petra Malin", "Microsoft"),
        ("Nobody at Meta was surprised. Among those who have left are Anton Lisowski and Petra Malin.", "left", "Petra Malin", "Meta"),
        ("Anton Lisowski and Petra Malin each lasted less than a season at Meta before going back to Microsoft.", "left", "Anton Lisowski", "Meta"),
        ("Petra Malin, who led speech research at Microsoft for years, is moving to Meta.", "left", "Petra Malin", "Microsoft"),
        ("Meta answered by giving Petra Malin the title of chief AI scientist.", "appointed", "Petra Malin", "Meta"),
        ("Petra Malin was given the role of Meta's new chief scientist.", "appointed", "Petra Malin", "Meta"),
        ("Voxley's founder Imogen Thrale stepped down as chief executive and was succeeded by Rolf Achterberg.", "appointed", "Rolf Achterberg", "Voxley"),
        ("Halden Labs has appointed Mike Krieg, who helped to build Instagram, as its first chief product officer.", "appointed", "Mike Krieg", "Halden Labs"),
        ("Former Stripe executive Priscilla Nwosu is behind Ledgerline, an accounting start-up.", "founded", "Priscilla Nwosu", "Ledgerline"),
        ("Oriane Castell has started again: her new venture, Quillmark, has yet to raise a penny.", "founded", "Oriane Castell", "Quillmark"),
        ("Argo AI, which Bryan Salesky and Peter Rander had founded in 2016, was closed.", "founded", "Peter Rander", "Argo AI"),
        ("Malin Ekdahl and Johan Fryxell met at school. They founded Skagerrak AI in 2022.", "founded", "Johan Fryxell", "Skagerrak AI"),
    ],
)  # fmt: skip
def test_careers_in_many_wordings(text, change, person, company):
    assert (change, person, company) in careers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oleg Tarasenko, who ran the Kyiv office of Grammarly, has taken leave to serve in the army.",
        "Ravi Chandra, a vice-president at Nvidia, is not leaving the company.",
        "It is unclear whether Lena Maibaum will stay at Kopernik Robotics.",
        "Hannah Loewe left open whether Arborel would hire again.",
    ],
)
def test_absence_and_doubt_are_no_departures(text):
    assert careers(text) == set()


@pytest.mark.parametrize(
    ("text", "company", "leads", "investors"),
    [
        ("Halden Labs was set up in 2020. A £60m Series A, led by Northmoor Ventures with Bellwether Partners participating, followed.", "Halden Labs", ["Northmoor Ventures"], ["Northmoor Ventures", "Bellwether Partners"]),
        ("A $3.2 million pre-seed round for Okapi AI was backed by Novastar Ventures and Google.", "Okapi AI", None, ["Novastar Ventures", "Google"]),
        ("Glasshouse pocketed £11m. Octopus Ventures wrote the largest cheque; Entrepreneur First chipped in.", "Glasshouse", None, ["Octopus Ventures", "Entrepreneur First"]),
        ("• Wavelet, a maker of hearing models: $7.5m seed, led by Seedcamp.", "Wavelet", ["Seedcamp"], ["Seedcamp"]),
        ("Bramble is in talks to raise $200 million, with Thrive Capital expected to lead.", "Bramble", ["Thrive Capital"], ["Thrive Capital"]),
        ("Lexora, Berlin\nThe maker of legal software has landed €25 million from Point Nine and La Famiglia.", "Lexora", None, ["Point Nine", "La Famiglia"]),
    ],
)  # fmt: skip
def test_rounds_in_many_wordings(text, company, leads, investors):
    rounds = events(text, "funding")

    assert [found["company"] for found in rounds] == [company]
    assert (rounds[0].get("leads"), rounds[0].get("investors")) == (leads, investors)


@pytest.mark.parametrize(
    ("text", "acquirer", "target"),
    [
        ("Zoox was founded in 2014. Six years later Amazon bought it for $1.3bn.", "Amazon", "Zoox"),
        ("Drive.ai, which Apple bought in June 2019, is forgotten.", "Apple", "Drive.ai"),
        ("Amazon paid $1.2bn for Zoox in June 2020.", "Amazon", "Zoox"),
        ("The Finnish lab Silo AI now belongs to AMD, which paid in cash.", "AMD", "Silo AI"),
        ("Lumi Systems was bought for £2.1m by its competitor Oakframe.", "Oakframe", "Lumi Systems"),
        ("The two largest were ServiceNow's purchase of Moveworks and SoftBank's $6.5 billion takeover of Ampere.", "SoftBank", "Ampere"),
        ("The sale of Windsurf to OpenAI has been agreed.", "OpenAI", "Windsurf"),
    ],
)  # fmt: skip
def test_purchases_in_many_wordings(text, acquirer, target):
    assert (acquirer, target) in {(e["acquirer"], e["target"]) for e in events(text, "acquisition")}


@pytest.mark.parametrize(
    ("text", "model", "change", "company"),
    [
        ("Databricks has made DBRX freely available.", "DBRX", "released", "Databricks"),
        ("On Thursday OpenAI answered with GPT-4o mini, a small model.", "GPT-4o mini", "released", "OpenAI"),
        ("With Claude 3.5 Sonnet, released on June 20, Anthropic overtook its rival.", "Claude 3.5 Sonnet", "released", "Anthropic"),
        ("Grok-1, which xAI published in March, has 314 billion parameters.", "Grok-1", "released", "xAI"),
        ("Meta released Llama 3.1 on Tuesday. The weights can be downloaded from Hugging Face.", "Llama 3.1", "open_sourced", "Meta"),
        ("Fathom Robotics put the weights of Tern-2, a 7-billion-parameter model, on Hugging Face.", "Tern-2", "open_sourced", "Fathom Robotics"),
        ("Falk Data, whose Lipizzan 2 had been free, has moved the model to a licence that excludes firms.", "Lipizzan 2", "licence_changed", "Falk Data"),
    ],
)  # fmt: skip
def test_releases_in_many_wordings(text, model, change, company):
    found = {(e["model"], e["change"], e.get("company")) for e in events(text, "release")}

    assert (model, change, company) in found


def test_the_next_sentence_tells_what_a_licence_allows():
    text = "Cohere's Command A arrived on Monday. It has 111 billion parameters, and although its weights are public, they may be used for research only."

    [release] = events(text, "release")

    assert (release["change"], release["commercial_use"], release["parameters"]) == (
        "open_sourced", False, 111e9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "company", "headcount"),
    [
        ("Chattermill Labs has let 60 people go, a fifth of the company.", "Chattermill Labs", 60),
        ("Quantera Labs told staff that 310 positions would go.", "Quantera Labs", 310),
        ("In April 2023 Quantera Labs dismissed 90.", "Quantera Labs", 90),
        ("Brygga Games laid off 40 of its 65 people.", "Brygga Games", 40),
    ],
)
def test_layoffs_in_many_wordings(text, company, headcount):
    [layoff] = events(text, "layoff")

    assert (layoff["company"], layoff["headcount"]) == (company, headcount)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("closure", "Babbleworks Labs was declared bankrupt by a Dutch court."),
        ("closure", "The latest start-up to close up shop is Babbleworks Labs."),
        ("closure", "Some start-ups such as Babbleworks Labs have collapsed."),
        ("partnership", "OpenAI and Microsoft will also collaborate on speech."),
        ("closure", "Pipedream Studios, which made a chatbot, is shutting down on October 31."),
        ("listing", "CoreWeave's flotation on Nasdaq raised $1.5 billion."),
        ("listing", "Zhipu began trading after raising HK$4.35bn; MiniMax made its debut a day later."),
        ("partnership", "Lumenor Labs and Dassault Systemes have agreed to develop software together."),
        ("partnership", "Meta named Microsoft its preferred partner."),
        ("statistic", "Investors put $24bn into AI start-ups in the second quarter, Crunchbase reports."),
        ("statement", '"Most of the start-ups will be gone in two years," predicts Sarah Guo.'),
        ("statement", "For Yann LeCun, language models are a dead end."),
    ],
)  # fmt: skip
def test_other_kinds_in_many_wordings(kind, text):
    assert events(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Wase received $10 million. Brackenfold made friends in the trade, attracting a $45 million investment in its Series D round.",
        "Three former Google engineers have raised $8.5 million for a start-up of their own.",
    ],
)
def test_money_of_somebody_unnamed_goes_to_nobody_else(text):
    assert {e["company"] for e in events(text, "funding")} <= {"Wase"}


@pytest.mark.parametrize(
    "text",
    [
        "Petra Malin threatened to quit Meta.",
        "Petra Malin said she regretted leaving Meta.",
        "Petra Malin of Meta has two successful exits to her name.",
        "Meta, which Petra Malin runs, exited stealth mode in 2023.",
        "SoftBank's Petra Malin regretted exiting the investment in Meta.",
    ],
)
def test_what_somebody_threatens_or_regrets_is_no_departure(text):
    assert not careers(text)


def test_names_kept_for_the_end_are_the_subjects_of_a_relative_clause():
    text = "Two defence start-ups filed last month, and two software start-ups that filed to go public: Databricks and Canva."

    assert {e["company"] for e in events(text, "listing")} == {"Databricks", "Canva"}


def test_whoever_says_i_in_a_transcript_is_named_before_the_colon():
    text = (
        "Petra Malin is the chief executive of Neon.\n\n"
        "Petra: I studied in Graz. I started a database company called Korvelo. "
        "I took over as CEO in 2017, after which I joined Khosla Ventures as an investor."
    )

    assert careers(text) >= {
        ("appointed", "Petra Malin", "Korvelo"),
        ("joined", "Petra Malin", "Khosla Ventures"),
    }


def test_each_of_several_has_raised_the_sum():
    text = "OpenAI, data firm Scale AI and xAI each raised more than $5 billion in 2023."

    assert {e["company"] for e in events(text, "funding")} == {"OpenAI", "Scale AI", "xAI"}


def test_rounds_in_brackets_share_what_one_of_them_says():
    text = "The largest cheques went to Mistral AI ($1.5B in Series C), OpenAI ($8.3B in private equity) and Groq (chips for inference work, $750M Series E)."

    assert {e["company"] for e in events(text, "funding")} == {"Mistral AI", "OpenAI", "Groq"}


def test_what_a_thing_could_do_makes_its_maker_no_rumour():
    text = "Babbleworks Labs, a start-up that made a robot that could pour tea, shut down in May."

    assert [e["certainty"] for e in events(text, "closure")] == ["confirmed"]


def test_a_courtesy_title_is_part_of_the_name_after_it():
    text = (
        "Petra Malin is the chief executive of Babbleworks Labs. Ms. Malin fired Mr. Anton Lisowski. "
        "OpenAI immediately rehired Mr. Lisowski, along with Mr. Emil Brandt and Ms. Dora Keller."
    )

    assert careers(text) == {
        ("left", "Anton Lisowski", "Babbleworks Labs"),
        ("joined", "Anton Lisowski", "OpenAI"),
        ("joined", "Emil Brandt", "OpenAI"),
        ("joined", "Dora Keller", "OpenAI"),
    }


def test_the_company_after_a_verb_is_not_the_subject_of_the_next():
    text = "Perplexity lagged OpenAI in sales, and raised $50 million in a seed round."

    assert [e["company"] for e in events(text, "funding")] == ["Perplexity"]


def test_talk_about_a_return_is_no_return():
    assert not careers("Petra Malin has been talking to friends about returning to OpenAI.")


def test_possible_purchases_are_planned():
    text = "Apple has discussed potential acquisitions of the French start-up Mistral."

    assert [(e["target"], e["certainty"]) for e in events(text, "acquisition")] == [
        ("Mistral", "planned")
    ]


def test_cuts_long_past_lend_no_date_to_those_that_are_told():
    text = "Microsoft laid off 931 people. The company had already conducted layoffs in 2021."

    assert [e["date"] for e in events(text, "layoff")] == [None]


def test_the_stage_of_a_company_is_not_its_round():
    (told,) = events("Perplexity, a seed-stage company, closed a $3.9 million round.", "funding")

    assert told.get("round") is None


def test_items_of_a_list_share_no_company():
    text = "• Mosaic Health got nothing.\n• Its founder is Anton Lisowski."

    assert extract(text, published=THURSDAY, language="en").affiliations == []


def test_the_place_of_a_report_is_no_company():
    text = "BENGALURU - Indian AI firm Saarthi Labs has filed for an initial public offering."
    facts = extract(text, published=THURSDAY, language="en")

    assert [company.name for company in facts.companies] == ["Saarthi Labs"]
