"""How a new row becomes a person, a company, an AI model, an affiliation or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import actions
from events.actions import deed
from events.admin.event_form import own_fields
from events.admin.sheets.parties import Party, check_roles, found
from events.admin.sheets.proofs import proof_of
from events.admin.sheets.sheet import Added, New, NewRow
from events.models import Article, Event, Evidence
from events.models.vocabulary import CHANGES, Certainty, Kind
from events.proposing import KnownAlready, propose_affiliation, propose_entity, propose_event
from people.actions import Refused, add_aliases
from people.dates import PartialDate
from people.models import Affiliation, Alias, Entity
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMES = ("name_en", "name_zh")


def _text(label: Any, length: int) -> forms.CharField:
    return forms.CharField(required=False, max_length=length, label=capfirst(label))


PROOF = {
    "address": _text(gettext_lazy("address of the article"), 2000),
    "quote": _text(gettext_lazy("sentence that proves it"), 4000),
}


def entities(kind: type[Entity]) -> New:
    """New people, companies or AI models. Whose name is borne already is refused."""

    def add(row: NewRow, *, by: User) -> Added:
        values = {**row.values}
        others = [name.strip() for name in values.pop("other_names", "").split(";")]
        names = [values[name] for name in NAMES if fold(values.get(name, ""))]
        if not names:
            words = _("Give an English or a Chinese name with a letter in it.")
            raise ValidationError({NAMES[0]: words})
        try:
            with deed(by, "create"):
                entity = propose_entity(
                    kind.KIND, names, values, by=by, company_type=values.get("type", "")
                )
                add_aliases([(entity, name) for name in others], origin=Alias.Origin.EDITOR)
        except KnownAlready as known:
            words = _("Write the id into the row to change that one, or add a namesake by hand.")
            raise Refused(f"{known} {words}") from known
        return Added(entity)

    other_names = _text(gettext_lazy("other names"), 2000)
    return New({"other_names": other_names}, add, ())


def _add_post(row: NewRow, *, by: User) -> Added:
    values = {**row.values}
    parties = [Party(role, values.pop(role)) for role in ("person", "company")]
    for name in PROOF:
        values.pop(name, None)
    with deed(by, "create"):
        named = found(parties, by=by, column="")
        who = {role: entity.pk for role, entity in named.participants}
        title = values.get("title", "")
        known = Affiliation.objects.filter(
            person__survivor=who["person"], company__survivor=who["company"], title=title
        ).first()
        if known is not None:
            raise _known(known.pk)
        post = Affiliation(person_id=who["person"], company_id=who["company"])
        set_post(post, values)
        proof = (*proof_of(row.texts, row.file), Certainty.REPORTED.value)
        propose_affiliation(post, [*who, *values], [proof], by=by)
    return Added(post, tuple(named.new))


def set_post(post: Affiliation, values: dict[str, Any]) -> None:
    """Write typed values into an affiliation, not saved. Raises ValidationError with the remedy."""
    for name, value in values.items():
        setattr(post, name, value)
    if post.ended and not post.former:
        words = _("An affiliation with an end is a former one: write yes.")
        raise ValidationError({"former": words})
    if post.started and post.ended and post.ended.end < post.started.start:
        raise ValidationError({"ended": _("The end lies before the start.")})


def _add_event(row: NewRow, *, by: User) -> Added:
    values = {**row.values}
    kind, parties = values.pop("kind"), values.pop("participants")
    for name in PROOF:
        values.pop(name, None)
    _check(kind, values)
    check_roles(kind, parties)
    with deed(by, "create"):
        named = found(parties, by=by)
        proof = proof_of(row.texts, row.file)
        who = {(role, entity.pk) for role, entity in named.participants}
        is_itself = not row.texts.get("address")
        if known := _told_already(kind, proof.article, proof.quote, None if is_itself else who):
            raise _known(known.pk)
        values["when"] = values.get("when") or PartialDate.unknown(proof.article.told_on)
        certainty = values.get("certainty") or Certainty.REPORTED
        event = propose_event(
            kind,
            {**values, "participants": named.participants},
            [(proof.article, proof.quote, certainty)],
            by=by,
        )
    return Added(event, tuple(named.new))


def _check(kind: str, values: dict[str, Any]) -> None:
    """Refuse what an event of this kind does not have."""
    shared = {*actions.CORRECTABLE}
    words = _("An event of kind %(kind)s has none: leave it empty.") % {"kind": kind}
    wrong = {name: words for name in values if name not in shared and name not in own_fields(kind)}
    allowed = [str(change) for change in CHANGES.get(Kind(kind), ())]
    if "change" not in wrong and values.get("change", "") not in ("", *allowed):
        wrong["change"] = _("Write %(words)s.") % {"words": " / ".join(allowed)}
    if wrong:
        raise ValidationError(wrong)


def _told_already(
    kind: str, article: Article, quote: str, who: set[tuple[str, int]] | None
) -> Event | None:
    """The event of this kind that these words prove, of these who take part where it matters."""
    proofs = Evidence.objects.filter(article=article, quote=quote, event__kind=kind)
    for proof in proofs.select_related("event").order_by("pk"):
        if proof.event and (who is None or who == set(proof.event.participations.values_list(
            "role", "survivor"
        ))):  # fmt: skip
            return proof.event
    return None


def _known(pk: int) -> Refused:
    return Refused(
        _("This is in the record already as number %(number)d: leave the row out.") % {"number": pk}
    )


POST = New(
    {
        "person": _text(gettext_lazy("person"), 200),
        "company": _text(gettext_lazy("company"), 200),
        **PROOF,
    },
    _add_post,
    ("person", "company"),
)
EVENT = New(
    {
        "kind": forms.ChoiceField(choices=Kind.choices, label=capfirst(gettext_lazy("kind"))),
        **PROOF,
    },
    _add_event,
    ("kind", "participants"),
)
