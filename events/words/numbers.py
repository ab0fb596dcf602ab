"""Counts, sizes and percentages in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from events.words import Language

Number = int | float | Decimal
Scale = tuple[tuple[Decimal, str], ...]

MONEY: dict[Language, Scale] = {
    "en": (
        (Decimal(10**12), "\u00a0tn"),
        (Decimal(10**9), "\u00a0bn"),
        (Decimal(10**6), "\u00a0m"),
    ),
    "zh": ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")),
}
PARAMETERS: dict[Language, Scale] = {
    "en": ((Decimal(10**12), "T"), (Decimal(10**9), "B"), (Decimal(10**6), "M")),
    "zh": MONEY["zh"],
}
COUNTS: dict[Language, Scale] = {"en": (), "zh": MONEY["zh"]}


def digits(value: Number) -> str:
    """A number with thousands separators and no more decimals than it has, at most two.

    Half a hundredth is rounded up, as readers do it: 2.065 is `2.07`.
    """
    with localcontext(rounding=ROUND_HALF_UP):
        return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")


def scale_of(value: Number, scale: Scale) -> tuple[Decimal, str]:
    """The largest unit of a scale that a value reaches, or one of no name."""
    return next((unit for unit in scale if unit[0] <= abs(Decimal(str(value)))), (Decimal(1), ""))


def scaled(value: Number, scale: Scale) -> str:
    size, name = scale_of(value, scale)
    return digits(Decimal(str(value)) / size) + name


def count(value: Number, language: Language) -> str:
    """`12,000`, `1.2万`; four digits are written out in both languages."""
    words = scaled(value, COUNTS[language])
    return words.replace(",", "") if language == "zh" else words


def parameters(value: int, language: Language) -> str:
    """`7B`, `70亿`."""
    return scaled(value, PARAMETERS[language])


def percentage(fraction: Number) -> str:
    """0.035 is `3.5%`."""
    return f"{digits(Decimal(str(fraction)) * 100)}%"
