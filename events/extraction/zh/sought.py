"""Whether a round of financing is still sought, or was closed."""

from __future__ import annotations

import re

from ..masking import MONEY as S

_TALKS = re.compile(
    r"寻求|洽谈|接洽|谈判|商谈|商讨|磋商|讨论|筹划|谋求|计划|拟|有意|考虑|目标|冀|希望|启动|开启|推进|即将|接近|可能|或(?:将|达|高达|升|为|超)|有望|预计|正(?:在|就|以|与)|为[^,。;]{0,12}(?:融资)?筹集|将"
)
_HAS_RAISED = re.compile(
    r"完成|获得|拿到|斩获|敲定|筹得|募得|已(?:经)?(?:获|筹集|募集|融)|宣布(?!,?(?:将|计划|拟))|官宣|落定|到账"
)


def is_sought(text: str, start: int, stop: int) -> bool:
    """Whether the words up to the sum speak of talks, and of nothing that was completed."""
    sums = [place for place in range(start, stop) if text[place] == S]
    end = sums[0] if sums else min(stop, start + 60)
    return (
        _TALKS.search(text, start, end) is not None and _HAS_RAISED.search(text, start, end) is None
    )
