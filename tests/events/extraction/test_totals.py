"""What a company has raised in all is no round, but stands with the round beside it."""

from datetime import date

import pytest

from events.extraction import extract


def rounds(text, language):
    facts = extract(text, published=date(2024, 6, 30), language=language).to_dict()
    return [event for event in facts["events"] if event["kind"] == "funding"]


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("智谱AI宣布完成3亿元B轮融资，由腾讯领投。公司成立以来累计融资逾5亿美元。", 5e8, "over"),
        ("生数科技完成近亿元天使轮融资，由蚂蚁集团领投，累计融资额已超过2亿元。", 2e8, "over"),
        ("智譜AI宣布完成3億元B輪融資。至此，智譜AI累計融資約25億元。", 25e8, "about"),
    ],
)
def test_a_chinese_total_goes_with_the_last_round(text, value, qualifier):
    (told,) = rounds(text, "zh")

    assert told["amount"]["value"] != value
    assert (told["total"]["value"], told["total"]["qualifier"]) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        (
            (
                "Mistral AI raised $600 million in a Series B round led by General Catalyst. "
                "The company has raised more than $1 billion to date."
            ),
            1e9,
            "over",
        ),
        (
            (
                "Cohere raised $270 million in a Series C round led by Inovia Capital, "
                "bringing its total funding to about $445 million."
            ),
            445e6,
            "about",
        ),
        (
            (
                "Harvey raised $80 million in a Series B round led by Elad Gil. "
                "Harvey has now raised $206 million."
            ),
            206e6,
            "exact",
        ),
    ],
)
def test_an_english_total_goes_with_the_last_round(text, value, qualifier):
    (told,) = rounds(text, "en")

    assert told["amount"]["value"] != value
    assert (told["total"]["value"], told["total"]["qualifier"]) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("智谱AI宣布完成3亿元B轮融资，由腾讯领投。今年智谱AI累计融资25亿元。", "zh"),
        ("月之暗面宣布完成10亿美元A轮融资，A轮累计融资13亿美元。", "zh"),
        ("Cohere raised a total of $270 million in a Series C round led by Inovia.", "en"),
        ("Cohere raised $270 million in a Series C round. It raised $300 million this year.", "en"),
    ],
)
def test_what_was_raised_in_one_year_or_round_is_no_total(text, language):
    assert not any("total" in told for told in rounds(text, language))
