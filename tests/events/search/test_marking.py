"""Where words stand in a text."""

import pytest

from events.search.marking import Marker


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["智譜"], "北京智谱公司", ["智谱"]),
        (["智谱"], "北京智譜公司", ["智譜"]),
        (["cafe"], "A Café, cafés", ["Café", "café"]),
        (["gpt-4o"], "GPT-4o和ＧＰＴ", ["GPT", "4o", "ＧＰＴ"]),
        (["art"], "start art Article", ["art", "Art"]),
        (["ai"], "OpenAI is AI", ["AI"]),
        (["智谱", "华章"], "智谱华章", ["智谱华章"]),
        (["ß"], "Straße ss", ["ss"]),
        (["没有"], "nothing", []),
        ([], "anything", []),
    ],
)
def test_words_are_found_whatever_their_script_width_and_case(words, text, found):
    assert [text[start:end] for start, end in Marker(words).ranges(text)] == found


def test_a_name_is_marked_as_a_whole():
    assert Marker([], ["Zhipu AI"]).mark("zhipu ai, Zhipu") == "<mark>zhipu ai</mark>, Zhipu"


def test_a_long_text_is_cut_around_what_was_found():
    text = "前" * 200 + "智谱" + "后" * 300

    excerpt = Marker(["智谱"]).excerpt(text)

    assert excerpt.startswith("…前")
    assert "<mark>智谱</mark>" in excerpt
    assert len(excerpt) < 220
