"""How likely two are one, by their names and by what is known around them."""

import pytest

from people.likeness import Context, Known, compare, keys_of


def known(kind, *names, ties=(), **values):
    return Known(kind, names, Context(ties=frozenset(ties)), **values)


SAME = [
    ("person", "李开复", "Kai-Fu Lee"),
    ("person", "黄仁勋", "Jen-Hsun Huang"),
    ("person", "李飛飛", "Fei-Fei Li"),
    ("person", "张亚勤", "Ya-Qin Zhang"),
    ("person", "杨植麟", "Zhilin Yang"),
    ("person", "Li Feifei", "Fei-Fei Li"),
    ("person", "Ilya Sutskever", "Ilya E. Sutskever"),
    ("person", "Sam Altman", "Samuel Altman"),
    ("company", "北京月之暗面科技有限公司", "月之暗面"),
    ("company", "智譜AI", "智谱"),
    ("company", "百川智能", "Baichuan"),
    ("company", "Moonshot AI", "Moonshot"),
    ("company", "Anthropic", "Anthropic PBC"),
    ("company", "Preferred Networks, K.K.", "Preferred Networks"),
    ("company", "Preferred Networks株式会社", "Preferred Networks"),
    ("company", "中科院自动化所", "中国科学院自动化研究所"),
    ("company", "上海AI实验室", "上海人工智能实验室"),
    ("company", "上海交大", "上海交通大學"),
    ("company", "中科大", "中国科学技术大学"),
    ("company", "UC Berkeley", "University of California, Berkeley"),
    ("person", "Łukasz Kaiser", "Lukasz Kaiser"),
    ("person", "Arthur Mensch, PhD", "Arthur Mensch"),
    ("person", "李飞飞教授", "李飞飞"),
    ("model", "Qwen2.5-72B-Instruct", "Qwen 2.5 72B Instruct"),
    ("model", "Claude 3.5 Sonnet", "Claude Sonnet 3.5"),
    ("model", "文心大模型 4.0", "文心 4.0"),
]
DIFFERENT = [
    ("person", "王小川", "王晓明"),
    ("person", "Jack Clark", "Jack Ma"),
    ("person", "李磊", "李雷"),
    ("company", "Google", "Google DeepMind"),
    ("company", "腾讯", "腾讯云"),
    ("company", "小米", "小米汽车"),
    ("company", "红杉中国", "红杉资本"),
    ("company", "AI21", "AI2"),
    ("company", "中科大", "中国人民大学"),
    ("company", "UC Berkeley", "UC Davis"),
    ("company", "中科院自动化所", "中科院计算所"),
    ("company", "北京交通大学", "上海交通大学"),
    ("company", "西安交通大学", "上海交通大学"),
    ("company", "北京智源研究院", "上海智源研究院"),
    ("company", "ALI Technologies", "阿里"),
    ("company", "Cohere", "Coherent"),
    ("model", "GPT-4", "GPT-4o"),
    ("model", "GLM-4", "GLM-4-9B"),
    ("model", "Kimi K2", "Kimi k1.5"),
    ("model", "Llama 3 8B", "Llama 3 70B"),
]
OPEN = [
    ("person", "D. Hassabis", "Demis Hassabis"),
    ("person", "李磊", "Lei Li"),
    ("person", "Mira Murati", "Mira Muratti"),
    ("company", "字节", "字节跳动"),
    ("company", "AMD", "Advanced Micro Devices, Inc."),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME, ids=str)
def test_names_that_say_enough_are_one(kind, one, other):
    assert compare(known(kind, one), known(kind, other)).is_same


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT, ids=str)
def test_names_that_only_look_alike_are_two(kind, one, other):
    assert compare(known(kind, one), known(kind, other)).score < 0.1


@pytest.mark.parametrize(("kind", "one", "other"), OPEN, ids=str)
def test_names_that_may_be_one_are_for_editors_to_say(kind, one, other):
    likeness = compare(known(kind, one), known(kind, other))

    assert likeness.is_open
    assert not likeness.is_same


@pytest.mark.parametrize(("kind", "one", "other"), SAME + DIFFERENT + OPEN, ids=str)
def test_it_does_not_matter_which_comes_first(kind, one, other):
    one, other = known(kind, one), known(kind, other)

    assert compare(one, other).score == pytest.approx(compare(other, one).score)


@pytest.mark.parametrize(("kind", "one", "other"), SAME, ids=str)
def test_names_that_are_one_share_a_key_or_are_spelt_alike(kind, one, other):
    assert keys_of(kind, [one]) & keys_of(kind, [other])


def test_namesakes_at_different_companies_are_two_and_at_one_company_one():
    at_baidu = known("person", "李磊", ties=["百度"])

    assert compare(at_baidu, known("person", "李磊", ties=["字节跳动"])).score < 0.2
    assert compare(at_baidu, known("person", "李磊", ties=["百度", "小米"])).is_same


def test_a_rare_name_is_one_person_wherever_it_works():
    here = known("person", "杨植麟", ties=["循环智能"])

    assert compare(here, known("person", "杨植麟", ties=["月之暗面"])).is_same


def test_surroundings_settle_what_a_name_leaves_open():
    one = known("person", "D. Hassabis", ties=["DeepMind"])

    assert compare(one, known("person", "Demis Hassabis", ties=["DeepMind"])).is_same


def test_an_identifier_overrules_the_name():
    one = known("company", "Mistral AI", wikidata_id="Q1")

    assert compare(one, known("company", "Mistral AI", wikidata_id="Q2")).score < 0.1


def test_each_score_tells_its_reasons():
    likeness = compare(
        known("person", "李开复", ties=["零一万物"]),
        known("person", "Kai-Fu Lee", ties=["零一万物"]),
    )

    assert [reason.code for reason in likeness.reasons] == ["same sound", "named with the same"]


def test_a_model_of_another_developer_is_another_model():
    one = known("model", "Yi-34B", ties=["零一万物"])

    assert compare(one, known("model", "Yi 34B", ties=["某公司"])).score < 0.1


def test_two_of_a_family_at_one_company_are_two():
    dario = known("person", "Dario Amodei", "Amodei", ties=["Anthropic"])

    daniela = known("person", "Daniela Amodei", "Amodei", ties=["Anthropic"])
    assert compare(dario, daniela).score < 0.2
    assert compare(dario, known("person", "Amodei", ties=["Anthropic"])).is_open
