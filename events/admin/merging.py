"""The page on which an editor merges two records: all is shown before it is done, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from events import merging
from events.admin.links import address_of, headline, name_of
from events.admin.returns import review_address
from events.models import Event, Participation
from people.actions import Refused
from people.merging import differences, judge
from people.models import Affiliation, Alias, Entity, Judgement, Merge
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHOSEN_BY: dict[str, Any] = {
    Entity.Kind.PERSON: Affiliation._meta.get_field("person"),
    Entity.Kind.COMPANY: Affiliation._meta.get_field("company"),
}
"""The fields whose autocompletion offers one kind only."""


class OtherRecord(AutocompleteSelect):
    """An autocompletion that says what is asked for, to screen readers as well."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-placeholder": gettext("the other record")}


class ChooseForm(forms.Form):
    """Which other record an entity is the same as."""

    into = forms.ModelChoiceField(
        Entity.objects.filter(merged_into=None), label=capfirst(_("the other record"))
    )

    def __init__(self, entity: Entity, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = CHOSEN_BY.get(entity.kind, Merge._meta.get_field("into"))
        self.fields["into"].widget = OtherRecord(field, admin.site)
        others = Entity.objects.filter(kind=entity.kind, merged_into=None).exclude(pk=entity.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        self.fields["into"].error_messages["invalid_choice"] = _(
            "Choose another record of the same kind that is not merged itself."
        )


class Side(NamedTuple):
    """One of two records, and what hangs on it."""

    entity: Entity
    address: str
    names: list[str]
    events: int
    headlines: list[str]
    """Of the newest events: by these two of one name are told apart."""
    posts: int
    titles: list[str]
    """The newest posts, each with whose it is and where."""


MOST_SHOWN = 5


class Row(NamedTuple):
    """A field in which two records differ."""

    name: str
    label: str
    mine: Any
    other: Any
    is_missing: bool


class Standing(NamedTuple):
    """A merge that stands, seen from one of the two: does it go, or stay?"""

    merge: Merge
    goes: bool
    other: Entity
    address: str
    undo: str


@require_http_methods(["GET", "HEAD", "POST"])
def merge_entity(request: HttpRequest, entity_id: int) -> HttpResponse:
    """Choose the other record, see all that would change, and merge."""
    entity = _entity(request, entity_id)
    if entity.merged_into_id:
        return redirect(address_of(entity))
    data = request.POST if request.method == "POST" else request.GET
    form = ChooseForm(entity, data if "into" in data else None)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into is not None:
        return _decide(request, entity, into)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Merge %s") % entity,
        "opts": entity._meta,
        "entity": entity,
        "form": form,
        "media": form.media,
        "into": into,
        "next": review_address(request.GET.get("next", "")),
    }
    if into is not None:
        context |= {
            "sides": [_side(entity), _side(into)],
            "rows": _rows(entity, into),
            "shared": _shared_events(entity, into),
            "judgement": _judgement(entity, into),
            "swapped": f"{reverse('admin:merge', args=[into.pk])}?into={entity.pk}",
        }
    return TemplateResponse(request, "admin/people/merge.html", context)


def _decide(request: HttpRequest, entity: Entity, into: Entity) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:300]
    by = cast("User", request.user)
    try:
        if "different" in request.POST:
            judge(entity, into, Judgement.Verdict.DIFFERENT, by=by, reason=reason)
            told = gettext("%(one)s and %(other)s are kept apart.")
        elif "unsure" in request.POST:
            judge(entity, into, Judgement.Verdict.UNSURE, by=by, reason=reason)
            told = gettext("Noted: nobody can tell yet whether %(one)s is %(other)s.")
        else:
            take = request.POST.getlist("take")
            merging.merge_entities(entity, into, by=by, reason=reason, take=take)
            told = gettext("%(one)s is merged into %(other)s. It can be undone below.")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('admin:merge', args=[entity.pk])}?into={into.pk}")
    messages.success(request, told % {"one": entity, "other": into})
    return redirect(review_address(request.GET.get("next", "")) or address_of(into))


@require_POST
def unmerge_entity(request: HttpRequest, entity_id: int) -> HttpResponse:
    """Let a merged entity stand for itself again."""
    entity = _entity(request, entity_id)
    try:
        merging.unmerge_entity(entity, by=cast("User", request.user))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("%s stands for itself again.") % entity)
    return redirect(address_of(entity))


def _entity(request: HttpRequest, entity_id: int) -> Entity:
    if not may(request.user, Ability.MERGE):
        raise PermissionDenied
    return get_object_or_404(Entity, pk=entity_id)


def _side(entity: Entity) -> Side:
    names = Alias.objects.filter(entity__survivor=entity).values_list("text", flat=True)
    parts = Participation.objects.filter(survivor=entity)
    events = Event.objects.filter(pk__in=parts.values("event"), merged_into=None).for_timeline()
    posts = (
        Affiliation.objects.filter(Q(person__survivor=entity) | Q(company__survivor=entity))
        .select_related("person", "company")
        .order_by("-pk")
    )
    return Side(
        entity,
        address_of(entity),
        sorted({*names}),
        events.count(),
        [headline(event) for event in events[:MOST_SHOWN]],
        posts.count(),
        [name_of(post) for post in posts[:MOST_SHOWN]],
    )


def _rows(entity: Entity, into: Entity) -> list[Row]:
    rows = []
    for field in differences(entity, into):
        name = field.name
        label = capfirst(Entity._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # its own
        mine, other = _shown(entity, name), _shown(into, name)
        rows.append(Row(name, str(label), mine, other, field.is_missing))
    return rows


def _shown(entity: Entity, name: str) -> Any:
    display = getattr(entity, f"get_{name}_display", None)
    return display() if display else getattr(entity, name)


def _shared_events(entity: Entity, into: Entity) -> int:
    """Events that name both: a person and the same person, or two who met."""
    mine = Participation.objects.filter(survivor=entity).values("event")
    both = Participation.objects.filter(survivor=into, event__in=mine)
    return both.values("event").distinct().count()


def _judgement(entity: Entity, into: Entity) -> Judgement | None:
    pair = (entity.pk, into.pk)
    found = Judgement.objects.filter(first__in=pair, second__in=pair)
    return found.select_related("by").first()


def merges_of(entity: Entity) -> list[Standing]:
    """What an entity's own page says of merges: where it went, and what came to it."""
    found = Merge.objects.filter(Q(entity=entity) | Q(into=entity), undone_at=None)
    standing = []
    for merge in found.select_related("entity", "into", "by"):
        goes = merge.entity_id == entity.pk
        other = merge.into if goes else merge.entity
        undo = reverse("admin:unmerge", args=[merge.entity_id])
        standing.append(Standing(merge, goes, other, address_of(other), undo))
    return standing
