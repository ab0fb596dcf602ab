"""The tables of known names are well formed."""

from __future__ import annotations

from collections import Counter

import pytest

from events.extraction.lexicon import Lexicon
from events.extraction.text import fold

TYPES = {
    "company", "fund", "university", "institute", "lab", "exchange", "media", "government",
}  # fmt: skip
ENTRIES = Lexicon.default().entries


def of(kind: str) -> list:
    return [entry for entry in ENTRIES if entry.kind == kind]


@pytest.mark.parametrize(("kind", "least"), [("company", 700), ("person", 250), ("model", 350)])
def test_there_are_enough_names_of_each_kind(kind, least):
    assert len(of(kind)) >= least


@pytest.mark.parametrize("kind", ["company", "person", "model"])
def test_no_form_of_a_kind_means_two_names(kind):
    forms = Counter(
        form for entry in of(kind) for form in {fold(form).casefold() for form in entry.forms}
    )

    assert [form for form, times in forms.items() if times > 1] == []


def test_every_organisation_has_a_known_type():
    assert {entry.detail for entry in of("company")} <= TYPES


def test_every_developer_is_a_listed_organisation():
    listed = {entry.name for entry in of("company")}

    assert {entry.detail for entry in of("model") if entry.detail} <= listed


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        ("这笔生意有利可图。", "可图"),
        ("监管部门上周明确了规则。", "周明"),
        ("各级科技部门负责审批。", "科技部"),
        ("He has a strong character and the scale of a figure.", "character"),
        ("They grok it, and the meta question is a palm tree.", "meta"),
        ("An arm of the state", "arm"),
    ],
)  # fmt: skip
def test_common_words_are_no_names(sentence, unwanted):
    found = [sentence[hit.start : hit.end] for hit in Lexicon.default().find(fold(sentence))]

    assert unwanted not in found


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("輝達執行長黃仁勳", "company", "NVIDIA"),
        ("輝達執行長黃仁勳", "person", "Jensen Huang"),
        ("阿里云开源通义千问大模型", "company", "Alibaba Cloud"),
        ("阿里云开源通义千问大模型", "model", "Qwen"),
        ("Kai-Fu Lee backs 01.AI", "person", "Kai-Fu Lee"),
        ("红杉中国领投", "company", "HongShan"),
    ],
)  # fmt: skip
def test_known_names_are_found_in_both_scripts(sentence, kind, name):
    found = {entry.name for hit in Lexicon.default().find(fold(sentence)) for entry in hit.entries}

    assert name in found
