"""A picture as PNG: paper, ink and one tide line, in the colours of the pages."""

from __future__ import annotations

import functools
import io
import math
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw

from events.models.vocabulary import Certainty
from events.pictures import HEIGHT, WIDTH, Picture
from events.pictures.faces import can_write, face
from events.pictures.lines import broken, cut
from people.names import has_han

EDGE = 80
SIZES = (120, 96, 76, 68, 60, 54, 48, 42)
"""Of the headline, in pixels: the largest in which it fits, those for a name alone in one line."""
NAMES_FROM = 96
LEADING, SMALL_LEADING = 1.3, 1.4
TOP, BOTTOM = 156, HEIGHT - 134
"""Between which the headlines stand."""
SMALL, BRAND = 30, 34
SECOND_LINES = 2
GAP = 16
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
FINE = 4
"""Round marks are drawn so many times larger, and made smaller with soft edges."""
COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")


@functools.cache
def colours() -> dict[str, str]:
    """The light colours of the pages, by name."""
    file = finders.find("tracker/css/tokens.css")
    assert isinstance(file, str)  # noqa: S101
    found: dict[str, str] = {}
    for name, colour in COLOUR.findall(Path(file).read_text(encoding="utf-8")):
        found.setdefault(name, colour)
    return found


def png(picture: Picture) -> bytes:
    """The picture; what the face cannot write is left out."""
    ink = colours()
    image = Image.new("RGB", (WIDTH, HEIGHT), ink["paper"])
    draw = ImageDraw.Draw(image)
    image.paste(*_gauge(Certainty.REPORTED, 38, EDGE, 62))
    _write(draw, (EDGE + 54, 55), picture.brand, BRAND, ink["ink"])
    _write(draw, (WIDTH - EDGE, 60), picture.kicker, SMALL, ink["ink-2"], anchor="ra")
    draw.line((EDGE, 124, WIDTH - EDGE, 124), fill=ink["ink"], width=2)

    first, second = (_plain(text) for text in (picture.headline, picture.second))
    if not can_write(first):
        first, second = second, ""
    seconds = _broken(second, SMALL, SECOND_LINES) if can_write(second) else []
    y = float(TOP)
    if can_write(first):
        size, lines = _fitted(first, BOTTOM - TOP - GAP - len(seconds) * SMALL * SMALL_LEADING)
        for line in lines:
            draw.text((EDGE, y), line, font=face(size), fill=ink["ink"])
            y += size * LEADING
    for line in seconds:
        draw.text((EDGE, y + GAP), line, font=face(SMALL), fill=ink["ink-2"])
        y += SMALL * SMALL_LEADING
    if picture.certainty:
        image.paste(*_gauge(picture.certainty, 34, EDGE, HEIGHT - 118))
        colour = ink["cinnabar" if picture.certainty == Certainty.DENIED else "tide"]
        _write(draw, (EDGE + 50, HEIGHT - 123), picture.certainty_label, SMALL, colour)
    image.paste(*_wave())
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str,
    anchor: str = "la",
) -> None:  # fmt: skip
    if can_write(text):
        draw.text(at, text, font=face(size), fill=colour, anchor=anchor)


def _plain(text: str) -> str:
    """Latin text with straight quotation marks: a Chinese face has curved ones as wide as Han."""
    return text if has_han(text) else text.translate(STRAIGHT)


def _broken(text: str, size: int, most: int) -> list[str]:
    return cut(broken(text, WIDTH - 2 * EDGE, face(size).getlength), most)


def _fitted(text: str, room: float) -> tuple[int, list[str]]:
    """The size of a headline, and its lines in it, which take no more than so much room."""
    for size in SIZES:
        most = 1 if size >= NAMES_FROM else int(room / (size * LEADING))
        lines = broken(text, WIDTH - 2 * EDGE, face(size).getlength)
        if len(lines) <= most:
            return size, lines
    return SIZES[-1], _broken(text, SIZES[-1], int(room / (SIZES[-1] * LEADING)))


Pasted = tuple[Image.Image, tuple[int, int], Image.Image]
"""A colour, where it goes, and its form."""


def _gauge(certainty: str, size: int, x: int, y: int) -> Pasted:
    """The water level of a certainty, as components/sprite.html draws it."""
    whole, unit = size * FINE, size * FINE / 16
    mask = Image.new("L", (whole, whole), 0)
    draw = ImageDraw.Draw(mask)
    ring = (1.5 * unit, 1.5 * unit, 14.5 * unit, 14.5 * unit)
    pen = round(1.5 * unit)
    if certainty == Certainty.CONFIRMED:
        draw.ellipse((0.8 * unit, 0.8 * unit, 15.2 * unit, 15.2 * unit), fill=255)
    elif certainty == Certainty.PLANNED:
        for start in range(0, 360, 40):
            draw.arc(ring, start, start + 22, fill=255, width=pen)
    else:
        level = {Certainty.RUMOURED: 11.4, Certainty.REPORTED: 7.6}.get(Certainty(certainty))
        if level is not None:
            draw.ellipse(ring, fill=255)
            draw.rectangle((0, 0, whole, level * unit), fill=0)
        draw.ellipse(ring, outline=255, width=pen)
        if certainty == Certainty.DENIED:
            line = (1.6 * unit, 14.4 * unit, 14.4 * unit, 1.6 * unit)
            draw.line(line, fill=255, width=round(1.8 * unit))
    colour = colours()["cinnabar" if certainty == Certainty.DENIED else "tide"]
    small = mask.resize((size, size), Image.Resampling.LANCZOS)
    return Image.new("RGB", (size, size), colour), (x, y), small


def _wave() -> Pasted:
    """The one wave of a page, across its foot, with water beneath."""
    depth, length = 64, 84
    size = (WIDTH * 2, depth * 2)
    mask = Image.new("L", size, 0)
    crest = [
        (x, 16 + 10 * math.sin(2 * math.pi * x / (2 * length))) for x in range(0, size[0] + 1, 4)
    ]
    draw = ImageDraw.Draw(mask)
    draw.polygon([(0, size[1]), *crest, (size[0], size[1])], fill=40)
    draw.line(crest, fill=255, width=6, joint="curve")
    small = mask.resize((WIDTH, depth), Image.Resampling.LANCZOS)
    return Image.new("RGB", (WIDTH, depth), colours()["tide"]), (0, HEIGHT - depth), small
