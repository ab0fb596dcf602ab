"""The sheets of the desk: people, companies, AI models, affiliations, events, sources, articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events import entities
from events.actions import correct_event, deed, write_affiliation
from events.admin.event_form import EventForm, field_label
from events.admin.sheets import adding
from events.admin.sheets.parties import PartiesField, check_roles, found, parties_of
from events.admin.sheets.sheet import Sheet
from events.admin.sheets.sums import SumCellField, words_of
from events.models import Event, Model, Participation
from events.proposing import unknown_date
from people.admin.entity import EntityForm
from people.admin.fields import PartialDateField
from people.models import Affiliation, Company, Entity, Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ABOUT = (
    "name_en", "name_zh", "description_en", "description_zh", "country", "website", "wikidata_id",
)  # fmt: skip


class CountryField(forms.CharField):
    def clean(self, value: Any) -> str:
        country = str(super().clean(value)).upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Write the country as two letters, such as CN or US."))
        return country


def _slug(kind: type[Entity], label: Any) -> forms.ModelChoiceField[Any]:
    """A record by the last part of its address."""
    records = kind._default_manager.filter(merged_into=None)  # noqa: SLF001 - documented
    return forms.ModelChoiceField(records, to_field_name="slug", required=False, label=label)


def _of_entities(kind: type[Entity], *own: str, **more: forms.Field) -> Sheet:
    made = forms.modelform_factory(
        kind, form=EntityForm, fields=(*ABOUT, *own),
        formfield_callback=lambda column, **options: column.formfield(
            **options, **({"assume_scheme": "https"} if column.name == "website" else {})
        ),
    )  # fmt: skip
    fields = {name: made.base_fields[name] for name in (*ABOUT, *own)}
    fields["country"] = CountryField(required=False, label=fields["country"].label)
    alias = forms.CharField(required=False, max_length=200, label=capfirst(_("add another name")))
    return Sheet(
        told={
            "slug": lambda one: one.slug,
            "status": lambda one: one.status,
            "other_names": lambda one: "; ".join(alias.text for alias in one.aliases.all()),
        },
        fields={**fields, **more, "alias": alias},
        write=entities.correct_entity,
        adds=frozenset({"alias"}),
        new=adding.entities(kind),
        related=("developer", "family") if kind is Model else (),
        prefetched=("aliases",),
    )


def _write_post(post: Affiliation, changes: dict[str, Any], *, by: User) -> None:
    adding.set_post(post, changes)
    write_affiliation(post, list(changes), by=by)


def _write_event(event: Event, changes: dict[str, Any], *, by: User) -> None:
    """Who takes part is looked up first; a date that is taken away stands where it was told."""
    with deed(by, "correct"):
        if "participants" in changes:
            check_roles(event.kind, changes["participants"])
            changes["participants"] = found(changes["participants"], by=by).participants
        if "when" in changes and changes["when"] is None:
            changes["when"] = unknown_date(event)
        correct_event(event, changes, by=by)


def _event_fields() -> dict[str, forms.Field]:
    """All that an event of any kind lets an editor type into one cell."""
    sums = {"amount", "valuation", "public_reason"}
    fields = {name: one for name, one in EventForm.base_fields.items() if name not in sums}
    for name, one in fields.items():
        one.label = one.label or field_label(name)
    parties = PartiesField(required=True, label=capfirst(_("participants")))
    labels = {"amount": _("amount"), "valuation": _("valuation")}
    money = {
        name: SumCellField(required=False, label=capfirst(words)) for name, words in labels.items()
    }
    return {"participants": parties, **fields, **money}


def _words(name: str) -> Callable[[Any], str]:
    return lambda event: words_of(told) if (told := getattr(event, name)) else ""


PERSON = _of_entities(Person)
COMPANY = _of_entities(Company, "type")
MODEL = _of_entities(
    Model, "parameters", "licence", "open_weights",
    developer=_slug(Company, capfirst(_("developer"))),
    family=_slug(Model, capfirst(_("family"))),
)  # fmt: skip
AFFILIATION = Sheet(
    told={
        "person": lambda post: post.person.slug,
        "person_name": lambda post: post.person.name,
        "company": lambda post: post.company.slug,
        "company_name": lambda post: post.company.name,
        "status": lambda post: post.status,
    },
    fields={
        "title": forms.CharField(required=False, max_length=200, label=capfirst(_("post held"))),
        "former": forms.BooleanField(required=False, label=capfirst(_("former"))),
        "started": PartialDateField(required=False, label=capfirst(_("from"))),
        "ended": PartialDateField(required=False, label=capfirst(_("to"))),
    },
    write=_write_post,
    tried=frozenset(("former", "started", "ended")),
    new=adding.POST,
    related=("person", "company"),
)
EVENT = Sheet(
    told={
        "kind": lambda event: event.kind,
        "status": lambda event: event.status,
        "amount_low": lambda event: event.amount_low,
        "amount_high": lambda event: event.amount_high,
        "amount_currency": lambda event: event.amount_currency,
        "valuation_low": lambda event: event.valuation_low,
        "valuation_high": lambda event: event.valuation_high,
        "valuation_currency": lambda event: event.valuation_currency,
    },
    fields=_event_fields(),
    write=_write_event,
    shows={
        "participants": parties_of,
        "amount": _words("amount"),
        "valuation": _words("valuation"),
    },
    tried=frozenset({"participants"}),
    new=adding.EVENT,
    prefetched=(Prefetch("participations", Participation.objects.select_related("survivor")),),
)
SOURCE = Sheet(
    told={
        "name": lambda source: source.name,
        "kind": lambda source: source.kind,
        "address": lambda source: source.address,
        "language": lambda source: source.language,
        "trust": lambda source: source.trust,
        "enabled": lambda source: source.enabled,
    }
)
ARTICLE = Sheet(
    told={
        "address": lambda article: article.address,
        "title": lambda article: article.title,
        "author": lambda article: article.author,
        "source": lambda article: article.publisher,
        "published": lambda article: article.published_on,
        "language": lambda article: article.language,
        "state": lambda article: article.state,
    },
    related=("source",),
)
