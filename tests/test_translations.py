"""Every text of the interface has its Chinese in the compiled catalogue."""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils.translation.template import templatize

from tests.settings import BASE_DIR

CATALOGUE = BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
APPS = ("people", "events", "tracker")
CALL = re.compile(r"""\b(n?p?gettext)\(((?:\s*,?\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))+)""")


class Text(NamedTuple):
    """What is asked of the catalogue: with a context, or with a plural, if it has one."""

    message: str
    context: str | None = None
    plural: str | None = None


class Absent(NullTranslations):
    """What is asked when the catalogue has no answer."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""

    def pgettext(self, context: str, message: str) -> str:
        return ""


def in_python(code: str) -> Iterator[Text]:
    """The literal texts that a module marks, under whichever name it imports the marks."""
    tree = ast.parse(code)
    marks = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            mark = marks.get(node.func.id, "").removesuffix("_lazy").removesuffix("_noop")
            words = [
                word.value
                for word in node.args
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
            yield from text_of(mark, words)


def in_template(source: str) -> Iterator[Text]:
    for mark, words in CALL.findall(templatize(source)):
        yield from text_of(mark, list(ast.literal_eval(f"({words.strip(', ')},)")))


def text_of(mark: str, words: list[str]) -> Iterator[Text]:
    match mark, words:
        case "gettext", [message]:
            yield Text(message)
        case "pgettext", [context, message]:
            yield Text(message, context=context)
        case "ngettext", [message, plural, *_]:
            yield Text(message, plural=plural)


def lacking(texts: Iterator[Text]) -> list[str]:
    """Those without Chinese."""
    with CATALOGUE.open("rb") as file:
        chinese = GNUTranslations(file)
    chinese.add_fallback(Absent())

    def translated(text: Text) -> str:
        if text.plural:
            return chinese.ngettext(text.message, text.plural, 2)
        if text.context:
            return chinese.pgettext(text.context, text.message)
        return chinese.gettext(text.message)

    return sorted({text.message for text in texts if not translated(text)})


def texts_of(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    return in_python(source) if path.suffix == ".py" else in_template(source)


@pytest.mark.parametrize("folder", [*APPS, "templates"])
def test_every_text_of_the_interface_has_its_chinese(folder: str) -> None:
    paths = [
        path
        for suffix in ("py", "html", "txt")
        for path in (BASE_DIR / folder).rglob(f"*.{suffix}")
        if "migrations" not in path.parts
    ]

    texts = [text for path in paths for text in texts_of(path)]

    assert texts
    assert lacking(iter(texts)) == []


@pytest.mark.parametrize(
    "texts",
    [
        in_python("from django.utils.translation import gettext_lazy as _\n_('no' ' such text')"),
        in_template("{% load i18n %}{% translate 'no such text' %}"),
        in_template(
            "{% load i18n %}{% blocktranslate count n=n %}no such text"
            "{% plural %}no such texts{% endblocktranslate %}"
        ),
    ],
    ids=["a module", "a template", "a template with a plural"],
)
def test_a_text_without_its_chinese_is_found(texts: Iterator[Text]) -> None:
    assert lacking(texts) == ["no such text"]
