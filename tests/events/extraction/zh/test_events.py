"""Each kind of event in sentences of Chinese news, on public facts and on invented names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from events.extraction import extract
from events.extraction.facts import AffiliationFact, EventFact, Money

PUBLISHED = date(2024, 6, 15)


def events(text: str, kind: str) -> list[EventFact]:
    facts = extract(text, published=PUBLISHED, language="zh")
    stated: list[EventFact | AffiliationFact] = [*facts.events, *facts.affiliations]
    for fact in stated:
        quote = fact.evidence
        assert text[quote.start : quote.end] == quote.quote
    return [event for event in facts.events if event.kind == kind]


def told(event: EventFact) -> dict[str, Any]:
    """What an event says, sums as (value, currency)."""
    roles = {
        role: (value.value, value.currency) if isinstance(value, Money) else value
        for role, value in event.roles.items()
    }
    return {**roles, "date": event.date, "certainty": event.certainty}


CASES = {
    "left by name": (
        "career",
        "3月，原阿里巴巴集团副总裁贾扬清宣布告别阿里。",
        {"change": "left", "person": "贾扬清", "date": "2024-03", "certainty": "confirmed"},
    ),
    "left, reported": (
        "career",
        "据36氪报道，快手技术副总裁周启航已于上月离职。",
        {"change": "left", "person": "周启航", "company": "快手", "certainty": "reported"},
    ),
    "leaving is denied": (
        "career",
        "理想汽车智能驾驶副总裁郎咸朋否认离职传闻。",
        {"change": "left", "person": "郎咸朋", "certainty": "denied"},
    ),
    "joined with a title": (
        "career",
        "李先刚离开零一万物，重返贝壳担任技术副总裁。",
        {"change": "joined", "company": "贝壳", "title": "技术副总裁"},
    ),
    "appointed": (
        "career",
        "6月3日，小米集团宣布任命王川为集团副总裁。",
        {"change": "appointed", "person": "王川", "date": "2024-06-03"},
    ),
    "founded, passive": (
        "career",
        "由安德烈·卡帕西于2023年7月创立的Eureka Labs致力于教育。",
        {"change": "founded", "company": "Eureka Labs", "date": "2023-07"},
    ),
    "round with leads": (
        "funding",
        "AI芯片公司「云豹智能」近日完成超10亿元B轮融资，由国投创业、经纬创投联合领投。",
        {
            "company": "云豹智能",
            "round": "B",
            "amount": (1e9, "CNY"),
            "leads": ["国投创业", "经纬创投"],
        },
    ),
    "round in talks": (
        "funding",
        "知情人士透露，月之暗面正在洽谈新一轮5亿美元融资。",
        {"company": "月之暗面", "amount": (5e8, "USD"), "certainty": "planned"},
    ),
    "open source": (
        "release",
        "6月7日，深度求索开源6710亿参数的DeepSeek-V3，可免费商用。",
        {
            "change": "open_sourced",
            "model": "DeepSeek-V3",
            "parameters": 6.71e11,
            "commercial_use": True,
            "date": "2024-06-07",
        },
    ),
    "licence": (
        "release",
        "Meta宣布修改Llama 3的许可协议，允许商业使用。",
        {"change": "licence_changed", "model": "Llama 3", "commercial_use": True},
    ),
    "acquisition": (
        "acquisition",
        "据报道，苹果已收购法国AI初创公司Datakalab。",
        {"acquirer": "苹果", "target": "Datakalab", "certainty": "reported"},
    ),
    "acquisition, passive": (
        "acquisition",
        "光年之外被美团收购。",
        {"acquirer": "美团", "target": "光年之外", "certainty": "confirmed"},
    ),
    "stake sale": (
        "stake_sale",
        "昆仑万维股东李琼计划减持3%的股份（大概13亿元）。",
        {"holder": "李琼", "company": "昆仑万维", "stake": 0.03, "certainty": "planned"},
    ),
    "filing": (
        "listing",
        "6月12日，黑芝麻智能通过港交所聆讯。",
        {"company": "黑芝麻智能", "exchange": "港交所", "certainty": "planned"},
    ),
    "listed": (
        "listing",
        "出门问问于4月24日在港交所主板挂牌上市。",
        {"company": "出门问问", "date": "2024-04-24", "certainty": "confirmed"},
    ),
    "lay-off": (
        "layoff",
        "6月初，Stability AI裁员10%。",
        {"company": "Stability AI", "share": 0.1, "date": "2024-06"},
    ),
    "lay-off in traditional characters": (
        "layoff",
        "微軟宣布裁員約6000人，占員工總數3%。",
        {"company": "微軟", "headcount": 6000, "share": 0.03},
    ),
    "partnership": (
        "partnership",
        "6月11日，苹果与OpenAI宣布达成合作。",
        {"companies": ["苹果", "OpenAI"], "date": "2024-06-11"},
    ),
    "founding": (
        "founding",
        "阶跃星辰成立于2023年4月。",
        {"company": "阶跃星辰", "date": "2023-04"},
    ),
    "closure": ("closure", "AI初创公司Argo宣布倒闭。", {"company": "Argo"}),
    "statement": (
        "statement",
        "百度CEO李彦宏认为，没有应用的基础模型一文不值。",
        {"speaker": "李彦宏", "company": "百度"},
    ),
    "round told of the subject two clauses before": (
        "funding",
        "渝弋智能脱胎于百度的车队，去年9月完成2亿元A轮融资。",
        {"company": "渝弋智能", "round": "A", "date": "2023-09", "amount": (2e8, "CNY")},
    ),
    "round in a relative clause of its backers": (
        "funding",
        "智谱完成由高瓴创投领投，腾讯、小米与美团共同参与的约十亿元B轮融资。",
        {"company": "智谱", "leads": ["高瓴创投"], "round": "B", "amount": (1e9, "CNY")},
    ),
    "talks of taking part": (
        "funding",
        "阿里巴巴正与智谱洽谈，参与其高达3亿美元的融资，投前估值20亿美元。",
        {"certainty": "planned"},
    ),
    "taking part in another's round": (
        "funding",
        "英伟达、微软和亚马逊正讨论参与OpenAI高达100亿美元的融资。",
        {
            "company": "OpenAI",
            "investors": ["英伟达", "微软", "亚马逊"],
            "amount": (1e10, "USD"),
            "certainty": "planned",
        },
    ),
    "money sought after a person's name": (
        "funding",
        "OpenAI行政总裁奥特曼近日到访中东，为新一轮融资筹集至少20亿美元资金。",
        {"company": "OpenAI", "amount": (2e9, "USD"), "certainty": "planned"},
    ),
    "closed by nominal deed": (
        "acquisition",
        "美团公告称，已完成光年之外全部股权的收购。",
        {"acquirer": "美团", "target": "光年之外"},
    ),
    "bought under review": (
        "acquisition",
        "监管机构结束了对软银收购Ampere的审查。",
        {"acquirer": "软银", "target": "Ampere"},
    ),
    "purchase in talks": (
        "acquisition",
        "英伟达正就收购AI21 Labs深入谈判。",
        {"acquirer": "英伟达", "target": "AI21 Labs", "certainty": "planned"},
    ),
    "sum before the sale": (
        "stake_sale",
        "软银以58亿美元出脱手中的英伟达股份。",
        {"holder": "软银", "company": "英伟达", "amount": (5.8e9, "USD")},
    ),
    "listed after its partner for a common date": (
        "listing",
        "5月9日，天数智芯与壁仞科技同样在港交所挂牌上市。",
        {"company": "天数智芯", "exchange": "港交所", "date": "2024-05-09"},
    ),
    "cut in a unit of the parent": (
        "layoff",
        "Meta旗下Reality Labs部门裁减约10%员工。",
        {"company": "Meta", "share": 0.1},
    ),
    "partners who both will build": (
        "partnership",
        "宝马与阿里巴巴联合宣布，双方将基于大模型技术，共同开发智能座舱。",
        {"companies": ["宝马", "阿里巴巴"], "certainty": "confirmed"},
    ),
    "new shares subscribed after a plan": (
        "funding",
        "软银5月8日宣布，将以每股20美元的价格认购英特尔普通股，总投资额为20亿美元。",
        {"company": "英特尔", "investors": ["软银"], "amount": (2e9, "USD")},
    ),
    "another's plan to invest is no round of its own": (
        "funding",
        "英伟达计划向人工智能公司OpenAI投资100亿美元。",
        {"company": "OpenAI", "investors": ["英伟达"], "certainty": "planned"},
    ),
    "several employers": (
        "layoff",
        "亚马逊、Meta与谷歌近期也相继宣布裁员。",
        {"company": "谷歌"},
    ),
    "staff counted in two steps": (
        "layoff",
        "亚马逊宣布裁减1万6000个职位。",
        {"company": "亚马逊", "headcount": 16000},
    ),
    "closed this year": (
        "listing",
        "年内，已有赛目科技、禾赛科技等企业完成港股IPO。",
        {"company": "禾赛科技", "date": "2024", "certainty": "confirmed"},
    ),
    "a subsidiary buys, its parent says": (
        "acquisition",
        "鸿海公告旗下子公司工业富联拟出资50亿元，收购紫光集团9.8%股份。",
        {"acquirer": "工业富联", "target": "紫光集团", "stake": 0.098, "certainty": "planned"},
    ),
    "led in another word": (
        "funding",
        "软银则在2021年主导智谱的一轮6亿美元募资。",
        {"company": "智谱", "leads": ["软银"], "amount": (6e8, "USD"), "date": "2021"},
    ),
    "round without a verb": (
        "funding",
        "4月，Mistral AI 17亿欧元C轮融资再度引爆市场。",
        {"company": "Mistral AI", "round": "C", "amount": (1.7e9, "EUR")},
    ),
    "tutored for a listing": (
        "listing",
        "智谱已在4月完成北京证监局辅导备案。",
        {"company": "智谱", "date": "2024-04", "certainty": "planned"},
    ),
    "a quarter in figures": (
        "statistic",
        "据IT桔子统计，国内融资事件2023Q3达到435笔。",
        {"value": 435, "period": "2023-Q3", "publisher": "IT桔子"},
    ),
    "bought, of a company named just before": (
        "acquisition",
        "他此前创立了一家名为PrimeSense的公司，该公司于2013年被苹果收购。",
        {"acquirer": "苹果", "target": "PrimeSense", "date": "2013"},
    ),
    "a sum announced": (
        "funding",
        "智谱刚进3月就宣布一笔超10亿战略融资。",
        {"company": "智谱", "round": "strategic", "amount": (1e9, "CNY"), "date": "2024-03"},
    ),
}


@pytest.mark.parametrize(("kind", "text", "expected"), CASES.values(), ids=CASES.keys())
def test_an_event_is_read_with_its_roles(kind, text, expected):
    found = [told(event) for event in events(text, kind)]

    assert any(expected.items() <= event.items() for event in found), found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("career", "王坚不会加入华为。"),
        ("career", "李明会离开腾讯吗？"),
        ("career", "百度前副总裁吴恩达没有离开公司。"),
        ("release", "华为未发布盘古大模型6.0。"),
        ("release", "自ChatGPT发布以来，国内大模型层出不穷。"),
        ("release", "Qwen2-72B性能超越Llama-3-70B。"),
        ("funding", "智谱今年累计融资已超过25亿元。"),
        ("statistic", "英伟达一季度营收260亿美元，同比增长262%。"),
        ("career", "技术大佬的离开已经成为一种趋势。"),
    ],
)
def test_what_did_not_happen_is_no_event(kind, text):
    assert events(text, kind) == []


def test_everyone_in_a_list_leaves():
    found = events("张鹏、李鹏和王长虎离开了旷视科技。", "career")

    assert {event.roles["person"] for event in found} == {"张鹏", "李鹏", "王长虎"}


def test_every_figure_of_a_sentence_is_a_statistic():
    found = events("据IDC数据，2023年中国服务器市场规模达91亿美元，增长82.5%。", "statistic")

    assert {(event.roles["value"], event.roles["unit"]) for event in found} == {
        (9.1e9, "美元"),
        (0.825, "%"),
    }
    assert {event.roles["publisher"] for event in found} == {"IDC"}


def test_a_later_sentence_completes_a_round():
    (event,) = events(
        "智谱宣布完成B轮融资。本轮融资由红杉中国领投，投后估值达30亿美元。",
        "funding",
    )

    assert event.roles["leads"] == ["红杉中国"]
    assert event.roles["valuation"].value == 3e9


def test_a_pronoun_is_read_as_the_person_before():
    found = events("黄文灏毕业于北京大学。2023年7月，他加入零一万物。", "career")

    assert [told(event)["person"] for event in found] == ["黄文灏"]


def test_a_post_given_up_for_another_at_the_same_company_is_no_departure():
    found = events("字节跳动研究负责人李航已卸任。李航将转任字节跳动技术顾问。", "career")

    assert [event.roles["change"] for event in found] == ["appointed"]


def test_a_denial_in_the_next_sentence_denies_the_rumour():
    (event,) = events("有消息称，腾讯正洽谈收购月之暗面。月之暗面回应称消息不实。", "acquisition")

    assert event.certainty == "denied"


def test_one_event_told_twice_is_one_fact():
    assert len(events("英伟达收购Run:ai。英伟达以7亿美元收购了Run:ai。", "acquisition")) == 1


def test_a_round_wanted_and_a_round_closed_are_two():
    text = "智谱在两年内完成了B轮融资，并正在以20亿美元的估值接洽新一轮融资。"

    told_of = [(e.roles.get("round"), e.certainty) for e in events(text, "funding")]

    assert told_of == [("B", "confirmed"), (None, "planned")]


def test_rounds_of_one_company_in_one_sentence_are_told_apart():
    text = "晶泰科技2021年完成种子轮，2023年2月完成A轮，2024年1月完成B轮融资。"

    rounds = {(e.roles["round"], e.date) for e in events(text, "funding")}

    assert rounds == {("seed", "2021"), ("A", "2023-02"), ("B", "2024-01")}


def test_what_is_said_of_a_round_afterwards_belongs_to_it():
    text = (
        "今年5月，智谱完成B轮融资。本轮由高瓴创投领投，腾讯跟投。此前的去年11月，"
        "智谱完成A轮融资，投资方包括小米。"
    )

    backed = {e.roles["round"]: e.roles["investors"] for e in events(text, "funding")}

    assert backed == {"B": ["高瓴创投", "腾讯"], "A": ["小米"]}


def test_a_fund_that_companies_plan_is_no_round():
    assert events("商汤与红杉中国拟筹建规模为30亿元的人工智能专项基金。", "funding") == []


def test_the_months_of_a_year_that_a_paragraph_is_about_are_of_that_year():
    text = "2017年以来，收购不断。1月，亚马逊收购Maluuba；3月，英特尔收购Mobileye。"

    assert [e.date for e in events(text, "acquisition")] == ["2017-01", "2017-03"]


def test_a_figure_is_of_the_period_in_its_own_clause():
    text = "企查查数据显示，国内相关企业2022年新增405家，2023年新增280家。"

    figures = {(e.roles["value"], e.roles["period"]) for e in events(text, "statistic")}

    assert figures == {(405.0, "2022"), (280.0, "2023")}


def test_the_topic_after_a_round_is_who_got_the_money():
    text = "软银在2021年主导智谱的一轮6亿美元募资。公司今年4月裁减了约15%的员工。"

    assert [e.roles["company"] for e in events(text, "layoff")] == ["智谱"]
