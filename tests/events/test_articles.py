"""The hand-made answers of the sample articles are well-formed and borne out by the texts."""

import re
from collections import Counter

import pytest

from events.extraction.facts import CERTAINTIES, CHANGES, KINDS, QUALIFIERS, ROLES
from tests.evaluation.samples import HALVES, Sample, samples

SAMPLES = [sample for half in HALVES for sample in samples(half)]
BY_NAME = {sample.name: sample for sample in SAMPLES}

DATE = re.compile(r"\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ROUND = re.compile(r"(pre-seed|seed|angel|strategic|grant|debt|pre-IPO|(pre-)?[A-G]\d?)\+?")
NAME_ROLES = (
    "company", "person", "model", "acquirer", "target", "holder", "speaker", "publisher",
    "exchange", "investors", "leads", "companies",
)  # fmt: skip
NUMBER_ROLES = ("stake", "share", "headcount", "parameters", "value")
GROUPS = ("people", "companies", "models")

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def forms(sample: Sample) -> set[str]:
    """Every name that the answer lists, and its other forms."""
    entities = [entity for group in GROUPS for entity in sample.gold[group]]
    return {form for entity in entities for form in (entity["name"], *entity["aliases"])}


@each_sample
def test_an_answer_has_the_language_and_date_of_its_file_name(sample):
    assert sample.gold["language"] == sample.language
    assert sample.gold["published"] == sample.published.isoformat()


@each_sample
def test_every_name_stands_in_the_text(sample):
    missing = {form for form in forms(sample) if form not in sample.text}

    assert not missing


@each_sample
def test_no_name_is_listed_twice_in_a_group(sample):
    for group in GROUPS:
        listed = Counter(
            form for entity in sample.gold[group] for form in [entity["name"], *entity["aliases"]]
        )

        assert [form for form, times in listed.items() if times > 1] == []


@each_sample
def test_every_quote_stands_verbatim_in_the_text(sample):
    facts = sample.gold["affiliations"] + sample.gold["events"]
    missing = [fact for fact in facts if fact["evidence"]["quote"] not in sample.text]

    assert not missing


@each_sample
def test_every_affiliation_names_listed_entities(sample):
    people = {entity["name"] for entity in sample.gold["people"]}
    companies = {entity["name"] for entity in sample.gold["companies"]}
    for affiliation in sample.gold["affiliations"]:
        assert affiliation["person"] in people
        assert affiliation["company"] in companies
        assert isinstance(affiliation["former"], bool)


@each_sample
def test_every_event_has_a_known_kind_and_only_its_roles(sample):
    for event in sample.gold["events"]:
        assert event["kind"] in KINDS
        extra = event.keys() - {"kind", "date", "certainty", "evidence", "optional"}
        assert extra <= set(ROLES[event["kind"]])


@each_sample
def test_every_event_names_listed_entities(sample):
    known = forms(sample)
    for event in sample.gold["events"]:
        for role in NAME_ROLES:
            value = event.get(role) or []
            assert set(value if isinstance(value, list) else [value]) <= known


@each_sample
def test_every_event_has_a_date_and_a_certainty_of_a_known_form(sample):
    for event in sample.gold["events"]:
        assert event["date"] is None or DATE.fullmatch(event["date"])
        assert event["certainty"] in CERTAINTIES
        assert event.get("period") is None or DATE.fullmatch(event["period"])


@each_sample
def test_every_value_has_the_form_of_its_role(sample):
    for event in sample.gold["events"]:
        assert event.get("change") in (*CHANGES.get(event["kind"], ()), None)
        assert event.get("round") is None or ROUND.fullmatch(event["round"])
        assert event.get("commercial_use") in (True, False, None)
        assert set(event.get("leads", [])) <= set(event.get("investors", []))
        for role in NUMBER_ROLES:
            assert isinstance(event.get(role, 0), int | float)
        for role in ("stake", "share"):
            assert 0 <= event.get(role, 0) <= 1
        for role in ("amount", "valuation"):
            if role in event:
                assert event[role].keys() == {"value", "currency", "qualifier"}
                assert event[role]["value"] > 0
                assert re.fullmatch("[A-Z]{3}", event[role]["currency"])
                assert event[role]["qualifier"] in QUALIFIERS


@each_sample
def test_a_page_says_when_and_where_it_was_published(sample):
    if sample.path.suffix == ".html":
        stamp = f'<meta property="article:published_time" content="{sample.published}T'

        assert stamp in sample.source
        assert re.search(r'<link rel="canonical" href="https://[\w.-]+\.example/', sample.source)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_covers_every_kind_in_both_languages(half):
    told = {
        (sample.language, event["kind"])
        for sample in samples(half)
        for event in sample.gold["events"]
        if not event.get("optional")
    }

    assert {kind for language, kind in told if language == "en"} == set(KINDS)
    assert {kind for language, kind in told if language == "zh"} == set(KINDS)


def test_no_sentence_of_an_unseen_article_stands_in_a_tuning_article():
    tuning = "\n".join(sample.text for sample in samples("tuning"))
    for sample in samples("unseen"):
        sentences = re.split(r"(?<=[。！？])|(?<=[.!?])\s|\n", sample.text)

        assert [s for s in sentences if len(s.encode()) > 30 and s in tuning] == []


def test_the_reprint_repeats_its_original_word_for_word_at_another_address():
    original = BY_NAME["en-2024-05-15-sutskever"]
    reprint = BY_NAME["en-2024-05-16-sutskever-reprint"]

    assert reprint.text == original.text
    assert reprint.gold["events"] == original.gold["events"]
    canonical = re.compile('rel="canonical" href="(.+?)"')
    assert canonical.findall(reprint.source) != canonical.findall(original.source)


@pytest.mark.parametrize(
    ("name", "charset"),
    [("zh-2023-06-30-lightyear", "gb18030"), ("zh-2026-01-09-hongkong-listings", "big5")],
)
def test_some_pages_are_not_in_utf_8(name, charset):
    content = BY_NAME[name].path.read_bytes()

    assert f'<meta charset="{charset}">'.encode() in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
