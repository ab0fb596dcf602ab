"""Correcting a fact on its review page: its fields, and who takes part, by name."""

from __future__ import annotations

import json
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import actions
from events.admin.event_form import EventForm, field_label, own_fields
from events.admin.money_words import SumWordsField
from events.admin.names import Offer, kinds_of, new_ones, offers, ties_of
from events.models import Event
from people.actions import Newcomer, introduce_all
from people.likeness import SAME
from people.models import Alias, Entity
from people.names import fold
from people.refusals import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_PARTIES = 40
SPARE = 1
"""How many lines are empty, for one more who took part."""


class Difference(NamedTuple):
    """What somebody else has changed while a form was open."""

    label: str
    then: str
    now: str


class FactForm(EventForm):
    """The fields of an event, with sums as one line of text."""

    amount = SumWordsField(label=capfirst(_("amount")), required=False)  # type: ignore[assignment] # one line for five
    valuation = SumWordsField(label=capfirst(_("valuation")), required=False)  # type: ignore[assignment] # as above

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance.is_published:
            self.fields.pop("public_reason", None)
        self.order_fields(["when", *own_fields(self.kind), "certainty"])


def form_of(event: Event, data: QueryDict | None = None) -> FactForm:
    """Its form, which writes what is typed into a copy of the event alone."""
    kind_form: type[FactForm] = type("KindForm", (FactForm,), {"kind": event.kind})
    return kind_form(data, instance=copy(event), auto_id=f"e{event.pk}-%s")


class PartForm(forms.Form):
    """One who takes part: a role and a name, and who of several is meant by it."""

    role = forms.ChoiceField(label=capfirst(_("role")))
    name = forms.CharField(label=capfirst(_("name")), max_length=200, required=False)
    entity = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    """The number of who is meant, as long as the name is one of theirs."""
    offered = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    """The name for which the choice below was offered: typed anew, it is asked anew."""
    pick = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    """Who was chosen of several: a number, or `new:` and a kind."""

    def __init__(self, *args: Any, event: Event, ties: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.ties = ties
        self.offers: list[Offer] = []
        self.new: list[tuple[str, str]] = []
        roles = [(str(role), role.label) for role in Event.KINDS[event.kind].ROLES]
        self.fields["role"].choices = roles  # type: ignore[attr-defined] # it has them
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "data-name": ""}
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label or "")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        name, role = told.get("name", ""), told.get("role", "")
        if not name or not role:
            return told
        pick = told.get("pick", "") if told.get("offered") == name else ""
        kind = pick.removeprefix("new:")
        if not fold(name):
            self.add_error("name", _("A name has at least one letter or digit."))
        elif pick.startswith("new:") and kind in kinds_of(role):
            told["newcomer"] = Newcomer(kind, name)
        else:
            known = self._picked(pick, role) or self._named(told.get("entity", ""), name, role)
            told["found"] = known or self._meant(name, role)
        return told

    def _picked(self, number: str, role: str) -> Entity | None:
        if not (number.isdecimal() and len(number) < 19):
            return None
        return Entity.objects.filter(pk=number, kind__in=kinds_of(role)).first()

    def _named(self, number: str, name: str, role: str) -> Entity | None:
        """The entity of this number, unless another name was typed since."""
        entity = self._picked(number, role)
        if entity is None or str(entity) == name:
            return entity
        names = Alias.objects.filter(entity__survivor=entity.survivor_id, folded=fold(name))
        return entity if names.exists() else None

    def _meant(self, name: str, role: str) -> Entity | None:
        """The one whom the name means, where there is no doubt. Else say who it may be."""
        self.offers = offers(role, name, self.ties)
        sure = [offer for offer in self.offers if (offer.score or 0) >= SAME]
        if len(sure) == 1:
            return sure[0].entity
        self.new = new_ones(role, name)
        if self.offers:
            self.add_error("name", _("Choose who is meant, or a new record."))
        else:
            self.add_error("name", _("Nobody of this name is known: choose a new record."))
        return None


