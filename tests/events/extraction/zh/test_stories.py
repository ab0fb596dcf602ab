"""What one sentence of a story leaves to another: who and where, and what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from events.extraction import extract
from events.extraction.facts import Facts

PUBLISHED = date(2025, 9, 10)


def read(text: str) -> Facts:
    return extract(text, published=PUBLISHED, language="zh")


def careers(text: str) -> set[tuple[str, str, str]]:
    return {
        (event.roles["change"], event.roles["person"], event.roles["company"])
        for event in read(text).events
        if event.kind == "career"
    }


def posts(text: str) -> set[tuple[str, str, bool]]:
    return {(post.person, post.company, post.former) for post in read(text).affiliations}


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("曾在百度和商汤任职的林若川创立了具身智能公司知微动力。", ("林若川", "商汤", True)),
        ("在小米担任首席科学家期间，林若川主导了这一项目。", ("林若川", "小米", True)),
        ("林若川曾在腾讯和美团担任要职。", ("林若川", "美团", True)),
        ("林若川毕业于浙江大学，并在腾讯工作12年。", ("林若川", "腾讯", True)),
        ("林若川于2021年加入百度。在此之前，他在美国普林斯顿大学担任副教授。", ("林若川", "普林斯顿大学", True)),
        ("公司从商汤挖走研究总监林若川，百度语音技术负责人陈见秋。", ("陈见秋", "百度", True)),
    ],
)  # fmt: skip
def test_a_post_is_over_where_the_words_around_it_say_so(text, post):
    assert post in posts(text)


def test_a_company_is_known_by_its_name_without_the_ending_where_somebody_works():
    text = "林若川曾任小鹏汽车产品总监。前小鹏副总裁陈见秋则去了蔚来。"
    assert ("陈见秋", "小鹏汽车", True) in posts(text)


def test_the_company_just_founded_is_the_one_that_goes_on():
    text = "陈见秋曾是华为工程师，他与丁若松联合创办了知微动力。这家公司刚成立就拿到5000万美元的天使轮融资。"
    (funding,) = [event for event in read(text).events if event.kind == "funding"]
    assert funding.roles["company"] == "知微动力"


def test_a_notice_calls_its_company_the_firm():
    text = "海岳智能股份有限公司（以下简称“公司”）于2025年9月8日召开董事会。会议选举周见林同志（简历附后）担任公司董事长。"
    assert ("appointed", "周见林", "海岳智能股份有限公司") in careers(text)


def test_whoever_sets_up_a_unit_of_the_own_company_founds_none():
    text = "Meta CEO扎克伯格宣布重组部门，成立Meta超级智能实验室。"
    assert not {move for move in careers(text) if move[0] == "founded"}


def test_a_fourth_character_belongs_to_a_name_that_always_has_it():
    text = "负责预训练的刘大一恒同时代管两个团队。刘大一恒于2020年入职华为。"
    assert "刘大一恒" in {person.name for person in read(text).people}


def test_latin_names_in_a_list_with_a_person_are_persons():
    text = "苹果又流失了三位研究员，分别是研究员Wen Dal、Zhao Ming和John Pebble。"
    assert careers(text) == {
        ("left", person, "苹果") for person in ("Wen Dal", "Zhao Ming", "John Pebble")
    }


def test_what_is_called_off_elsewhere_in_a_sentence_denies_nothing():
    text = (
        "2023年2月，Meta推出模型Llama，多年之后这家公司据传要转向专有模型，并将逐步放弃其开源策略。"
    )
    (release,) = [event for event in read(text).events if event.kind == "release"]
    assert release.certainty == "confirmed"


def test_a_rival_is_where_somebody_goes():
    text = "OpenAI联合创始人林若川宣布离职，将跳槽至OpenAI竞争对手Anthropic。"
    assert ("joined", "林若川", "Anthropic") in careers(text)


def test_a_dateline_dates_what_the_sentence_tells():
    text = "潮汐快讯9月6日消息，刚刚，百度副总裁林若川宣布离职。"
    (left,) = [event for event in read(text).events if event.kind == "career"]
    assert left.date == "2025-09-06"


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("百度因其泄密，将副总裁林若川予以辞退。", ("left", "林若川", "百度")),
        ("徐见山与合伙人林若川共同创立了潮音电台（Tide Radio）。", ("founded", "林若川", "潮音电台")),
        ("从百度出走的高管包括创建穹智路的林若川。", None),
        ("林若川加入清华系AI创业公司知微动力。", ("joined", "林若川", "知微动力")),
        ("林若川将出任腾讯“总裁办公室”首席AI科学家。", ("appointed", "林若川", "腾讯")),
    ],
)  # fmt: skip
def test_who_moves_is_told_from_those_beside(text, move):
    found = careers(text)
    assert (move in found) if move else not found


def test_those_beside_the_subject_take_no_post_of_it():
    text = "林若川2017年加入寒武纪，离职前与寒武纪成员陈见秋、丁若松同为骨干，并担任CTO。"
    assert {person for _, person, _ in careers(text)} <= {"林若川"}


def test_a_model_named_behind_a_colon_is_the_one_released():
    releases = [
        event.roles["model"]
        for event in read("9月8日，智谱发布了新一代基座大模型：GLM-7.5。").events
        if event.kind == "release"
    ]
    assert releases == ["GLM-7.5"]


def test_a_model_is_told_by_being_called_one():
    text = "World Labs的旗舰产品Marblum是一套生成式世界模型，2025年6月正式上线。"
    (release,) = [event for event in read(text).events if event.kind == "release"]
    assert (release.roles["model"], release.date) == ("Marblum", "2025-06")


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("从谷歌加入微软的，还有工程主管索纳尔·古普塔和产品经理蒂姆·弗兰克等。", ("joined", "蒂姆·弗兰克", "微软")),
        ("工程师林若川已离开苹果公司并加入特斯拉机器人团队。", ("joined", "林若川", "特斯拉")),
        ("百度决定解除林若川的劳动合同。", ("left", "林若川", "百度")),
        ("何见山收购了赵同舟创办的“多盈机器人”，并成立鹏岭智能。", ("founded", "何见山", "鹏岭智能")),
    ],
)  # fmt: skip
def test_a_move_is_told_in_many_ways(text, move):
    assert move in careers(text)


def test_a_post_taken_up_from_a_day_on_has_that_day():
    text = "自2025年10月1日起，现任总裁林若川将接掌蚂蚁集团CEO一职。"
    assert {event.date for event in read(text).events} == {"2025-10-01"}


def test_the_surname_of_a_foreign_person_is_no_company():
    text = "谷歌前副总裁阿马尔·萨勃拉曼尼亚加入微软。萨勃拉曼尼亚和同事均于上月离开谷歌。"
    assert {person.name for person in read(text).people} == {"阿马尔·萨勃拉曼尼亚"}


def test_one_title_is_shared_by_those_who_act_each_in_turn():
    text = "中兴通讯执行副总裁王见瑜、李映和谢屿石将分别分管研发、财务与销售。"
    assert posts(text) == {(name, "中兴通讯", False) for name in ("王见瑜", "李映", "谢屿石")}
