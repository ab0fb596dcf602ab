"""The scorer counts what docs/facts.md says it counts."""

import copy
from typing import Any

import pytest

from .counts import Count, Judgement
from .samples import HALVES, samples
from .score import MEASURES, Scores

TEXT = "6月，生数科技（Shengshu）完成近亿元天使轮融资，由蚂蚁集团领投。"
FUNDING: dict[str, Any] = {
    "kind": "funding",
    "company": "生数科技",
    "leads": ["蚂蚁集团"],
    "amount": {"value": 100_000_000, "currency": "CNY", "qualifier": "under"},
    "date": "2023-06",
    "certainty": "confirmed",
    "evidence": {"quote": TEXT},
}
GOLD: dict[str, Any] = {
    "people": [],
    "companies": [
        {"name": "生数科技", "aliases": ["Shengshu"]},
        {"name": "蚂蚁集团", "aliases": []},
    ],
    "models": [],
    "affiliations": [],
    "events": [FUNDING],
}


def counts(gold: dict[str, Any], facts: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    scores = Scores()
    scores.add(gold, facts, text=TEXT, label="sample")
    return {name: (c.right, c.wanted, c.found) for name, c in scores.counts.items()}


ALL_SAMPLES = [sample for half in HALVES for sample in samples(half)]


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)
def test_an_answer_scores_full_marks_against_itself(sample):
    scores = Scores()

    scores.add(sample.gold, sample.gold, text=sample.text, label=sample.name)

    for measure in MEASURES:
        count = scores.counts[measure]
        assert count.right == count.wanted == count.found
    assert scores.mistakes == []


def test_names_are_equal_through_the_aliases_of_the_answer():
    facts = copy.deepcopy(GOLD)
    facts["companies"][0] = {"name": "SHENGSHU", "aliases": []}
    facts["events"][0]["company"] = "Sheng Shu"

    assert counts(GOLD, facts) == counts(GOLD, GOLD)


def test_a_wrong_principal_is_another_event_and_costs_all_its_arguments():
    facts = copy.deepcopy(GOLD)
    facts["events"][0]["company"] = "蚂蚁集团"

    measured = counts(GOLD, facts)

    assert measured["events"] == (0, 1, 1)
    assert measured["funding"] == (0, 1, 1)
    assert measured["arguments"] == (0, 5, 5)


def test_a_wrong_detail_costs_one_argument():
    facts = copy.deepcopy(GOLD)
    facts["events"][0]["amount"]["currency"] = "USD"

    measured = counts(GOLD, facts)

    assert measured["events"] == (1, 1, 1)
    assert measured["arguments"] == (4, 5, 5)


def test_an_optional_fact_neither_helps_nor_hurts():
    gold = copy.deepcopy(GOLD)
    gold["events"][0]["optional"] = True
    gold["companies"][1]["optional"] = True
    missed = {**GOLD, "events": [], "companies": GOLD["companies"][:1]}

    for facts in (GOLD, missed):
        measured = counts(gold, facts)

        assert measured["events"] == (0, 0, 0)
        assert measured.get("arguments", (0, 0, 0)) == (0, 0, 0)
        assert measured["companies"] == (1, 1, 1)


def test_a_fact_found_twice_is_wrong_once():
    facts = {**GOLD, "events": [FUNDING, FUNDING]}

    assert counts(GOLD, facts)["events"] == (1, 1, 2)


def test_a_quote_that_is_not_in_the_text_is_counted():
    facts = copy.deepcopy(GOLD)
    facts["events"][0]["evidence"]["quote"] = "生数科技完成融资"

    assert counts(GOLD, facts)["evidence"] == (0, 1, 1)


def test_names_that_the_extractor_knew_are_counted_apart_from_those_it_did_not():
    facts = copy.deepcopy(GOLD)
    facts["companies"] = [
        {"name": "蚂蚁集团", "aliases": []},
        {"name": "领投", "aliases": []},
        {"name": "天使轮", "aliases": []},
    ]
    known = {("companies", "Shengshu"), ("companies", "天使轮"), ("people", "蚂蚁集团")}
    scores = Scores(is_known=lambda group, form: (group, form) in known)

    scores.add(GOLD, facts, text=TEXT, label="sample")

    assert scores.counts["known names"] == Count(right=0, wanted=1, found=1)
    assert scores.counts["unknown names"] == Count(right=1, wanted=1, found=2)


def test_each_fact_is_judged_with_its_confidence_unless_it_is_optional():
    gold = copy.deepcopy(GOLD)
    gold["events"].append({**FUNDING, "kind": "founding", "optional": True})
    facts = {
        **GOLD,
        "events": [
            {**FUNDING, "confidence": 0.9},
            {**FUNDING, "kind": "founding", "confidence": 0.8},
            {**FUNDING, "kind": "closure", "confidence": 0.7},
        ],
    }
    scores = Scores()

    scores.add(gold, facts, text=TEXT, label="sample")

    assert scores.judgements == [Judgement(0.9, right=True), Judgement(0.7, right=False)]
