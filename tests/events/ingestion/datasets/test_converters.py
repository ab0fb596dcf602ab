import pytest

from events.extraction.facts import Money, Named
from events.ingestion.datasets.converters import CONVERTERS
from events.ingestion.datasets.numbers import Unfit


def convert(converter, cell, **options):
    return CONVERTERS[converter].convert(cell, options)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-01-28", "ymd", "2026-01-28"),
        ("1/28/2026", "mdy", "2026-01-28"),
        ("28.1.2026", "dmy", "2026-01-28"),
        ("2/27/2024, 1:15:09 AM", "mdy", "2024-02-27"),
        ("2024-05-06T10:00:00Z", "ymd", "2024-05-06"),
        ("+2015-11-00T00:00:00Z", "ymd", "2015-11"),
        ("+2015-00-00T00:00:00Z", "ymd", "2015"),
        ("Jan 5, 2024", "ymd", "2024-01-05"),
        ("5th January 2024", "ymd", "2024-01-05"),
        ("March 2024", "ymd", "2024-03"),
        ("2024年3月5日", "ymd", "2024-03-05"),
        ("2024年3月", "ymd", "2024-03"),
        ("2019/10", "ymd", "2019-10"),
        ("20240305", "ymd", "2024-03-05"),
        ("Q3 2024", "ymd", "2024-Q3"),
        ("2024-H1", "ymd", "2024-H1"),
        (45321, "ymd", "2024-01-30"),
        (2024, "ymd", "2024"),
        ("不详", "ymd", None),
        ("", "ymd", None),
    ],
)
def test_a_date_is_read_in_the_forms_that_tables_have(cell, order, day):
    assert convert("date", cell, order=order) == day


@pytest.mark.parametrize("cell", ["1/2/2026", "soon", "2025-25-11", "Smarch 2024", "13/45/2025"])
def test_a_date_that_may_be_another_is_refused(cell):
    with pytest.raises(Unfit):
        convert("date", cell)


@pytest.mark.parametrize(
    ("cell", "options", "number"),
    [
        ("16000.0", {}, 16000),
        ("1,234", {}, 1234),
        ("1.3万", {}, 13000),
        ("约300人", {}, 300),
        ("7B", {}, 7_000_000_000),
        ("1.02e11", {}, 102_000_000_000),
        (6.7, {"unit": "billion"}, 6_700_000_000),
        ("3, 7, 40", {"several": "largest"}, 40),
        ("7 - 70", {"several": "none"}, None),
        ("未披露", {}, None),
        ("", {}, None),
    ],
)
def test_a_number_is_read_with_its_unit(cell, options, number):
    assert convert("integer", cell, **options) == number


@pytest.mark.parametrize("cell", ["many", "3 or 4 of 5 teams", "1e400", "7 - 70"])
def test_what_is_not_one_number_is_refused(cell):
    with pytest.raises(Unfit):
        convert("number", cell)


@pytest.mark.parametrize(
    ("cell", "options", "money"),
    [
        ("1.03", {"currency": "USD", "unit": "billion"}, Money(1_030_000_000, "USD")),
        ("5000", {"currency": "CNY", "unit": "万"}, Money(50_000_000, "CNY")),
        ("3亿", {"currency": "CNY"}, Money(300_000_000, "CNY", "exact", "3亿")),
        ("$1.5B", {}, Money(1_500_000_000, "USD", "exact", "$1.5B")),
        ("1.5亿美元", {"currency": "CNY"}, Money(150_000_000, "USD", "exact", "1.5亿美元")),
        ("近亿元", {}, Money(100_000_000, "CNY", "under", "近亿元")),
        ("数千万元", {}, Money(10_000_000, "CNY", "several", "数千万元")),
        ("HK$2亿", {}, Money(200_000_000, "HKD", "exact", "HK$2亿")),
        ("0", {"currency": "USD"}, None),
        ("undisclosed", {}, None),
    ],
)
def test_a_sum_is_read_with_its_currency_and_unit(cell, options, money):
    assert convert("money", cell, **options) == money


@pytest.mark.parametrize("cell", ["300", "a lot", "twelve apples"])
def test_a_sum_without_a_currency_is_refused(cell):
    with pytest.raises(Unfit):
        convert("money", cell)


@pytest.mark.parametrize(
    ("cell", "options", "share"),
    [
        ("15%", {}, 0.15),
        ("15", {}, 0.15),
        ("0.15", {"scale": "fraction"}, 0.15),
        ("15％", {"scale": "fraction"}, 0.15),
        ("0", {}, None),
    ],
)
def test_a_share_is_a_fraction(cell, options, share):
    assert convert("percent", cell, **options) == share


@pytest.mark.parametrize(
    ("cell", "options", "names"),
    [
        ("潮汐科技", {}, ["潮汐科技"]),
        ("远帆资本、海图基金", {"separator": "、"}, ["远帆资本", "海图基金"]),
        ("A; B , C", {"separator": "; ,"}, ["A", "B", "C"]),
        ('["Index", "远帆"]', {"json": True}, ["Index", "远帆"]),
        (["a", ["b"]], {}, ["a", "b"]),
        ({"zh": {"language": "zh", "value": "林"}}, {}, ["林"]),
        ("–", {}, None),
        ("org/Name-7B", {"after": "/"}, ["Name-7B"]),
    ],
)
def test_names_are_parted_as_the_mapping_says(cell, options, names):
    found = convert("names", cell, **options)
    assert (found and [named.name for named in found]) == names


def test_what_stands_in_brackets_within_a_name_is_no_other_form_of_it():
    (named,) = convert("names", "University of California (UC) Berkeley", brackets="alias")
    assert named == Named("University of California Berkeley")


def test_what_stands_in_brackets_is_another_form_of_the_name():
    (named,) = convert("names", "Massachusetts Institute of Technology (MIT)", brackets="alias")
    assert named == Named("Massachusetts Institute of Technology", ("MIT",))


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Series B", "B"), ("B轮", "B"), ("种子轮", "seed"), ("Pre-A轮", "pre-A"), ("A+轮", "A+"),
     ("战略融资", "strategic"), ("Angel", "angel")],
)  # fmt: skip
def test_a_round_has_one_form(cell, code):
    assert convert("round", cell) == code


@pytest.mark.parametrize(
    ("converter", "cell", "options", "value"),
    [
        ("boolean", "是", {}, True),
        ("boolean", "✘", {}, False),
        ("boolean", "open", {"true": ["open"], "false": ["closed"]}, True),
        ("choice", "开放", {"words": {"开放": "open_sourced"}}, "open_sourced"),
        ("choice", "else", {"words": {}, "otherwise": "released"}, "released"),
        ("country", "中国", {}, "CN"),
        ("country", "United Kingdom of Great Britain and Northern Ireland", {}, "GB"),
        ("wikidata", "http://www.wikidata.org/entity/Q95", {}, "Q95"),
    ],
)
def test_words_become_values(converter, cell, options, value):
    assert convert(converter, cell, **options) == value


@pytest.mark.parametrize(
    ("converter", "cell"),
    [("boolean", "perhaps"), ("choice", "?"), ("country", "Atlantis"), ("wikidata", "X1"),
     ("round", "third attempt"), ("percent", "250"), ("names", "x" * 300)],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_remedy(converter, cell):
    with pytest.raises(Unfit):
        convert(converter, cell)
