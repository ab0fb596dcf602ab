import pytest

from events.ingestion.datasets.mapping import InvalidMapping, parse
from events.ingestion.datasets.mappings import ready
from tests.events.ingestion.datasets.samples import ROUNDS, with_facts


@pytest.mark.parametrize("name", sorted(ready()))
def test_each_ready_mapping_is_valid_and_explains_itself(name):
    mapping = parse(ready()[name])
    assert mapping.name == name
    assert {*mapping.title, *mapping.about} == {"en", "zh"}
    assert mapping.source["trust"] in {"official", "press", "blog"}


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ([], "must be a JSON object"),
        (with_facts(name="Big Name"), "name: write 1 to 39 small letters"),
        (with_facts(keys=["a"]), "has no “keys”; did you mean “key”?"),
        (with_facts(facts=[]), "facts: must be a list of 1 to 20"),
        (with_facts({"fact": "finance"}), "facts[0].fact: must be one of funding"),
        (with_facts({"fact": "funding"}), "a funding needs “company”"),
        (with_facts({"fact": "layoff", "company": "a", "heads": "b"}), "a layoff has no “heads”"),
        (
            with_facts({"fact": "funding", "company": "a", "date": {"column": "b", "order": "my"}}),
            "facts[0].date.order: must be one of ymd, mdy, dmy",
        ),
        (
            with_facts(
                {"fact": "funding", "company": "a", "amount": {"column": "b", "as": "date"}}
            ),
            "facts[0].amount.as: must be money or choice",
        ),
        (
            with_facts({"fact": "release", "model": "a", "change": {"value": "leaked"}}),
            "“leaked” must be one of released, open_sourced, licence_changed",
        ),
        (
            with_facts(
                {"fact": "funding", "company": "a", "amount": {"column": "b", "unit": "heaps"}}
            ),
            "is no unit",
        ),
        (with_facts({"fact": "funding", "company": {"from": "a"}}), "name a column"),
        (with_facts(source={"trust": "gospel"}), "source.trust: must be one of official"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_where_and_what_to_do(document, problem):
    with pytest.raises(InvalidMapping) as refused:
        parse(document)
    assert any(problem in line for line in refused.value.problems), refused.value.problems


def test_all_problems_are_told_at_once():
    with pytest.raises(InvalidMapping) as refused:
        parse(with_facts({"fact": "layoff"}, name="", format="pdf"))
    assert len(refused.value.problems) == 3


def test_a_mapping_knows_the_columns_it_reads():
    mapping = parse(ROUNDS)
    assert mapping.columns == ["公司", "编号", "投资方", "轮次", "金额", "日期"]
    assert mapping.needed == ["编号", "公司"]
