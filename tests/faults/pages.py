"""Invented news in both languages, each text as short as it can be and like no other."""

from __future__ import annotations

from events.synthetic.world import chinese_name, english_name

FIRST = 400_000
"""The number of the first name, beyond those of the invented record."""

PADDING = 30
"""Names enough to tell two texts apart that say the same of others."""

_SHARE = 100


def text(number: int) -> str:
    """Two facts, every second time in Chinese, of people and firms that no other text names."""
    own = range(FIRST + number * _SHARE, FIRST + (number + 1) * _SHARE)
    if number % 2:
        names = [chinese_name(one) for one in own]
        return (
            f"2024年3月5日，{names[0]}智能宣布完成2亿元B轮融资，由{names[1]}资本领投。"
            f"{names[2]}科技于2024年3月裁员120人，约占员工总数的10%。"
            f"{'，'.join(names[4 : 4 + PADDING])}。"
        )
    names = [english_name(one) for one in own]
    return (
        f"{names[0]} AI said on Tuesday that it raised $40 million in a Series B round led by "
        f"{names[1]} Capital. {names[2]} Robotics laid off 120 employees, or 10% of its staff, in "
        f"March 2024. {' '.join(names[4 : 4 + PADDING])}."
    )


def note(number: int) -> str:
    """A text as cheap as can be; every tenth tells one fact."""
    own = range(FIRST + number * _SHARE, FIRST + number * _SHARE + 3)
    if number % 10:
        return f"{'、'.join(map(chinese_name, own))}。"
    firm, fund, _ = map(english_name, own)
    return f"{firm} AI raised $40 million in a Series B round led by {fund} Capital."


def page(number: int) -> str:
    language = "zh" if number % 2 else "en"
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>消息{number}</title>'
        f"<article><h1>消息{number}</h1><p>{text(number)}</p></article></html>"
    )
