"""The figures as tables to read."""

from __future__ import annotations

from typing import Any

from .measure import Figures

_HEAD = ("precision", "recall", "F1", "right", "wanted", "found", "change")


def report(half: str, language: str, figures: Figures, recorded: Figures) -> str:
    """All figures of one language in one half, beside those recorded before."""
    return "\n\n".join(
        [
            _title(half, language, figures["speed"]),
            _scores(figures["scores"], recorded.get("scores", {})),
            _calibration(figures["calibration"], recorded.get("calibration", {})),
        ]
    )


def _title(half: str, language: str, speed: dict[str, Any]) -> str:
    return (
        f"{half}, {language}: {speed['articles']} articles, {speed['characters']:,} characters, "
        f"{speed['characters_per_second']:,} characters a second"
    )


def _scores(rows: dict[str, Any], recorded: dict[str, Any]) -> str:
    """One line a measure; the last column is the change of F1 since it was recorded."""
    lines = [f"{'':16}" + "".join(f"{word:>10}" for word in _HEAD)]
    for name, row in rows.items():
        rates = "".join(f"{row[key]:10.3f}" for key in ("precision", "recall", "f1"))
        numbers = "".join(f"{row[key]:10}" for key in ("right", "wanted", "found"))
        before = recorded.get(name)
        change = f"{row['f1'] - before['f1']:+10.3f}" if before else ""
        lines.append(f"{name:16}{rates}{numbers}{change}")
    return "\n".join(lines)


def _calibration(now: dict[str, Any], recorded: dict[str, Any]) -> str:
    """One line a range of confidence; calibrated facts are right as often as they are sure."""
    lines = [f"{'confidence':16}{'facts':>10}{'mean':>10}{'right':>10}"]
    lines += [
        f"{row['from']:.1f} to {row['to']:.1f}".ljust(16)
        + f"{row['facts']:10}{row['confidence']:10.3f}{row['right']:10.3f}"
        for row in now["bins"]
    ]
    change = f" ({now['error'] - recorded['error']:+.3f})" if recorded else ""
    lines.append(f"calibration error {now['error']:.3f}{change}")
    return "\n".join(lines)
