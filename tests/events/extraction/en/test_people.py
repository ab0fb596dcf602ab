"""Who holds which post, who moves where, and who is meant, in the wordings of the trade's press."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction import extract
from events.extraction.facts import Facts

THURSDAY = date(2024, 7, 25)


def read(text: str) -> Facts:
    return extract(text, published=THURSDAY, language="en")


def careers(text: str) -> set[tuple[str, str, str | None]]:
    return {
        (event.roles["change"], event.roles["person"], event.roles.get("company"))
        for event in read(text).events
        if event.kind == "career"
    }


def posts(text: str) -> set[tuple[str, str, str | None, bool]]:
    return {(a.person, a.company, a.title, a.former) for a in read(text).affiliations}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Deepgram sent its finance chief Hannah Loewe and technology chief Anton Lisowski.", ("Anton Lisowski", "Deepgram", "technology chief", False)),
        ("Petra Malin, chief operating officer of Stripe and a former director at Deepgram, spoke.", ("Petra Malin", "Deepgram", "director", True)),
        ("Ravi Chandra, another former Nvidia researcher, agreed.", ("Ravi Chandra", "Nvidia", "researcher", True)),
        ("Nadia Brunswick joins Cohere after stints at the chip giant Nvidia, carmaker Tesla and Uber.", ("Nadia Brunswick", "Tesla", None, True)),
        ("Nadia Brunswick joins Cohere after serving as head of sales at Stripe for two years.", ("Nadia Brunswick", "Stripe", "head of sales", True)),
        ("Omar Farouk, who was in charge of safety at Waymo, will speak.", ("Omar Farouk", "Waymo", None, True)),
        ("Hannah Loewe was previously a Goldman Sachs analyst.", ("Hannah Loewe", "Goldman Sachs", "analyst", True)),
        ("Tesla's lead AI researcher for vision, Jane Roe, agreed.", ("Jane Roe", "Tesla", "lead AI researcher for vision", False)),
        ("Uber veteran Marta Kowalski agreed.", ("Marta Kowalski", "Uber", "veteran", True)),
        ("Hannah Loewe (former Spotify vice president) took over.", ("Hannah Loewe", "Spotify", "vice president", True)),
        ("Hannah Loewe worked at Bosch and later held a job at Siemens.", ("Hannah Loewe", "Siemens", None, True)),
        ("Anton Lisowski — formerly head of data at Bosch — agreed.", ("Anton Lisowski", "Bosch", "head of data", True)),
        ("Marta Kowalski was named chair of Deepgram after chief executive Omar Farouk left in May.", ("Omar Farouk", "Deepgram", "chief executive", True)),
        ("Jane Roe has written an essay on trust. The Cohere CEO argued that AI models will need licences.", ("Jane Roe", "Cohere", "CEO", False)),
        ("Stripe's engineer Jane Roe has joined Deepgram.", ("Jane Roe", "Stripe", "engineer", True)),
        ("Omar Farouk now heads the Canadian start-up Cohere.", ("Omar Farouk", "Cohere", None, False)),
        ("Analysts Jane Roe and Omar Farouk from Nomura were surprised.", ("Omar Farouk", "Nomura", "Analysts", False)),
    ],
)  # fmt: skip
def test_posts_in_many_wordings(text, post):
    assert post in posts(text)


def test_a_singular_title_belongs_to_one_of_several_names():
    text = "Three of Arborel's founders remain: chief executive Hannah Loewe, Anton Lisowski and Omar Farouk."

    assert posts(text) == {("Hannah Loewe", "Arborel", "chief executive", False)}


def test_a_title_that_names_another_company_is_not_given_to_the_one_spoken_of():
    text = "Arborel hired a lawyer. Later, Zzyx CEO Hannah Loewe agreed."

    assert not any(company == "Arborel" for _, company, _, _ in posts(text))


@pytest.mark.parametrize(
    ("text", "career"),
    [
        ("Jane Roe, co-founder of Arborel, announced her departure from the company to join its rival, Deepgram.", ("joined", "Jane Roe", "Deepgram")),
        ("Jane Roe left Arborel in August, followed by Omar Farouk and Marta Kowalski.", ("left", "Marta Kowalski", "Arborel")),
        ("Jane Roe left Arborel in May. Omar Farouk followed in June.", ("left", "Omar Farouk", "Arborel")),
        ("Recent departures from Deepgram include those of Jane Roe, Omar Farouk and product director Marta Kowalski.", ("left", "Omar Farouk", "Deepgram")),
        ("Meta recruited seven researchers from Deepgram, including Jane Roe and Omar Farouk.", ("left", "Omar Farouk", "Deepgram")),
        ("Meta hired Jane Roe, an expert in speech, and Omar Farouk, a mathematician, from Deepgram.", ("joined", "Omar Farouk", "Meta")),
        ("Uber said on Monday that Jane Roe and Omar Farouk, along with two colleagues, will be joining Stripe.", ("joined", "Omar Farouk", "Stripe")),
        ("Before leaving Deepgram in May 2024, Jane Roe had built its first model.", ("left", "Jane Roe", "Deepgram")),
        ('"I have decided to leave Deepgram," Jane Roe wrote on Friday.', ("left", "Jane Roe", "Deepgram")),
        ("Stripe spoke of sabotage when Jane Roe, the head of Deepgram, was ousted.", ("left", "Jane Roe", "Deepgram")),
        ("Deepgram has put forward a plan. Omar Farouk is moving into the CTO role.", ("appointed", "Omar Farouk", "Deepgram")),
        ("Deepgram has entrusted Omar Farouk with the role of chief AI officer.", ("appointed", "Omar Farouk", "Deepgram")),
        ("Deepgram has placed Omar Farouk and Jane Roe in the roles of interim co-CEOs.", ("appointed", "Jane Roe", "Deepgram")),
        ("Gavin Roe moved from finance chief to chief executive of Deepgram.", ("appointed", "Gavin Roe", "Deepgram")),
        ("Deepgram replaced project head Omar Farouk with Jane Roe.", ("appointed", "Jane Roe", "Deepgram")),
        ("Jane Roe is in talks to form a company, known for now as Quillon Robotics, with fellow Deepgram scientist Omar Farouk.", ("founded", "Omar Farouk", "Quillon Robotics")),
        ("Jane Roe went east to found Quillon Robotics in Boston with her flatmate, Omar Farouk.", ("founded", "Omar Farouk", "Quillon Robotics")),
        ("Before co-founding Quillon Robotics alongside Omar Farouk, Jane Roe spent two years at Bosch.", ("founded", "Jane Roe", "Quillon Robotics")),
        ("Stripe has roped in Jane Roe.", ("joined", "Jane Roe", "Stripe")),
        ("Jane Roe began her tenure at Stripe in 2021.", ("joined", "Jane Roe", "Stripe")),
        ("Jane Roe announced her retirement as chief executive of Stripe.", ("left", "Jane Roe", "Stripe")),
        ("Wei (Tony) Zhang has left Stripe.", ("left", "Wei (Tony) Zhang", "Stripe")),
        ("Jun Watanabe has left Stripe.", ("left", "Jun Watanabe", "Stripe")),
    ],
)  # fmt: skip
def test_careers_in_many_wordings(text, career):
    assert career in careers(text)


@pytest.mark.parametrize(
    "text",
    [
        "An investor in Stripe was calling for Jane Roe's resignation.",
        "Jane Roe, 22, left Stanford University after her second year.",
        "Jane Roe has taken a hands-on role with the labs of Stripe.",
        "Anthropic was also founded by former Stripe employees, and Jane Roe knows it.",
        "Analysts Jane Roe and Omar Farouk wondered about the timing of the exit.",
        "Would Jane Roe ever leave Stripe?",
        "Stripe was the first to be told by the lab that Jane Roe was the first engineer hired to write tests.",
        "If Jane Roe joined Stripe, the balance would shift.",
    ],
)
def test_what_nobody_did_is_no_career(text):
    assert careers(text) == set()


def test_whoever_goes_elsewhere_does_not_leave_the_new_company():
    text = "Stripe is losing people. Jane Roe is leaving for Deepgram. Her departure was announced on Monday."

    assert careers(text) == {("left", "Jane Roe", "Stripe"), ("joined", "Jane Roe", "Deepgram")}


def test_he_is_not_the_one_who_is_only_named_beside_him():
    text = "Omar Farouk left Stripe in May. Alongside Jane Roe, he then founded Quillon Robotics."

    assert ("founded", "Omar Farouk", "Quillon Robotics") in careers(text)


def test_who_is_named_after_those_who_are_hired_is_not_hired():
    text = "Meta has hired two people away from the lab that was led by Jane Roe."

    assert careers(text) == set()


def test_by_looks_ahead_only_before_a_date():
    text = "As told by Reuters on Friday, Jane Roe joined Stripe."

    assert [e.date for e in read(text).events if e.kind == "career"] == ["2024-07-19"]


def test_the_month_of_may_is_no_doubt():
    [left] = [e for e in read("In May, Jane Roe left Stripe.").events if e.kind == "career"]

    assert (left.date, left.certainty) == ("2024-05", "confirmed")


def test_an_adverb_doubts_the_verb_beside_it_only():
    text = "Jane Roe joined Stripe with a package reportedly worth over $200 million."

    assert [e.certainty for e in read(text).events if e.kind == "career"] == ["confirmed"]


@pytest.mark.parametrize(
    ("text", "people", "companies"),
    [
        ("Deepgram appointed Jane Roe, its General Counsel, as interim CEO.", ["Jane Roe"], ["Deepgram"]),
        ("Jane Roe, Vice President of Robotics Research at Deepgram, agreed.", ["Jane Roe"], ["Deepgram"]),
        ("Alphabet Inc. sued. Alphabet won.", [], ["Alphabet"]),
        ("Nuro.ai hired Jane Roe.", ["Jane Roe"], ["Nuro.ai"]),
        ("Fellow founders at Deepgram agreed.", [], ["Deepgram"]),
    ],
)  # fmt: skip
def test_titles_and_suffixes_are_no_names(text, people, companies):
    facts = read(text)

    assert [person.name for person in facts.people] == people
    assert [company.name for company in facts.companies] == companies


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe of Deepgram acknowledged that AI will cost jobs.",
        '"We should have more open models. It is a hard problem, but I think we can fix it," Jane Roe wrote.',
        "Jane Roe and Omar Farouk believe that the fears about AI are overblown.",
    ],
)
def test_opinions_in_many_wordings(text):
    assert [event.kind for event in read(text).events] == ["statement"]


def test_news_of_ones_own_company_is_no_opinion():
    text = 'Uber CEO Jane Roe wrote: "We\'re excited to share that our AI team will grow."'

    assert not [event for event in read(text).events if event.kind == "statement"]


def test_a_release_keeps_its_terms_over_the_paragraphs_that_name_it():
    text = "Cohere unveiled Tern-2, a new language model.\n\nThese models are available under the Apache 2.0 licence, permitting commercial use."

    [release] = [event for event in read(text).events if event.kind == "release"]

    assert (release.roles["change"], release.roles["commercial_use"]) == ("open_sourced", True)
