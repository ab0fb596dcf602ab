"""The same news in the words of three outlets each, written for these tests: no reprints."""

from pathlib import Path

from people.names import has_han

NEWS: dict[str, list[list[str]]] = {"zh": [], "en": []}
for story in Path(__file__).with_suffix(".txt").read_text("utf-8").strip().split("\n\n= = =\n\n"):
    NEWS["zh" if has_han(story) else "en"].append(story.split("\n\n* * *\n\n"))
