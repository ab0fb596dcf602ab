"""Names and positions in Chinese text."""

from __future__ import annotations

import pytest

from events.extraction import extract
from events.extraction.lexicon import Entry, Lexicon


def read(text: str, **options):
    return extract(text, language="zh", **options)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开源平台极狐创始人陈冉出席。", "极狐"),
        ("陈冉创立了大模型公司OpenCSG。", "OpenCSG"),
        ("潞晨科技完成A轮融资。", "潞晨科技"),
        ("云从科技也没能幸免。", "云从科技"),
        ("马维英加入清华大学智能产业研究院。", "清华大学智能产业研究院"),
        ("本轮融资由华为哈勃领投。", "华为哈勃"),
        ("电池制造商瑁曜能，上周也递了表。", "瑁曜能"),
        ("鸿泽岚图(6871.HK)昨日大涨。", "鸿泽岚图"),
        ("澄宙与瀚砾研究院签署合作备忘录。", "瀚砾研究院"),
        ("公司出售了所持的璟犀股权。", "璟犀"),
        ("投资方为Q77资本、蓝驰创投。", "Q77资本"),
        ("据湛鸥数据统计，国内共有20家。", "湛鸥数据"),
        ("算力公司渝弋亦于同日宣布裁员。", "渝弋"),
        ("老股东瑞棠资本、诺泓中国继续增持。", "诺泓中国"),
        ("澍原（上海）智能科技有限公司成立。", "澍原（上海）智能科技有限公司"),
    ],
)
def test_an_organisation_is_told_by_what_stands_around_it(text, name):
    assert name in {entity.name for entity in read(text).companies}


@pytest.mark.parametrize(
    "text",
    [
        "这家以色列初创公司很受关注。",
        "具身智能公司很多。",
        "大公司出手。",
        "这家公司对外证实，消息属实。",
        "模型公司转向卖云服务。",
        "欧美科技巨头主导了市场。",
    ],
)
def test_a_common_noun_is_no_organisation(text):
    assert read(text).companies == []


def test_a_model_in_a_list_of_models_is_one_too():
    facts = read("公司一口气更新了Qwen3、Step3.5 Flash、K2和Wan2.2。")

    assert {entity.name for entity in facts.models} == {"Qwen3", "Step3.5 Flash", "K2", "Wan2.2"}


def test_openai_is_no_part_of_the_name_o3():
    facts = read("外界期待OpenAI o3的表现。")

    assert [entity.name for entity in facts.models] == ["o3"]
    assert [entity.name for entity in facts.companies] == ["OpenAI"]


def test_a_number_of_companies_is_no_model():
    assert read("它属于大模型“六小虎”之一。").models == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司委派任奇远先生代理职务。", "任奇远"),
        ("离开的有徐闻之、邓江、李施远等人。", "邓江"),
        ("总裁邝以宁出席。", "邝以宁"),
    ],
)
def test_a_person_is_told_by_what_stands_around_the_name(text, name):
    assert name in {entity.name for entity in read(text).people}


@pytest.mark.parametrize("text", ["董事会发布聘任总裁的公告。", "他是清华硕士毕业。"])
def test_a_word_after_a_title_is_no_person(text):
    assert read(text).people == []


def test_spaces_between_chinese_and_latin_letters_tell_nothing():
    spaced = read("阿里巴巴 CEO 吴泳铭出席，罗以宁已加入 Meta 。")
    close = read("阿里巴巴CEO吴泳铭出席，罗以宁已加入Meta。")

    assert [(e.kind, dict(e.roles)) for e in spaced.events] == [
        (e.kind, dict(e.roles)) for e in close.events
    ]
    assert (
        [a.title for a in spaced.affiliations] == [a.title for a in close.affiliations] == ["CEO"]
    )


def test_a_short_name_within_another_word_is_not_found():
    lexicon = Lexicon([Entry("company", "高通")])

    assert read("要提高通用模型的能力。", lexicon=lexicon).companies == []


def test_a_form_in_brackets_is_an_alias():
    (person,) = read("自动驾驶负责人陈俊波（歌德）也已经离职。").people

    assert (person.name, person.aliases) == ("陈俊波", ("歌德",))


def test_a_surname_alone_is_the_person_named_before():
    people = read("OpenAI研究员安德烈·卡帕西离职。卡帕西将创业。").people

    assert len(people) == 1


@pytest.mark.parametrize(
    "model",
    [
        "Baichuan-13B",
        "GLM-4.5",
        "ChatGLM2-6B",
        "Gemini 3.1 Flash-Lite",
        "GPT-5.3 Instant",
        "Claude Sonnet-4",
        "Qwen-TTS",
        "DeepSeek-R1-Distill-Qwen-32B",
        "o3-mini",
    ],
)
def test_a_model_is_told_by_the_build_of_its_name(model):
    assert model in {entity.name for entity in read(f"公司发布了{model}。").models}


@pytest.mark.parametrize(
    ("text", "person", "company", "title", "former"),
    [
        ("百度CEO李彦宏出席。", "李彦宏", "百度", "CEO", False),
        ("原搜狗CEO王小川出席。", "王小川", "搜狗", "CEO", True),
        ("美团联合创始人兼CTO王慧文出席。", "王慧文", "美团", "联合创始人兼CTO", False),
        ("張鵬（智譜CEO）出席。", "張鵬", "智譜", "CEO", False),
        ("黄文灏曾任微软亚洲研究院研究员。", "黄文灏", "微软亚洲研究院", "研究员", True),
    ],
)
def test_a_position_is_read(text, person, company, title, former):
    found = [
        (fact.person, fact.company, fact.title, fact.former) for fact in read(text).affiliations
    ]

    assert (person, company, title, former) in found


def test_two_positions_of_one_person_are_two_affiliations():
    found = read("远望资本创始人、迅雷创始人程浩判断，大模型不会太多。").affiliations

    assert {fact.company for fact in found} == {"远望资本", "迅雷"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "参与的有红杉中国、濡沐、腾讯和柘岩等多家机构。",
            {"红杉中国", "濡沐", "腾讯", "柘岩"},
        ),
        (
            "由高瓴创投领投，湘岳产投、澹石、源码资本跟投。",
            {"高瓴创投", "湘岳产投", "澹石", "源码资本"},
        ),
    ],
)
def test_what_stands_in_a_list_of_organisations_is_one(text, names):
    assert {entity.name for entity in read(text).companies} == names


def test_what_opens_the_telling_of_a_closed_round_is_a_company():
    facts = read("进化纪元近日完成数千万元天使轮融资。")

    assert [entity.name for entity in facts.companies] == ["进化纪元"]
