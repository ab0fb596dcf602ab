"""The positions that rows tell of -> proposed affiliations with dates, each with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.models import Article, Evidence
from people.dates import PartialDate
from people.models import Affiliation, Status

Post = tuple[int, int, str]
"""A person's id, a company's id and the title, of which there is one affiliation."""


@dataclass(frozen=True, slots=True)
class PostTold:
    """A position as one row tells it, its names resolved."""

    article: Article
    person: int
    company: int
    fact: Mapping[str, Any]

    @property
    def post(self) -> Post:
        return self.person, self.company, (self.fact.get("title") or "")[:200]

    @property
    def start(self) -> PartialDate | None:
        return _date(self.fact.get("start"))

    @property
    def end(self) -> PartialDate | None:
        """Its end, unless that lies before its start and so cannot be."""
        end, start = _date(self.fact.get("end")), self.start
        return end if end is None or start is None or end.end >= start.start else None

    @property
    def is_former(self) -> bool:
        return bool(self.fact.get("former") or self.end)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def record_posts(told: Sequence[PostTold], made: Mapping[str, str]) -> None:
    """Propose the positions that nobody knows, fill in the dates of proposed ones, prove all."""
    if not told:
        return
    known = {
        (one.person_id, one.company_id, one.title): one
        for one in Affiliation.objects.filter(
            person__in=[one.person for one in told], company__in=[one.company for one in told]
        )
    }
    for one in told:
        person, company, title = one.post
        if one.post not in known:
            known[one.post] = Affiliation(person_id=person, company_id=company, title=title)
        if _fill(known[one.post], one) and known[one.post].pk:
            known[one.post].save()
    Affiliation.objects.bulk_create(
        [post for post in known.values() if not post.pk],
        update_conflicts=True,  # changes nothing, and gives the ids of what another one has added
        unique_fields=["person", "company", "title"],
        update_fields=["title"],
    )
    Evidence.objects.bulk_create(
        [
            Evidence(article=one.article, affiliation=known[one.post], **proof_of(one), **made)
            for one in told
        ],
        ignore_conflicts=True,
    )


def proof_of(told: PostTold) -> dict[str, Any]:
    """What a row of evidence keeps of it."""
    start, end = told.fact["quote"]
    claims = {"title": told.fact.get("title"), "former": told.is_former}
    claims |= {name: told.fact[name] for name in ("start", "end") if told.fact.get(name)}
    return {
        "quote": told.article.text[start:end],
        "start": start,
        "end": end,
        "certainty": "confirmed",
        "claims": claims,
        "rule": told.fact["rule"],
        "confidence": 1.0,
    }


def _fill(post: Affiliation, told: PostTold) -> bool:
    """Let a proposal say what the row says and nothing else says; whether that changed it."""
    if post.status != Status.PROPOSED:
        return False
    before = (post.former, post.started, post.ended)
    start, end = told.start, told.end
    if start and post.started_on is None and "started_on" not in post.held:
        post.started_on, post.started_end = start.start, start.end
        post.started_precision = start.precision
    free_end = post.ended_on is None and not {"ended_on", "former"} & set(post.held)
    is_after = not (post.started_on and end) or end.end >= post.started_on
    if end and free_end and is_after:
        post.ended_on, post.ended_end, post.ended_precision = end.start, end.end, end.precision
        post.former = True
    if told.is_former and "former" not in post.held:
        post.former = True
    return (post.former, post.started, post.ended) != before
