"""Moves, rounds and deals told in other words, across clauses and sentences of Chinese news."""

from __future__ import annotations

import time
from datetime import date

import pytest

from events.extraction import extract
from events.extraction.facts import Facts


def read(text: str) -> Facts:
    return extract(text, published=date(2025, 11, 20), language="zh")


def told(text: str, kind: str, *roles: str) -> set[tuple[str, ...]]:
    return {
        tuple(str(event.roles.get(role)) for role in roles)
        for event in read(text).events
        if event.kind == kind
    }


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("9月，他的同事许望递交辞呈，离开飞鲸网络。", ("left", "许望", "飞鲸网络")),
        ("邬学斌离开百度，下一站是威马汽车。", ("joined", "邬学斌", "威马汽车")),
        ("上周从涂鸦智能卸任COO的杨懿宣布创业。", ("left", "杨懿", "涂鸦智能")),
        ("OpenAI宣布，解除山姆·奥特曼的首席执行官职务。", ("left", "山姆·奥特曼", "OpenAI")),
        (
            "Scale AI的CEO之位由首席战略官杰森·德罗格接过。",
            ("appointed", "杰森·德罗格", "Scale AI"),
        ),
        ("谷歌拿到技术授权，并挖走了CEO瓦伦·莫汉。", ("joined", "瓦伦·莫汉", "谷歌")),
        ("姜大昕放弃了微软全球副总裁的职位。", ("left", "姜大昕", "微软")),
        ("王卓然2019年加入商汤。去年秋天他提出离职。", ("left", "王卓然", "商汤")),
        ("她和前同事林小舟创办了语桥科技。", ("founded", "林小舟", "语桥科技")),
        ("飞鲸网络有3位高管离职，包括副总裁贺知远和林小舟。", ("left", "林小舟", "飞鲸网络")),
        ("以智谱为例，首席战略官贺知远于今年1月离职。", ("left", "贺知远", "智谱")),
        ("百度再度从谷歌挖角两位研究员，分别是贺知远与林小舟。", ("joined", "林小舟", "百度")),
        ("百度再度从谷歌挖角两位研究员，分别是贺知远与林小舟。", ("left", "林小舟", "谷歌")),
        ("智谱的贺知远和林小舟离职。两人随后加入小米。", ("joined", "林小舟", "小米")),
        ("贺知远去年加入小米。这位年轻的科学家上月离开小米。", ("left", "贺知远", "小米")),
        ("大模型负责人贺知远被字节跳动以高薪挖走。", ("joined", "贺知远", "字节跳动")),
        ("Jason Merrow创立了语桥科技。Merrow随后加入谷歌。", ("joined", "Jason Merrow", "谷歌")),
        ("另一位离开OpenAI的研究员为贺知远。", ("left", "贺知远", "OpenAI")),
        ("贺知远(Wang Xu)正式加入小米(01810)。", ("joined", "贺知远", "小米")),
        ("年底，林小舟开始担任百度副总裁。", ("appointed", "林小舟", "百度")),
        ("大模型负责人林小舟因违规被百度辞退。", ("left", "林小舟", "百度")),
        ("智谱从谷歌引入研究副总裁林小舟，任命其担任首席科学家。", ("appointed", "林小舟", "智谱")),
        ("离开谷歌后，林小舟闭门写书。", ("left", "林小舟", "谷歌")),
        ("林小舟转投通用旗下的百川智能。", ("joined", "林小舟", "百川智能")),
        ("林小舟1987年出生。2019年加入百度。", ("joined", "林小舟", "百度")),
        ("林小舟是算法工程师。2017年离开百度，加入谷歌。", ("left", "林小舟", "百度")),
        ("自2025年2月林小舟加入字节以来，调整不断。", ("joined", "林小舟", "字节")),
        ("百度邀请27岁、曾任职谷歌的林小舟担任首席科学家。", ("joined", "林小舟", "百度")),
        ("百度任命曾任职于谷歌的研究员林小舟，出任首席科学家。", ("appointed", "林小舟", "百度")),
        ("副总裁贺知远、林小舟等宿将相继从百度离职。", ("left", "贺知远", "百度")),
    ],
)
def test_a_move_is_read_however_it_is_told(text, move):
    assert move in told(text, "career", "change", "person", "company")


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("智谱在12月又拿到了30亿元，估值突破200亿元。", "funding", {"company": "智谱"}),
        ("阶跃星辰的B轮在12月落定。", "funding", {"company": "阶跃星辰"}),
        ("阿里是月之暗面的股东，今年它领投了后者的B轮。", "funding", {"company": "月之暗面"}),
        ("去年被AMD收编的还有ZT Systems。", "acquisition", {"acquirer": "AMD"}),
        ("语桥科技完成了对云途数智100%股权的收购。", "acquisition", {"target": "云途数智"}),
        ("英伟达清空了所持的Serve Robotics股份。", "stake_sale", {"holder": "英伟达"}),
        ("9月，语桥科技启动人员优化，涉及员工约180人。", "layoff", {"headcount": 180}),
        ("5月20日，法院受理了云麓智能的破产申请。", "closure", {"company": "云麓智能"}),
        ("工信部赛迪研究院估算，全球市场规模近30万亿元。", "statistic", {"value": 3e13}),
    ],
)
def test_an_event_is_read_however_it_is_told(text, kind, roles):
    found = [event.roles for event in read(text).events if event.kind == kind]

    assert any(roles.items() <= event.items() for event in found), found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("智能客服公司语桥科技的一位员工回忆。", "语桥科技"),
        ("恒拓信息：董事会收到总经理的辞职报告。", "恒拓信息"),
        ("新公司名为“小圆满”，目前尚未注册。", "小圆满"),
        ("一家名为拓扑手的灵巧手公司被收购。", "拓扑手"),
        ("东鹏资本董事总经理罗以安表示，市场会好转。", "东鹏资本"),
        ("跟投的有金沙江创投和鹤鸣基金。", "鹤鸣基金"),
    ],
)
def test_a_company_is_known_by_a_name_that_is_no_word(text, name):
    assert name in {company.name for company in read(text).companies}


