"""Extraction is measured on articles and the figures are complete."""

from events.extraction.lexicon import Lexicon

from .measure import is_known, measure, peak_megabytes
from .report import report
from .samples import samples

DIGEST = [sample for sample in samples() if sample.name == "zh-2023-10-23-funding"]


def test_the_figures_have_scores_calibration_and_speed():
    figures, _ = measure(DIGEST)

    assert figures["scores"]["evidence"]["precision"] == 1.0
    assert figures["scores"]["funding"]["wanted"] > 0
    both = [figures["scores"][name]["wanted"] for name in ("known names", "unknown names")]
    assert sum(both) == figures["scores"]["entities"]["wanted"]
    assert figures["calibration"]["bins"]
    assert figures["speed"]["articles"] == 1
    assert figures["speed"]["characters"] == len(DIGEST[0].text)
    assert figures["speed"]["characters_per_second"] > 0


def test_the_report_shows_the_change_since_the_figures_were_recorded():
    figures, _ = measure(DIGEST)
    events = figures["scores"]["events"]
    recorded = {"scores": {"events": {**events, "f1": events["f1"] - 0.25}}}

    lines = report("tuning", "zh", figures, recorded).splitlines()

    assert [line for line in lines if line.endswith("+0.250")] == [
        line for line in lines if line.startswith("events ")
    ]


def test_a_name_is_known_as_what_it_is_listed_as():
    company = next(e for e in Lexicon.default().entries if e.name == "OpenAI")

    assert is_known("companies", company.name)
    assert not is_known("people", company.name)


def test_peak_memory_is_told_in_megabytes():
    assert 10 < peak_megabytes() < 100_000