class Parties(forms.BaseFormSet[PartForm]):
    """Who takes part in an event, one line each; a line without a name is left out."""

    def participants(self, by: User) -> list[tuple[str, Entity]]:
        """All pairs of role and entity, the new ones introduced."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        newcomers = list(dict.fromkeys(row["newcomer"] for row in rows if "newcomer" in row))
        made = introduce_all(newcomers, origin=Alias.Origin.EDITOR, by=by)
        new = dict(zip(newcomers, made, strict=True))
        return [
            (row["role"], new[row["newcomer"]] if "newcomer" in row else row["found"])
            for row in rows
        ]


PartySet = forms.formset_factory(
    PartForm, formset=Parties, extra=SPARE, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES
)


def parties_of(event: Event, data: QueryDict | None = None) -> Parties:
    parts = event.participations.select_related("survivor").order_by("pk")
    initial = [
        {"role": part.role, "name": str(part.survivor), "entity": part.survivor_id}
        for part in parts
    ]
    options = {"event": event, "ties": ties_of(event)}
    return PartySet(data, initial=initial, prefix="part", form_kwargs=options)  # type: ignore[return-value] # of the formset that is named


class FactCorrection:
    """The forms that correct one fact, as they were typed, and what keeps them from being saved."""

    def __init__(self, event: Event, data: QueryDict | None = None) -> None:
        self.event = event
        self.data = data
        self.fields = form_of(event, data)
        self.parties = parties_of(event, data)
        self.error = ""
        self.since: list[Difference] = []

    @property
    def seen(self) -> str:
        """The fact as the form shows it, so that a later save knows what others did meanwhile."""
        return json.dumps(snapshot(self.event), ensure_ascii=False)

    def save(self, *, by: User) -> bool:
        """Whether it was saved; else the forms say why, and what was typed stays in them."""
        try:
            with actions.deed(by, "correct"):
                self.event = actions.locked(self.event, to_publish=True)
                self.since = self._changed_since()
                if self.since:
                    self._keep_what_is_typed()
                    return False
                if not (self.fields.is_valid() & self.parties.is_valid()):
                    return False
                changes = self.fields.changes() | self._new_parties(by)
                if changes:
                    why = self.fields.cleaned_data.get("public_reason", "")
                    actions.correct_event(self.event, changes, by=by, public_reason=why)
        except Refused as refused:
            self.error = str(refused)
            return False
        return True

    def _new_parties(self, by: User) -> dict[str, Any]:
        """Who shall take part, where that is not who takes part now."""
        if not self.parties.has_changed():
            return {}
        wanted = self.parties.participants(by)
        now = set(self.event.participations.values_list("role", "survivor"))
        same = {(role, entity.survivor_id) for role, entity in wanted} == now
        return {} if same else {"participants": wanted}

    def _changed_since(self) -> list[Difference]:
        """In what the fact is no longer as it was when the form was opened."""
        then, now = self._then(), snapshot(self.event)
        return [
            Difference(field_label(name), then[name], value)
            for name, value in now.items()
            if name in then and then[name] != value
        ]

    def _then(self) -> dict[str, str]:
        """The fact as the form showed it when it was opened."""
        try:
            seen = json.loads(str(self.data["seen"])) if self.data else {}
            return {str(name): str(value) for name, value in seen.items()}
        except (KeyError, ValueError, AttributeError):
            return {}

    def _keep_what_is_typed(self) -> None:
        """Offer the form again: what was typed stays, what was not touched is as it is now."""
        then, now = self._then(), snapshot(self.event)
        data = (self.data or QueryDict()).copy()
        for name, value in now.items():
            if name in then and data.get(name) == then[name]:
                data[name] = value
        self.data = data
        self.fields = form_of(self.event, data)
        parties = data if now["participants"] == then.get("participants") else None
        self.parties = parties_of(self.event, parties)


def snapshot(event: Event) -> dict[str, str]:
    """What a form shows of an event, field by field, and who takes part."""
    form = form_of(event)
    told = {name: _as_sent(form[name].value()) for name in form.fields}
    parts = event.participations.select_related("survivor").order_by("role", "pk")
    names = [f"{part.get_role_display()}: {part.survivor}" for part in parts]
    return told | {"participants": gettext(", ").join(names)}


def _as_sent(value: Any) -> str:
    """As a browser sends it."""
    if value is True or value is False:
        return str(value).lower()
    return "" if value is None else str(value)
