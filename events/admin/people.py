"""People and companies, with what only this app knows of them: the events that show their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from events import restoring
from events.admin.merging import merges_of
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from events.entities import correct_entity
from people import admin as people
from people.models import Company, Entity, Person
from people.roles import Ability, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ShownOnCards(people.EntityAdmin):
    """An entity whose events show its new name as soon as it is saved."""

    change_form_template = "admin/people/entity_change_form.html"
    restores = restoring.restore_entity
    not_restored = restoring.LEFT_OF_ENTITY

    def correct(
        self, entity: Entity, changes: dict[str, Any], *, by: User, public_reason: str
    ) -> None:
        correct_entity(entity, changes, by=by, public_reason=public_reason)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if entity := context.get("original"):
            context["merges"] = merges_of(entity)
            context["may_merge"] = may(request.user, Ability.MERGE)
        return super().render_change_form(request, context, *args, **options)


@admin.register(Person)
class PersonAdmin(HasSheet, ShownOnCards, people.PersonAdmin):
    sheet = sheets.PERSON
    actions = ("edit_many",)


@admin.register(Company)
class CompanyAdmin(HasSheet, ShownOnCards, people.CompanyAdmin):
    sheet = sheets.COMPANY
    actions = ("edit_many",)


@admin.register(Entity)
class AnyEntityAdmin(people.EntityAdmin):
    """All kinds together, for autocompletion only: an entity is edited as what it is."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        return request.user.has_perm("people.view_entity")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        entity = self.get_object(request, object_id)
        if entity is None:
            return super().change_view(request, object_id, form_url, extra_context)
        opts = entity._meta
        return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", entity.pk)
