"""The form of an event: what its kind has, and nothing that other kinds have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.admin.fields import SumField, WordedDateField
from events.ingestion.told import KINDS_OF_ROLE
from events.models import Event, Participation
from events.models.event import OWN
from events.models.vocabulary import CHANGES, Change, Kind, Role
from events.proposing import unknown_date
from people.actions import LONGEST_NAME, Newcomer, introduce_all
from people.admin.concurrency import KeptForm
from people.admin.fields import CountField, FractionField, ScaledNumberField
from people.admin.keeping import PublicReasonField
from people.matching import match
from people.models import Alias, Entity
from people.names import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOLD_OF_ALL = ("when", "certainty", "certainty_why", "note_en", "note_zh")


def own_fields(kind: str) -> list[str]:
    """The names of the fields that a kind has to itself or shares with few."""
    return [name for name, own in OWN.items() if kind in own.kinds]


def field_label(name: str) -> str:
    """What editors call a field of an event; `name` may stand among its held ones."""
    if name == "participants":
        return gettext("participants")
    return str(EventForm.base_fields[name].label or name)


class EventForm(KeptForm):
    """`kind` is set on the class that the admin makes for each form."""

    kind = ""

    when = WordedDateField(label=capfirst(_("date")), required=False)
    amount = SumField(label=capfirst(_("amount")), required=False)
    valuation = SumField(label=capfirst(_("valuation")), required=False)
    parameters = CountField(
        label=capfirst(_("parameters")), required=False, help_text=_("7B or 70亿.")
    )
    stake = FractionField(label=capfirst(_("stake")), required=False, help_text=_("3% or 0.03."))
    headcount = CountField(label=capfirst(_("headcount")), required=False, max_value=10**9)
    share = FractionField(
        label=capfirst(_("share of staff")), required=False, help_text=_("10% or 0.1.")
    )
    value = ScaledNumberField(
        label=capfirst(_("value")),
        required=False,
        max_digits=24,
        decimal_places=6,
        help_text=_("A percentage is a fraction with the unit %."),
    )
    period = WordedDateField(label=capfirst(_("period")), required=False)
    public_reason = PublicReasonField()

    class Meta:
        model = Event
        fields = (
            "certainty", "certainty_why", "note_en", "note_zh", "round", "change", "title",
            "parameters", "licence", "commercial_use", "stake", "headcount", "share", "value",
            "unit",
        )  # fmt: skip
        labels = {"title": capfirst(_("post held"))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in OWN:
            if name not in own_fields(self.kind):
                self.fields.pop(name, None)
        for name in ("when", "amount", "valuation", "period"):
            if name in self.fields and self.instance.pk:
                self.initial.setdefault(name, getattr(self.instance, name))
        if "change" in self.fields:
            words = [(str(change), Change(change).label) for change in CHANGES[Kind(self.kind)]]
            self.fields["change"].choices = [("", "—"), *words]  # type: ignore[attr-defined] # it has them
        if not self.instance.pk:
            self.fields["when"].required = True
        elif not self.instance.when.is_known:
            self.fields["when"].help_text = _("Not known so far. %(forms)s") % {
                "forms": self.fields["when"].help_text
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk and "certainty" in self.changed_data and not cleaned["certainty_why"]:
            self.add_error("certainty_why", _("Say why it is not what the evidence says."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What the editor changed, as `events.actions.correct_event` takes it."""
        told = [name for name in self.changed_data if name != "public_reason"]
        changed = {name: self.cleaned_data[name] for name in told}
        if "when" in changed and changed["when"] is None:
            changed["when"] = unknown_date(self.instance)
        return changed


class ParticipantForm(forms.ModelForm[Participation]):
    """Who takes part: chosen from the record, or new, by a name."""

    new_name = forms.CharField(
        label=capfirst(_("or a new name")),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"size": 20, "autocomplete": "off"}),
    )
    new_kind = forms.ChoiceField(
        label=capfirst(_("kind of the new one")),
        required=False,
        choices=[("", "—"), *Entity.Kind.choices],
    )

    class Meta:
        model = Participation
        fields = ("role", "entity")
        labels = {"entity": capfirst(_("name"))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["entity"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = cleaned.get("new_name", "")
        if name and cleaned.get("entity"):
            self.add_error("new_name", _("Choose one or write a new name, not both."))
        elif name:
            self._check_new(cleaned, name)
        elif self.has_changed() and not cleaned.get("entity"):
            self.add_error("entity", _("Choose who it is, or write a new name beside it."))
        return cleaned

    def _check_new(self, cleaned: dict[str, Any], name: str) -> None:
        kinds = KINDS_OF_ROLE[cleaned.get("role") or Role.COMPANY]
        kind = cleaned["new_kind"] = cleaned.get("new_kind") or kinds[0]
        if kind not in kinds:
            allowed = ", ".join(str(Entity.Kind(kind).label) for kind in kinds)
            self.add_error("new_kind", _("In this role: %(kinds)s.") % {"kinds": allowed})
        elif not fold(name):
            self.add_error("new_name", _("This is no name: it has no letter or digit."))
        elif known := match(kind, [name]).entity:
            told = {"name": known, "number": known.pk}
            self.add_error("new_name", _("%(name)s is known already: choose it instead.") % told)


class ParticipantFormSet(
    forms.BaseInlineFormSet[Participation, Event, forms.ModelForm[Participation]]
):
    """Who takes part, in the roles that the event's kind knows; `roles` as for `kind` above."""

    roles: tuple[Role, ...] = ()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["role"].choices = [(str(role), role.label) for role in self.roles]
        for column in form.fields.values():  # the head of a table column is no label to a reader
            widget: Any = getattr(column.widget, "widget", column.widget)  # the admin wraps some
            widget.attrs.setdefault("aria-label", column.label)

    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and not self._told() and self.instance.pk is None:
            raise forms.ValidationError(_("Say who took part."))

    def participants(self, *, by: User) -> list[tuple[str, Entity]]:
        """All pairs of role and entity that shall stand; new ones are introduced."""
        told = self._told()
        new = {
            (part["new_kind"], fold(part["new_name"])): Newcomer(part["new_kind"], part["new_name"])
            for part in told
            if part.get("new_name")
        }
        made = introduce_all(list(new.values()), origin=Alias.Origin.EDITOR, by=by)
        introduced = dict(zip(new, made, strict=True))
        return [
            (part["role"], part["entity"] or introduced[part["new_kind"], fold(part["new_name"])])
            for part in told
        ]

    def _told(self) -> list[Mapping[str, Any]]:
        rows = (form.cleaned_data for form in self.forms)
        return [
            row
            for row in rows
            if (row.get("entity") or row.get("new_name")) and not row.get("DELETE")
        ]
