"""The parts that both languages share, and the door to them."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction import MAX_CHARACTERS, TextTooLong, extract
from events.extraction.dates import bounds, compatible, finer
from events.extraction.facts import Facts, InvalidFacts
from events.extraction.lexicon import Entry, Lexicon
from events.extraction.masking import COMPANY, DATE, Masked, Slot
from events.extraction.text import clauses, detect_language, fold, sentences


def test_folding_keeps_every_offset():
    text = "智譜ＡＩ（北京）發佈了「GLM」，著名\U00020000字"

    assert len(fold(text)) == len(text)
    assert fold(text).startswith("智谱AI(北京)发布了“GLM”,")


def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations():
    zh = "他说：“走吧。”然后离开！\n新的一段"
    en = "OpenAI Inc. hired Dr. Li. It paid $1.5 million."

    assert [zh[s.start : s.end] for s in sentences(fold(zh), "zh")] == [
        "他说：“走吧。”",
        "然后离开！",
        "新的一段",
    ]
    assert len(sentences(en, "en")) == 2


def test_clauses_do_not_break_within_brackets_or_numbers():
    text = "a(b,c),1,300万"

    assert [text[start:end] for start, end in clauses(text, 0, len(text))] == ["a(b,c)", "1,300万"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("百度发布GPT-4的对手", "zh"), ("Baidu (百度) hires people", "en"), ("", "en")],
)
def test_the_language_is_that_of_most_words(text, language):
    assert detect_language(text) == language


def test_a_known_latin_name_is_a_whole_word_and_no_common_one():
    lexicon = Lexicon([Entry("company", "Meta", ("Meta AI",)), Entry("model", "GPT-4")])
    text = "meta, Metaverse, META AI, gpt-4"

    assert [text[hit.start : hit.end] for hit in lexicon.find(text)] == ["META AI", "gpt-4"]


def test_a_lexicon_takes_further_names():
    lexicon = Lexicon([]).extended([Entry("company", "深元智能")])

    assert lexicon.lookup("深元智能", "company") is not None
    assert lexicon.lookup("深元智能", "person") is None


def test_a_masked_place_leads_back_to_the_article():
    masked = Masked("谷歌收购谷歌", 0, 6, [Slot(COMPANY, 0, 2, "A"), Slot(COMPANY, 4, 6, "B")])

    assert masked.text == f"{COMPANY}收购{COMPANY}"
    assert [masked.origin(place) for place in range(5)] == [0, 2, 3, 4, 6]
    assert masked.values(0, 4, COMPANY) == ["A", "B"]


def test_a_lone_space_between_two_slots_of_a_spaceless_mask_leaves_their_places_right():
    slots = [Slot(COMPANY, 0, 2, "A"), Slot(DATE, 3, 5, "B")]

    masked = Masked("谷歌 昨日 收购", 0, 8, slots, spaceless=True)

    assert masked.text == f"{COMPANY}{DATE}收购"
    assert masked.values(0, 4, DATE) == ["B"]


def test_partial_dates_are_compatible_when_one_holds_the_other():
    assert compatible("2023-H2", "2023-08-03")
    assert not compatible("2023-Q1", "2023-04")
    assert finer("2023", "2023-08") == "2023-08"
    assert bounds("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))


def test_an_empty_text_has_no_facts():
    assert extract(" \n", published=date(2024, 1, 1)) == Facts("en", "2024-01-01")


def test_a_text_beyond_the_limit_is_refused():
    with pytest.raises(TextTooLong, match="at most 200,000"):
        extract("字" * (MAX_CHARACTERS + 1))


def test_facts_survive_the_way_to_json_and_back():
    facts = extract("智谱宣布完成4亿美元B轮融资。百度CEO李彦宏出席。", published=date(2024, 5, 8))

    assert Facts.from_dict(facts.to_dict()).to_dict() == facts.to_dict()


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({}, "language"),
        ({"language": "zh", "people": [{}]}, r"people\[0\]: name"),
        ({"language": "zh", "events": [{"kind": "party"}]}, r"events\[0\]: kind 'party'"),
    ],
)
def test_an_invalid_document_says_where(document, place):
    with pytest.raises(InvalidFacts, match=place):
        Facts.from_dict(document)


@pytest.mark.parametrize("unit", ["张三、", "（", "谷歌收购谷歌", "离职", "9", "A-1-"])
def test_repetition_is_read_in_reasonable_time(unit):
    extract(unit * (20_000 // len(unit)), language="zh")