@pytest.mark.parametrize(
    "text", ["端侧智能正在落地。", "人工智能公司宣布裁员。", "大模型公司融资。"]
)
def test_words_of_the_trade_are_no_companies(text):
    assert read(text).companies == []


def test_the_company_of_an_article_is_meant_where_none_is_named():
    text = (
        "渡鲸智能成立于2021年。渡鲸智能最多时有三百人。渡鲸智能的股东有红杉中国。"
        "4月，渡鲸智能搬了家。前首席技术官段启山去年11月就走了。"
    )

    assert ("left", "段启山", "渡鲸智能") in told(text, "career", "change", "person", "company")


def test_a_quotation_belongs_to_whom_the_next_sentence_names():
    text = "“真正的机会在大模型的应用。”栖云资本合伙人贺知远判断。"

    assert told(text, "statement", "speaker", "company") == {("贺知远", "栖云资本")}


def test_an_answer_in_an_interview_is_a_statement_of_the_one_who_answers():
    text = "朔壤智能创始人段洵受访。\n段洵：我不同意。我认为三年之内模型会有新的架构。"

    assert ("段洵", "朔壤智能") in told(text, "statement", "speaker", "company")


@pytest.mark.parametrize(
    "text",
    [
        "小米曾尝试挖角智谱的研究员贺知远。",
        "贺知远在智谱内网公布了离职信。",
        "贺知远辞任总经理后仍将担任智谱董事长。",
    ],
)
def test_what_did_not_come_about_is_no_move(text):
    assert told(text, "career", "change", "person") <= {("left", "贺知远")} - {("joined", "贺知远")}
    assert not {"joined", "appointed"} & {change for (change,) in told(text, "career", "change")}


