"""Look for the facts of a text in a child process, which cannot keep ours busy for long.

    python -m events.ingestion.extracting

It has the limits of the child in sandbox.py. It knows the names of the gazetteer, and not those of
the record, as an article that is taken in does.
"""

from __future__ import annotations

import atexit
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.extraction import extract
from events.ingestion.errors import Unreadable
from events.ingestion.sandbox import Pool, serve

TASK = "facts"
_ZH = (
    "2024年4月1日，智谱AI宣布完成近亿美元B轮融资，由红杉中国领投。李沐离开亚马逊，创办了 Boson AI。"
    "阿里云开源了 Qwen3-8B 模型。该公司CEO张三表示，明年市场规模将增长30%。据报道，公司裁员10%。"
)
_EN = (
    "On April 1, 2024, Anthropic raised about $4 billion from Amazon in a Series B round. Jane Doe "
    "left Google to join OpenAI as chief scientist. Meta released Llama 3 70B under a new licence. "
    "Acme AI, which laid off 10% of its staff, will be acquired by Nvidia, the company said."
)


@dataclass(frozen=True, slots=True)
class Found:
    """The facts document of a text."""

    facts: dict[str, Any]


def facts_of(content: bytes, *, published: str | None = None, language: str | None = None) -> Found:
    day = date.fromisoformat(published) if published else None
    return Found(extract(content.decode(), published=day, language=language).to_dict())


def extract_in_child(
    text: str, *, published: date | None = None, language: str | None = None
) -> dict[str, Any]:
    """The facts document of a text, or `Unreadable` where looking took too long."""
    content = text.encode()
    asked = {"published": published, "language": language, "length": len(content)}
    answer = _pool.ask({"task": TASK, **asked}, content)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    facts: dict[str, Any] = answer["facts"]
    return facts


_pool = Pool(__name__)
atexit.register(_pool.stop)

if __name__ == "__main__":
    serve(
        sys.stdin.buffer,
        sys.stdout.buffer,
        *map(int, sys.argv[1:]),
        tasks={TASK: facts_of},
        warm_up=[(TASK, _ZH.encode(), {}), (TASK, _EN.encode(), {"published": "2024-04-02"})],
    )
