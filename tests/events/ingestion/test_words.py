"""Words that let articles in or keep them out."""

import pytest

from events.ingestion.words import objection


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("OpenAI裁員一百人", "裁员", id="traditional text, simplified word"),
        pytest.param("某公司裁员", "裁員", id="simplified text, traditional word"),
        pytest.param("ＯＰＥＮＡＩ raises", "openai", id="width and case"),
        pytest.param("Mistral présenté", "presente", id="accents"),
        pytest.param("发布GPT-5模型", "gpt 5", id="between Chinese, over a hyphen"),
        pytest.param("An open-source model", "Open Source", id="phrase"),
    ],
)
def test_script_case_width_and_marks_do_not_matter(text, word):
    assert objection(text, include="", exclude=word) == (word,)
    assert objection(text, include=word, exclude="") is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("He said so", "AI", id="inside another word"),
        pytest.param("source of the open", "open source", id="other order"),
        pytest.param("裁定员工", "裁员", id="apart"),
    ],
)
def test_other_words_are_not_found(text, word):
    assert objection(text, include="", exclude=word) is None
    assert str(objection(text, include=word, exclude="")) == "It has none of the words."


def test_a_word_to_leave_out_outweighs_one_to_take():
    assert objection("融资 广告", include="融资", exclude="招聘\n广告\n") == ("广告",)


def test_lines_without_a_word_mean_nothing():
    assert objection("融资", include="\n --\n", exclude="  \n…") is None