def test_everyone_in_a_list_behind_a_title_holds_it():
    text = "百度的执行董事包括贺知远、林小舟和王卓然。"

    assert {post.person for post in read(text).affiliations} == {"贺知远", "林小舟", "王卓然"}


def test_since_when_a_post_is_held_is_the_day_of_the_appointment():
    text = "百度年会召开。林小舟自2015年12月15日获委任为百度董事，并于2021年8月23日调任为百度总裁。"
    appointed = [event for event in read(text).events if event.kind == "career"]

    assert [event.date for event in appointed] == ["2015-12-15", "2021-08-23"]


def test_giving_up_a_salary_denies_nothing():
    text = "林小舟2018年加入百度，却在2022年放弃高薪。"
    (event,) = read(text).events

    assert (event.roles["change"], event.certainty) == ("joined", "confirmed")


def test_who_left_the_front_line_has_not_left_the_company():
    text = "已淡出一线业务多年的百度联合创始人林小舟露面。"

    assert told(text, "career", "person") == set()


def test_studying_somewhere_is_no_move():
    text = "林小舟2014年进入浙江大学控制学院读博。"

    assert told(text, "career", "person") == set()


def test_the_company_of_the_first_of_two_posts_is_the_one_that_is_left():
    text = "最近一个离职的科学家是阿里巴巴副总裁、达摩院自动驾驶实验室负责人林小舟。"

    assert told(text, "career", "change", "company") == {("left", "阿里巴巴")}


@pytest.mark.parametrize(
    "text",
    [
        "谷歌出身的林小舟负责产品。",
        "原Brightloom资深工程师林小舟负责产品。",
        "林小舟曾任职于百度，并在谷歌从事研究工作。",
    ],
)
def test_where_somebody_comes_from_is_a_former_post(text):
    assert {(post.person, post.former) for post in read(text).affiliations} == {("林小舟", True)}


def test_an_abbreviation_in_brackets_is_no_break_in_a_title():
    (post,) = read("百度首席人工智能(AI)科学家林小舟出席。").affiliations

    assert post.company == "百度"


def test_a_company_that_a_sentence_opens_with_is_whose_post_is_held():
    text = "小米发布新机。在百度，研究员直接向总裁林小舟汇报。"

    assert [(post.person, post.company) for post in read(text).affiliations] == [("林小舟", "百度")]


@pytest.mark.parametrize(
    "text", ["林小舟，百度副总裁。", "百度有多位高管出席，包括高级副总裁林小舟。"]
)
def test_a_post_beside_a_name_is_held(text):
    (post,) = read(text).affiliations

    assert (post.person, post.company, post.former) == ("林小舟", "百度", False)


def test_an_inventory_of_models_is_no_release():
    text = "截至5月，国内已经发布了79个大模型——文心一言、通义千问、ChatGLM2-6B。"

    assert told(text, "release", "model") == set()


def test_a_quotation_of_several_sentences_is_read_to_its_end():
    text = "林小舟指出，“这是最热闹的一年。但模型的价格还会下降。”"

    assert told(text, "statement", "speaker") == {("林小舟",)}


def test_a_short_biography_behind_a_colon_tells_the_post():
    (post,) = read("贺知远(浙大校友)：前OpenAI感知(Perception)团队负责人。").affiliations

    assert (post.person, post.company, post.former) == ("贺知远", "OpenAI", True)


def test_a_general_wish_to_hire_is_no_departure():
    text = "Salesforce首席执行官马克·贝尼奥夫愿意聘用任何递交辞呈的OpenAI研究员。"

    assert told(text, "career", "change", "person") == set()


@pytest.mark.parametrize("piece", ["谷歌收购谷歌", "他离开谷歌加入百度，", "腾讯融资1亿元A轮领投"])
def test_a_text_without_sense_takes_time_in_proportion_to_its_length(piece):
    read(piece)
    taken = []
    for repeats in (500, 4000):
        start = time.process_time()
        read(piece * repeats)
        taken.append(time.process_time() - start)

    assert taken[1] < 20 * taken[0] + 0.5
