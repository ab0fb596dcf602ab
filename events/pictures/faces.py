"""The face in which pictures are lettered: one of this machine that has Chinese, if there is one.

None is brought along, for a Chinese face weighs more than the rest of the site. Without one,
Pillow's own Latin face writes what it can, and what it cannot is left out: no picture has empty
boxes.
"""

from __future__ import annotations

import functools
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/System/Library/Fonts", "/Library/Fonts",
)  # fmt: skip
BEST_FIRST = (
    "NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "SourceHanSerifSC-Bold.otf",
    "NotoSerifSC-Bold.otf", "Songti.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf",
    "SourceHanSansSC-Bold.otf", "NotoSansCJK-Regular.ttc", "PingFang.ttc", "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
)  # fmt: skip
MOST_IN_ONE_FILE = 12
NO_CHARACTER = "\U0010ffff"

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@functools.cache
def path() -> str:
    """The file of the face; nothing where the machine has none."""
    if settings.PICTURE_FONT:
        return str(settings.PICTURE_FONT)
    there: dict[str, Path] = {}
    for folder in FOLDERS:
        for found in Path(folder).expanduser().rglob("*.[ot]t[fc]"):
            there.setdefault(found.name, found)
    return next((str(there[name]) for name in BEST_FIRST if name in there), "")


@functools.lru_cache(maxsize=32)
def face(size: int) -> Face:
    """The face in a size, in pixels."""
    file = path()
    if not file:
        return ImageFont.load_default(size)
    return ImageFont.truetype(file, size, index=_simplified(file))


@functools.cache
def _simplified(file: str) -> int:
    """Which of the faces in one file is for simplified Chinese."""
    for index in range(MOST_IN_ONE_FILE if file.endswith(".ttc") else 1):
        try:
            family = ImageFont.truetype(file, 16, index=index).getname()[0] or ""
        except OSError:
            break
        if family.endswith(" SC"):
            return index
    return 0


@functools.lru_cache(maxsize=8192)
def has(character: str) -> bool:
    """Whether the face has a form for a character."""
    if character.isspace():
        return True
    small = face(16)
    return bytes(small.getmask(character)) != bytes(small.getmask(NO_CHARACTER))


def can_write(text: str) -> bool:
    return all(map(has, text))
