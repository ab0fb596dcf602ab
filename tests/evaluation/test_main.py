"""The command measures both halves and shows the mistakes of one."""

import json
import sys

import pytest

from . import __main__ as command


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """The names of the articles that were measured; each article has one mistake."""
    names: list[str] = []

    def measure(articles):
        names.extend(sample.name for sample in articles)
        return {"articles": len(articles)}, [f"{sample.name}: missed" for sample in articles]

    monkeypatch.setattr(command, "measure", measure)
    monkeypatch.setattr(command, "report", lambda *args: " ".join(map(str, args)))
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "RESULT", tmp_path / "eval.json")
    monkeypatch.setattr(command, "RECORDED", tmp_path / "figures.json")
    return names


def run(monkeypatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["evaluation", *arguments])
    command.main()


def test_both_halves_are_measured_in_both_languages(measured, monkeypatch):
    run(monkeypatch)

    result = json.loads(command.RESULT.read_text("utf-8"))
    assert {half: set(result[half]) for half in ("tuning", "unseen")} == {
        "tuning": {"zh", "en"},
        "unseen": {"zh", "en"},
    }
    assert not command.RECORDED.exists()


def test_the_mistakes_in_the_unseen_half_are_not_shown(measured, monkeypatch, capsys):
    run(monkeypatch, "--mistakes")

    shown = capsys.readouterr().out
    assert "zh-2023-10-23-funding: missed" in shown
    assert "en-2025-11-07-layoffs" in measured
    assert "en-2025-11-07-layoffs" not in shown


def test_an_unseen_article_cannot_be_measured_alone(measured, monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, "en-2025-11-07-layoffs")

    assert "no tuning article is called en-2025-11-07-layoffs" in capsys.readouterr().err
    assert measured == []


def test_recorded_figures_are_compared_with_the_next_ones(measured, monkeypatch, capsys):
    run(monkeypatch, "--record")
    capsys.readouterr()

    run(monkeypatch)

    assert "unseen en {'articles': 11} {'articles': 11}" in capsys.readouterr().out


def test_only_the_whole_set_can_be_recorded(measured, monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, "--record", "mistral")

    assert "leave the names out" in capsys.readouterr().err
