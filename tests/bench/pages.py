"""Invented news pages of some two thousand characters, each with a handful of facts."""

from __future__ import annotations

from events.synthetic.world import chinese_name, english_name

CHARACTERS = 2000
FIRST = 300_000
"""The number of the first name, beyond those of the invented record."""

_TOLD = {
    "en": (
        "{0} AI said on Tuesday that it raised $40 million in a Series B round led by {1} Capital.",
        "{0} AI was founded in 2021 by Ann {2}, who is its chief executive officer.",
        "{3} Robotics laid off 120 employees, or 10% of its staff, in March 2024.",
        "{4} Labs acquired {5} Systems for $200 million in February 2024.",
    ),
    "zh": (
        "2024年3月5日，{0}智能宣布完成2亿元B轮融资，由{1}资本领投。",
        "{0}智能成立于2021年，创始人兼CEO为王{2}。",
        "{3}科技于2024年3月裁员120人，约占员工总数的10%。",
        "2024年2月，{4}科技以2亿美元收购{5}机器人。",
    ),
}
_FILLER = {
    "en": (
        "The market has been calm this spring, and few people expect that to change before autumn.",
        "Hospitals, schools and small shops have begun to try such tools in their daily work.",
        "What they ask for is less paper, shorter queues and answers that can be checked.",
        "It rained on most days of the fair, which kept many visitors inside the halls.",
    ),
    "zh": (
        "今年春天市场比较平静，很少有人认为秋天以前会有变化。",
        "医院、学校和小商店已经开始在日常工作中尝试这类工具。",
        "他们要的是更少的纸张、更短的队伍和可以核对的答案。",
        "展会期间大多数日子都在下雨，许多观众留在馆内。",
    ),
}
_NAME = {"en": english_name, "zh": chinese_name}
_NAMES = 6


def page(number: int) -> str:
    """A page like no other, every second one in Chinese; each tells of other people and firms."""
    language = "zh" if number % 2 else "en"
    name = _NAME[language]
    names = [name(FIRST + number * _NAMES + place) for place in range(_NAMES)]
    paragraphs = [sentence.format(*names) for sentence in _TOLD[language]]
    filler, place = _FILLER[language], 0
    while sum(map(len, paragraphs)) < CHARACTERS:
        paragraphs.insert(2 * place + 1, " ".join(filler[place % 4 :]))
        place += 1
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f"{names[0]} {number}"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>{number}</footer></body></html>"
    )
