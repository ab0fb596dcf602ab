"""A row that says otherwise than before: its facts follow it, as far as no person has decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from events import cards
from events.extraction.facts import EventFact, Money, Quote
from events.ingestion.datasets.posts import PostTold, proof_of
from events.ingestion.evidence import evidence_of
from events.ingestion.known import Known, save
from events.ingestion.retell import let_go, retell
from events.ingestion.told import Told
from events.models import Article, Event, Evidence
from people.models import Affiliation, Status


def supersede(
    before: int,
    article: Article,
    told: Sequence[Told],
    posts: list[PostTold],
    made: Mapping[str, str],
) -> list[Told]:
    """Let what the row proved before be proved by its new version; what it tells beside that.

    An event or position that a person has decided keeps what it says, and its proof. The posts
    that are settled are taken off their list.
    """
    rest = list(told)
    proofs = Evidence.objects.filter(article=before, extractor=made["extractor"])
    touched: set[int] = set()
    for proof in proofs.select_related("event", "affiliation").order_by("pk"):
        if proof.event is not None:
            new = _same_rule(proof, proof.event.kind, rest)
            touched |= _event(proof, proof.event, new, article, made)
            rest = [one for one in rest if one is not new]
        elif proof.affiliation is not None:
            post = next((one for one in posts if one.fact["rule"] == proof.rule), None)
            if _post(proof, proof.affiliation, post, article, made) and post:
                posts.remove(post)
    cards.compose(touched)
    return rest


def _same_rule(proof: Evidence, kind: str, told: Sequence[Told]) -> Told | None:
    """What is told now by the rule that found the proof or, of another mapping, of its kind."""
    of_kind = [one for one in told if one.fact.kind == kind]
    same = (one for one in of_kind if one.fact.rule == proof.rule)
    return next(same, of_kind[0] if of_kind else None)


def _event(
    proof: Evidence, event: Event, told: Told | None, article: Article, made: Mapping[str, str]
) -> set[int]:
    """The ids of the events whose cards are to be composed anew."""
    old = _fact_of(proof, event)
    if event.status != Status.PROPOSED or event.merged_into_id:
        if told:
            known = Known.of(event)
            known.prove(told, made)
            known.refine(told)
            save([known])
        return set()
    if told is None or told.fact.kind != event.kind:
        proof.delete()
        return {event.pk} if let_go(event, old) else set()
    _rewrite(proof, article, {**evidence_of(told.fact), **made})
    retell(event, old, told)
    return {event.pk}


def _post(
    proof: Evidence,
    post: Affiliation,
    told: PostTold | None,
    article: Article,
    made: Mapping[str, str],
) -> bool:
    """Whether the position is settled. A position of another name is a new one."""
    if post.status != Status.PROPOSED:
        return False
    if told is None or told.post != (post.person_id, post.company_id, post.title):
        proof.delete()
        if not post.evidence.exists() and not post.held:
            post.delete()
        return False
    _rewrite(proof, article, {**proof_of(told), **made})
    start, end = told.start, told.end
    if not {"started_on", "ended_on", "former"} & set(post.held):
        post.started_on, post.started_end = (start.start, start.end) if start else (None, None)
        post.started_precision = start.precision if start else ""
        post.ended_on, post.ended_end = (end.start, end.end) if end else (None, None)
        post.ended_precision = end.precision if end else ""
        post.former = told.is_former
        post.save()
    return True


def _rewrite(proof: Evidence, article: Article, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(proof, name, value)
    proof.article = article
    proof.save()


def _fact_of(proof: Evidence, event: Event) -> EventFact:
    """What the row said before, from the proof that it left."""
    roles = {
        role: Money(**value) if isinstance(value, dict) else value
        for role, value in proof.claims.items()
        if role != "date"
    }
    quote = Quote(proof.quote, proof.start, proof.end)
    return EventFact(event.kind, roles, proof.claims.get("date"), proof.certainty, quote)
