"""What the admins of people, companies and AI models share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people import actions
from people.admin.ability import ByAbility
from people.admin.concurrency import KeptForm, MindsOthers
from people.admin.filters import LacksFilter, ValuesFilter
from people.admin.keeping import PublicReasonField
from people.admin.lists import QuickList
from people.models import Alias, Entity, Status
from people.names import fold
from people.versions import ENTITY

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMES = ("name_en", "name_zh")


class EntityForm(KeptForm):
    public_reason = PublicReasonField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(fold(cleaned.get(name, "")) for name in NAMES):
            raise ValidationError(_("Give an English or a Chinese name with a letter in it."))
        return cleaned

    def clean_country(self) -> str:
        country = self.cleaned_data["country"].upper()
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise ValidationError(_("Write the country as two letters, such as CN or US."))
        return str(country)


class AliasForm(forms.ModelForm[Alias]):
    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not fold(text):
            raise ValidationError(_("This is no name: it has no letter or digit."))
        return str(text)


class AliasInline(ByAbility, admin.TabularInline[Alias, Entity]):
    model = Alias
    form = AliasForm
    fk_name = "entity"
    fields = ("text", "language", "origin")
    readonly_fields = ("origin",)
    extra = 0
    classes = ("collapse",)


class EntityAdmin(MindsOthers, ByAbility, QuickList[Entity]):
    """Names in both languages and all forms of them; what is typed here is held."""

    form = EntityForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display: Any = ("name_en", "name_zh", "status", "country", "slug")
    list_display_links = ("name_en", "name_zh")
    list_filter: ClassVar[Any] = (
        "status",
        ("country", ValuesFilter),
        ("merged_into", admin.EmptyFieldListFilter),
        LacksFilter,
    )
    ordering = ("sort_key", "id")
    search_fields = ("aliases__text",)
    search_help_text = _("Any form of a name, in either script.")
    inlines = (AliasInline,)
    always_readonly = ("status", "held_fields", "merged", "created_at", "updated_at")
    own_fields: tuple[str, ...] = ()
    tracked = ENTITY

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        return False  # its address is for ever

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> list[str]:
        if obj is None:
            return [*self.always_readonly, "slug"]
        was_public = obj.status in (Status.PUBLISHED, Status.RETRACTED)
        return [*self.always_readonly, *(["slug"] if was_public else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Entity | None = None) -> list[Any]:
        about = ("description_en", "description_zh", "country", "website", "wikidata_id")
        state = (("status", "slug", "held_fields"), ("merged", "created_at", "updated_at"))
        fieldsets: list[Any] = [(None, {"fields": [*NAMES, *self.own_fields, *about]})]
        if obj is not None:
            fieldsets.append((_("State"), {"fields": state}))
            if obj.is_published:
                fieldsets.append((_("Told to readers"), {"fields": ["public_reason"]}))
        return fieldsets

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Every word must be part of some form of the name; spelling and script do not matter."""
        for word in search_term.split():
            known = Alias.objects.filter(entity=OuterRef("pk"), folded__contains=fold(word))
            queryset = queryset.filter(Exists(known))
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None).exclude(status=Status.REJECTED)
        return queryset, False

    @admin.display(description=_("held fields"))
    def held_fields(self, entity: Entity) -> str:
        labels = [str(capfirst(Entity._meta.get_field(name).verbose_name)) for name in entity.held]  # type: ignore[union-attr] # held are fields of its own
        return ", ".join(labels) or "–"

    @admin.display(description=_("merged into"))
    def merged(self, entity: Entity) -> str:
        return str(entity.merged_into or "–")

    def save_model(
        self, request: HttpRequest, obj: Entity, form: forms.ModelForm[Entity], change: bool
    ) -> None:
        changed, by = set(form.changed_data) - {"public_reason"}, cast("User", request.user)
        if change:
            changes = {name: form.cleaned_data[name] for name in changed}
            if changes:
                why = form.cleaned_data["public_reason"]
                self.correct(obj, changes, by=by, public_reason=why)
            return
        self._introduce(obj, by=by)
        changed |= set(NAMES)
        obj.hold(changed)
        obj.save(update_fields={*changed, "held"})

    def correct(
        self, entity: Entity, changes: dict[str, Any], *, by: User, public_reason: str
    ) -> None:
        """Write what was typed. Where events are known, what shows the entity follows."""
        raise NotImplementedError

    def _introduce(self, entity: Entity, *, by: User) -> None:
        """Have a new entity made, with its address and names, and let `entity` be that row."""
        name, translation = sorted((entity.name_en, entity.name_zh), key=lambda name: not name)
        newcomer = actions.Newcomer(entity.kind, name, translation, company_type=entity.type)
        (made,) = actions.introduce_all([newcomer], origin=Alias.Origin.EDITOR, by=by)
        entity.pk, entity.slug, entity.survivor_id = made.pk, made.slug, made.pk
        entity.created_at, entity.proposed_by = made.created_at, by
        entity._state.adding = False  # noqa: SLF001 - Django's way to say that a row exists
