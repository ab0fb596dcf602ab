import time

import pytest

from events.ingestion.robots import Robots

SITE = "https://news.example.com"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("User-agent: *\nDisallow:", "", id="nothing forbidden"),
        pytest.param("User-agent: *\nDisallow: /a", "Disallow: /a", id="all agents"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /a/", "", id="the longer rule counts"),
        pytest.param("User-agent: Other\nDisallow: /", "", id="another agent"),
        pytest.param("User-agent: *\nUser-agent: x\nDisallow: /a", "Disallow: /a", id="two agents"),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: TideLine/2.0 # us\nDisallow: /b",
            "",
            id="our name before all names",
        ),
        pytest.param(
            "User-agent: *\nDisallow:\n\nUser-agent: tideline\nDisallow: /*/1$",
            "Disallow: /*/1$",
            id="our name alone",
        ),
        pytest.param("User-agent: tide\nDisallow: /", "", id="only a part of our name"),
        pytest.param("User-agent: tideline-shop\nDisallow: /", "", id="more than our name"),
        pytest.param("<!doctype html><p>未找到</p>", "", id="a page in its place"),
    ],
)
def test_the_rules_for_our_name_count_or_else_those_for_all(text, rule):
    assert Robots(text).forbids(f"{SITE}/a/1") == rule


def test_a_rule_in_chinese_means_its_encoded_form():
    robots = Robots("User-agent: *\nDisallow: /内部/")

    assert robots.forbids(f"{SITE}/%E5%86%85%E9%83%A8/1") == "Disallow: /内部/"
    assert not robots.forbids(f"{SITE}/%E6%96%B0%E9%97%BB/1")


@pytest.mark.parametrize(("line", "delay"), [("10", 10), ("0.5", 0.5), ("soon", 0), ("1e999", 0)])
def test_a_delay_is_read_where_it_is_a_number(line, delay):
    assert Robots(f"User-agent: *\nCrawl-delay: {line}").delay == delay


def test_many_agents_with_many_rules_do_not_multiply():
    agents = "\n".join(f"user agent a{number}" for number in range(12_000))
    rules = "\n".join(f"disallow:/{number}" for number in range(12_000))
    begun = time.process_time()

    robots = Robots(f"{agents}\n{rules}\nuser-agent: *\ndisallow: /a")

    assert robots.forbids(f"{SITE}/a") == "Disallow: /a"
    assert time.process_time() - begun < 10
