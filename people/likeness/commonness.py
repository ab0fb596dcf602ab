"""Whether many people bear a name, so that the name alone does not make two one."""

from __future__ import annotations

import functools
import re

from pypinyin import lazy_pinyin

from people.likeness.romanization import is_short_given, pinyin_surnames, surname_of
from people.names import fold, has_han

SURNAMES_ZH = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
)
GIVEN_ZH = frozenset(
    """
    伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯
    健 俊 帆 帅 旭 宁 龙 林 阳 东 琳 欣 婷 玲 雪 倩 颖 洁 莉 萍 红 燕 梅 兰 英 慧 峰 亮 建华
    建国 建军 志强 志刚 志伟 志明 国强 晓明 晓东 晓红 小明 小红 海燕 海涛 海波 文博 文杰 子轩
    子涵 浩然 宇轩 欣怡 梓涵 思远 俊杰 雨桐 一鸣 嘉怡 天宇 佳怡 明轩 丽华 丽娜 淑英 秀英 桂英
    玉兰 秀兰 桂兰
    """.split()
)
SURNAMES_EN = frozenset(
    """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez
    gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris
    sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill
    flores green adams nelson baker hall rivera campbell mitchell carter roberts kim park choi
    patel singh kumar shah gupta sharma khan ali evans turner parker collins edwards stewart
    morris murphy cook rogers cohen levy
    """.split()
)
GIVEN_EN = frozenset(
    """
    james robert john michael david william richard joseph thomas charles chris christopher
    daniel matthew anthony mark paul steven andrew kevin brian george edward peter eric alex
    alexander ryan jason jeff scott adam ben benjamin sam samuel tom tim nick mike matt dan dave
    steve jim joe bob mary patricia jennifer linda elizabeth susan jessica sarah karen lisa
    nancy emily anna laura amy rachel kate maria michelle julia grace alice jack tony jerry
    frank henry leo max oliver lucas wei lei ming li jing jun yang hao bo yi raj amit rahul anil
    vijay sanjay
    """.split()
)
_BREAKS = re.compile(r"[\s·.-]+")


@functools.lru_cache(maxsize=20_000)
def is_common(name: str) -> bool:
    """Many bear it, as 李磊, 王伟, Wei Zhang and Michael Lee; not 杨植麟 and Demis Hassabis."""
    if has_han(name):
        surname, given = surname_of(fold(name))
        return surname in SURNAMES_ZH and given in GIVEN_ZH
    parts = _parts(name)
    return len(parts) < 2 or any(
        (surname in SURNAMES_EN and given in GIVEN_EN)
        or (pinyin_surnames(surname) and is_short_given(given) and len(parts) == 2)
        for surname, given in _readings(parts)
    )


@functools.lru_cache(maxsize=20_000)
def is_shared(name: str) -> bool:
    """Some bear it, if not many: short names and those made of usual parts, 马云 and Andrew Ng."""
    if is_common(name):
        return True
    if has_han(name):
        surname, given = surname_of(fold(name))
        return surname in SURNAMES_ZH and (len(given) == 1 or GIVEN_ZH.issuperset(given))
    parts = _parts(name)
    return len(parts) == 2 and any(
        given in GIVEN_EN and pinyin_surnames(surname) for surname, given in _readings(parts)
    )


USUAL_SOUNDS = frozenset(sound for name in GIVEN_ZH for sound in lazy_pinyin(name))


@functools.lru_cache(maxsize=20_000)
def has_rare_sound(name: str) -> bool:
    """Whether few Chinese names sound like it: 颜水成 in pinyin is hardly anybody else's."""
    given = surname_of(fold(name))[1]
    return len(given) == 2 and not USUAL_SOUNDS.issuperset(lazy_pinyin(given))


def _parts(name: str) -> list[str]:
    return [part.casefold() for part in _BREAKS.split(name) if part]


def _readings(parts: list[str]) -> tuple[tuple[str, str], ...]:
    """Surname and given name in both orders."""
    return (parts[-1], parts[0]), (parts[0], parts[-1])
