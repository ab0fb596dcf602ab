"""Requests and answers as the schema shows them; the tests send each of these requests."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

TEXT_ZH = "2024年4月1日，星尘智能科技宣布完成近亿美元B轮融资，由红杉中国领投。"
TEXT_EN = "On May 6, 2024, Nebula Forge raised $20 million in a Series A round led by Sequoia."

FUNDING_ZH: dict[str, Any] = {
    "kind": "funding",
    "date": "2024年4月1日",
    "round": "B",
    "amount": "近亿美元",
    "participants": [
        {"role": "company", "name": "星尘智能科技", "new": True},
        {"role": "lead", "name": "红杉中国", "kind": "company", "new": True},
    ],
    "evidence": [
        {
            "text": TEXT_ZH,
            "quote": "星尘智能科技宣布完成近亿美元B轮融资，由红杉中国领投",
            "certainty": "confirmed",
        }
    ],
}
FUNDING_EN: dict[str, Any] = {
    "kind": "funding",
    "date": "2024-05-06",
    "round": "A",
    "amount": {"qualifier": "exact", "low": 20000000, "high": 20000000, "currency": "USD"},
    "participants": [{"role": "company", "name": "Nebula Forge", "new": True}],
    "evidence": [{"text": TEXT_EN, "quote": "Nebula Forge raised $20 million"}],
}
POST: dict[str, Any] = {
    "person": {"name": "林晓舟", "new": True},
    "company": {"name": "星尘智能科技", "new": True},
    "title": "首席科学家",
    "started": "2020年",
    "evidence": [
        {
            "text": "林晓舟现任星尘智能科技首席科学家，常驻北京办公。",
            "quote": "林晓舟现任星尘智能科技首席科学家",
        }
    ],
}
CORRECTION = {"round": "A", "date": "2024-Q2", "reason": "原文为A轮"}
RECORD = {"name": {"zh": "月之暗面", "en": "Moonshot AI"}, "country": "CN", "type": "company"}
MERGE_EVENT = {"into": 12, "reason": "同一轮融资"}
MERGE_ENTITY = {"into": "zhipu-ai", "take": ["country"], "reason": "同一家公司"}
INGEST = {"address": "https://news.example.org/2024/04/智谱融资", "published": "2024-04-02"}
INGEST_TEXT = {"text": TEXT_EN, "title": "Nebula Forge raises $20m", "published": "2024-05-07"}
EXTRACT_ZH = {"text": TEXT_ZH, "published": "2024-04-02", "language": "zh"}
EXTRACT_EN = {"text": TEXT_EN, "published": "2024-05-07"}

ROOT = "https://news.example.org/api/v1"
BATCH_ANSWER = {
    "proposed": 1,
    "failed": 1,
    "results": [
        {"index": 0, "status": 201, "id": 222, "url": f"{ROOT}/proposals/events/222/"},
        {
            "index": 1,
            "status": 400,
            "errors": [
                {
                    "field": "evidence[0].quote",
                    "code": "invalid",
                    "message": "This does not stand in the article.",
                    "remedy": "Copy it from there character by character; article 7 is what we "
                    "have read.",
                }
            ],
        },
    ],
}
JOB = {
    "id": 41,
    "url": f"{ROOT}/ingest/41/",
    "state": "done",
    "step": "recorded",
    "reason": None,
    "address": INGEST["address"],
    "title": "智谱融资",
    "instead": None,
    "events": [
        {
            "id": 222,
            "url": f"{ROOT}/proposals/events/222/",
            "kind": "funding",
            "status": "proposed",
        }
    ],
    "affiliations": [],
}


def asked(name: str, value: Any) -> OpenApiExample:
    """A body of a request."""
    return OpenApiExample(name, value=value, request_only=True)


def answered(name: str, value: Any, status: int) -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=[str(status)])


PROPOSALS = [asked("一轮融资", FUNDING_ZH), asked("A funding round", FUNDING_EN)]
BATCH = [
    asked("In both languages", {"events": [FUNDING_ZH, FUNDING_EN]}),
    answered("One was proposed, one was not", BATCH_ANSWER, 200),
]
CORRECTIONS = [asked("更正", CORRECTION)]
MERGES = [asked("合并", MERGE_EVENT)]
ENTITY_MERGES = [asked("合并", MERGE_ENTITY)]
RECORDS = [asked("一家公司", RECORD)]
POSTS = [asked("一项任职", POST)]
TEXTS = [asked("中文", EXTRACT_ZH), asked("English", EXTRACT_EN)]
ARTICLES = [
    asked("An address", INGEST),
    asked("A text", INGEST_TEXT),
    answered("Done", JOB, 202),
]
JOBS = [answered("Done", JOB, 200)]
