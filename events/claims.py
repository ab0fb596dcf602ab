"""Which of the values that articles claim for a field stands, and why.

The rule: an outlet's later word takes its earlier one back, and that of its reprints; of values
that may all be true the most precise stands; of those that cannot, the one that is told most
firmly, then by the most trusted source, then by the most independent origins, then first.
docs/certainty.md tells it in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from events.certainty import DENIED, Witness
from people.dates import PartialDate
from people.money import Qualifier, Sum
from people.names import fold

if TYPE_CHECKING:
    from events.models import Evidence

ROUNDING = 0.9
"""From which ratio on two numbers may be one, told more or less exactly."""

TRUST = ("rumour", "blog", "press", "official")
FIRMNESS = {Qualifier.EXACT: 2, Qualifier.ABOUT: 1}
WHOLE = ("parameters", "headcount")
SUMS = ("amount", "valuation")
DATES = ("date", "period")
SPEAKING_OF = {"when": "date"}
"""The fields of an event that claims call otherwise."""


class Why(StrEnum):
    """Why a value stands, where several are told."""

    SAME = "same"
    CORRECTED = "corrected"
    PRECISE = "precise"
    FIRMER = "firmer"
    TRUSTED = "trusted"
    MORE = "more"
    FIRST = "first"


WEIGHED = (Why.FIRMER, Why.TRUSTED, Why.MORE) * 2


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that one sentence gives, of a date, sum, number or word."""

    value: Any
    witness: Witness
    article: int
    outlet: str
    """Who speaks: the source of the article, or else its address."""

    @property
    def place(self) -> tuple[date, int]:
        """Where it stands among the others in time."""
        return self.witness.told_on or date.min, self.article


@dataclass(frozen=True, slots=True)
class Choice:
    value: Any
    why: Why


def choose(claims: Sequence[Claim]) -> Choice:
    """The value that stands of those claimed, at least one; their order is of no account."""
    told = [claim for claim in claims if claim.witness.certainty != DENIED] or list(claims)
    left = standing(told)
    finest = [
        claim for claim in left if not any(is_finer(other.value, claim.value) for other in left)
    ]
    best = max(finest, key=lambda claim: (*_weight(claim, left), _age(claim)))
    rivals = [
        claim
        for claim in left
        if claim.value != best.value and not is_finer(best.value, claim.value)
    ]
    if rivals:
        return Choice(best.value, _ahead(best, rivals, left))
    if len(left) < len(told):
        return Choice(best.value, Why.CORRECTED)
    others = any(claim.value != best.value for claim in left)
    return Choice(best.value, Why.PRECISE if others else Why.SAME)


def standing(told: Sequence[Claim]) -> list[Claim]:
    """Without what an outlet has taken back by a later word, in its reprints too."""
    back = [
        claim
        for claim in told
        if any(
            later.outlet == claim.outlet
            and later.article != claim.article
            and later.place > claim.place
            and not agree(later.value, claim.value)
            for later in told
        )
    ]
    return [
        claim
        for claim in told
        if claim not in back
        and not any(
            claim.witness.origin == gone.witness.origin and claim.value == gone.value
            for gone in back
        )
    ]


def _weight(claim: Claim, others: Sequence[Claim]) -> tuple[int, ...]:
    """How firmly, on whose word and by how many origins it is told, with what agrees with it.

    Then the same of those that say exactly this.
    """
    agreeing = [other.witness for other in others if agree(other.value, claim.value)]
    same = [other.witness for other in others if other.value == claim.value]
    return *_force(agreeing), *_force(same)


def _force(told: Sequence[Witness]) -> tuple[int, int, int]:
    return (
        max(-1 if witness.certainty == DENIED else witness.rung for witness in told),
        max(TRUST.index(witness.trust) for witness in told),
        len({witness.origin for witness in told}),
    )


def _age(claim: Claim) -> tuple[int, int]:
    told_on, article = claim.place
    return -told_on.toordinal(), -article


def _ahead(best: Claim, rivals: Iterable[Claim], others: Sequence[Claim]) -> Why:
    """In what the best goes before the next best."""
    mine = _weight(best, others)
    next_best = max(_weight(rival, others) for rival in rivals)
    for why, one, other in zip(WEIGHED, mine, next_best, strict=True):
        if one != other:
            return why
    return Why.FIRST


def agree(one: Any, other: Any) -> bool:
    """Whether two values of a field may both be true."""
    if isinstance(one, Sum) and isinstance(other, Sum):
        return one.agrees_with(other)
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.near(other, 0)
    if _is_number(one) and _is_number(other):
        low, high = sorted((float(one), float(other)))
        return low >= high * ROUNDING
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return bool(one == other)


def is_finer(new: Any, old: Any) -> bool:
    """Whether a value says the same as another, and more precisely."""
    if isinstance(new, PartialDate) and isinstance(old, PartialDate):
        return new.within(old) and new != old
    if isinstance(new, Sum) and isinstance(old, Sum):
        if new.currency != old.currency or new.value is None or not new.agrees_with(old):
            return False
        return _firmness(new) > _firmness(old)
    if _is_number(new) and _is_number(old):
        return agree(new, old) and _digits(new) > _digits(old)
    return False


def _firmness(told: Sum) -> tuple[int, int]:
    return FIRMNESS.get(told.qualifier, 0), _digits(told.value or 0)


def _digits(number: Any) -> int:
    """How many digits it is told with: 12,300 with three."""
    return len(Decimal(str(number)).normalize().as_tuple().digits)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def value_of(name: str, told: Any) -> Any:
    """A value as an event has it, from the form in which a fact or its evidence tells it."""
    match told:
        case Mapping():
            number, qualifier = Decimal(str(told["value"])), Qualifier(told["qualifier"])
            return Sum.told(number, told["currency"], qualifier, told.get("words", "")[:60])
        case str() if name in DATES:
            return PartialDate.parse(told)
        case bool() | str():
            return told
        case _ if name in WHOLE:
            return round(told)
    return Decimal(str(told))


def claims_of(proofs: Iterable[Evidence], names: Collection[str]) -> dict[str, list[Claim]]:
    """By field of the event, all that its articles claim for it."""
    claims = defaultdict(list)
    for proof in proofs:
        article = proof.article
        outlet = f"source {article.source_id}" if article.source_id else article.address
        for name in names:
            told = proof.claims.get(SPEAKING_OF.get(name, name))
            if told is not None and told != "":
                value = value_of(SPEAKING_OF.get(name, name), told)
                claims[name].append(Claim(value, proof.witness, article.pk, outlet))
    return claims
