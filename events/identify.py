"""Whom a reader or a program means by a name: answered from what is published, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from events.ingestion.surroundings import public_context_of
from people.likeness import DIFFERENT, Context, Post
from people.matching import Candidate, Sought, find_all, find_misspelt, match_all
from people.models import Entity

LEAST = DIFFERENT
"""Who is less likely meant is not told."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name and what is known around it. Without a kind it may be of any."""

    name: str
    kinds: tuple[str, ...] = tuple(Entity.Kind.values)
    companies: tuple[str, ...] = ()
    title: str = ""


def identify(questions: Sequence[Question], *, most: int = 5) -> list[list[Candidate]]:
    """Who may be meant by each name, the likeliest first, in a fixed number of queries.

    Only a name that nobody is found for costs some more: it is looked for by how it is spelt.
    """
    published = Entity.objects.published()
    ties = _companies(questions)
    sought = [
        (place, Sought(kind, (question.name,), _context(kind, question, ties)))
        for place, question in enumerate(questions)
        for kind in question.kinds
    ]
    answers = find_all([one for _, one in sought], public_context_of, among=published)
    found: list[list[Candidate]] = [[] for _ in questions]
    for place, asked in groupby(zip(sought, answers, strict=True), key=lambda pair: pair[0][0]):
        mine = list(asked)
        likely = [candidate for _, candidates in mine for candidate in candidates]
        if not any(candidate.likeness.score >= LEAST for candidate in likely):
            likely += [
                candidate
                for (_, one), _ in mine
                for candidate in find_misspelt(one, public_context_of, among=published)
            ]
        found[place] = _best(likely)[:most]
    return found


def _best(candidates: Iterable[Candidate]) -> list[Candidate]:
    once: dict[int, Candidate] = {}
    for candidate in sorted(
        candidates, key=lambda candidate: (-candidate.likeness.score, candidate.entity.pk)
    ):
        if candidate.likeness.score >= LEAST:
            once.setdefault(candidate.entity.pk, candidate)
    return list(once.values())


def _companies(questions: Sequence[Question]) -> dict[str, str]:
    """The companies with which names are told, as ids where they are known."""
    told = sorted({name for question in questions for name in question.companies})
    matches = match_all(
        ((Entity.Kind.COMPANY, (name,)) for name in told), among=Entity.objects.published()
    )
    return {
        name: str(match.entity.pk) if match.entity else f"new:{name}"
        for name, match in zip(told, matches, strict=True)
    }


def _context(kind: str, question: Question, ties: dict[str, str]) -> Context:
    if kind != Entity.Kind.PERSON:
        return Context()
    where = [ties[name] for name in question.companies]
    post = Post(question.title)
    posts = [replace(post, company=company) for company in where] or [post]
    return Context(frozenset(where), posts=tuple(posts) if question.title else ())
