"""People who leave, join, found and are given posts."""

from __future__ import annotations

from ..assembly import Draft
from ..document import Entity
from .affiliations import Position
from .appointments import appointments
from .founders import foundings
from .joining import hires, joins, transfers
from .leaving import lefts
from .marks import P
from .posts import Held
from .reading import Reading
from .titles import is_side


def add_careers(reading: Reading, draft: Draft, held: Held) -> None:
    """Add the career events of a sentence; `held` is what earlier words say people held."""
    if P not in reading.text:
        return
    for found in (lefts, joins, transfers, hires, appointments, foundings):
        for change, person, company, title, at, rule in found(reading, held):
            if not reading.is_told(at):
                continue
            certainty = reading.certainty(at)
            draft.event(
                "career",
                reading.quote,
                rule=rule,
                date=reading.date(at),
                certainty=certainty,
                change=change,
                person=person,
                company=company,
                title=title,
            )
            if company is not None:
                held.latest = change, person, company, title, at, rule
                if change == "left" and found is lefts:
                    held.gone[person] = company
            if company is not None and (
                certainty in ("confirmed", "reported") or (title and change == "left")
            ):
                _hold(draft, reading, change, person, company, title)
                if change == "joined":
                    _give_up(draft, reading, held, person, company)
                if change != "left":
                    held.setdefault(person, []).append(
                        Position(person, company, title, False, f"career-{change}")
                    )


def _give_up(draft: Draft, reading: Reading, held: Held, person: Entity, company: Entity) -> None:
    """Whoever joins another company no longer holds the post by which the sentence introduces him."""
    for post in held.get(person, ()):
        if (
            post.company is not company
            and post.at == reading.sentence.start
            and not (post.former or is_side(post.title))
        ):
            draft.affiliation(
                person, post.company, reading.quote, rule="moved-on", title=post.title,
                former=True, confidence=post.confidence,
            )  # fmt: skip


def _hold(
    draft: Draft, reading: Reading, change: str, person: Entity, company: Entity, title: str | None
) -> None:
    """The position that an event gives or takes."""
    if change == "founded":
        title = title or "founder"
    draft.affiliation(
        person,
        company,
        reading.quote,
        rule=f"career-{change}",
        title=title,
        former=change == "left",
        confidence=0.7,
    )
