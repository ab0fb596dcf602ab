"""Who works here and as what: users with a role, and what each role may. For administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people import accounts
from people.admin.ability import ByAbility
from people.refusals import Refused
from people.roles import APP, Ability, Role, may, role_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

admin.site.unregister([User, Group])


def _abilities() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label=APP, codename__in=Ability.values)


class AbilityChoice(forms.ModelMultipleChoiceField[Permission]):
    def label_from_instance(self, obj: Any) -> str:
        return str(Ability(obj.codename).label)


class RoleChoice(forms.ChoiceField):
    """One of the roles, or none: such a person cannot sign in at the desk."""

    def __init__(self, **options: Any) -> None:
        choices: list[tuple[str, StrOrPromise]] = [*Role.choices, ("", _("None: no desk"))]
        super().__init__(
            choices=choices,
            label=capfirst(_("role")),
            widget=forms.RadioSelect,
            required=False,
            **options,
        )


class UserForm(UserChangeForm[User]):
    role = RoleChoice()
    user_permissions = AbilityChoice(
        Permission.objects.none(),
        label=capfirst(_("may besides")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Single abilities, beyond what the role brings."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "role" in self.fields:
            self.initial["role"] = role_of(self.instance) or ""
        if "user_permissions" in self.fields:
            self.fields["user_permissions"].queryset = _abilities()  # type: ignore[attr-defined]


class NewUserForm(AdminUserCreationForm[User]):
    role = RoleChoice(initial=Role.CONTRIBUTOR)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [*Role.choices, ("none", _("None"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.value() == "none":
            return queryset.exclude(groups__name__in=Role.values)
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(ByAbility, StockUserAdmin[User]):
    """Whoever leaves is deactivated, never deleted: decisions keep the name of who made them."""

    needs = Ability.ADMINISTER
    form = UserForm
    add_form = NewUserForm
    list_display = ("username", "full_name", "email", "role", "last_login", "is_active")
    list_filter = (RoleFilter, "is_active")
    filter_horizontal = ()
    actions = ("deactivate", "activate")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Name and address"), {"fields": (("first_name", "last_name"), "email")}),
        (_("What this person may do"), {"fields": ("role", "user_permissions", "is_active")}),
        (_("State"), {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "email",
                    "role",
                    "usable_password",
                    "password1",
                    "password2",
                ),
                "description": _(
                    "Without a password, invite this person by a link on the next page."
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        own = ("role", "user_permissions", "is_active") if obj == request.user else ()
        return (*self.readonly_fields, *own)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser is changed by superusers alone."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=_("name"))
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("role"))
    def role(self, user: User) -> str:
        if user.is_superuser:
            return gettext("Superuser")
        role = role_of(user)
        return str(role.label) if role else "–"

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        by = cast("User", request.user)
        if change and "is_active" in form.changed_data:
            accounts.set_active(obj, obj.is_active, by=by)
        super().save_model(request, obj, form, change)
        if "role" in form.cleaned_data and (not change or "role" in form.changed_data):
            role = form.cleaned_data["role"]
            accounts.give(obj, Role(role) if role else None, by=by)

    @admin.action(description=_("Deactivate the chosen users"))
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._set_active(request, queryset, is_active=False)

    @admin.action(description=_("Activate the chosen users"))
    def activate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self._set_active(request, queryset, is_active=True)

    def _set_active(
        self, request: HttpRequest, queryset: QuerySet[User], *, is_active: bool
    ) -> None:
        done = 0
        for user in queryset:
            try:
                accounts.set_active(user, is_active, by=cast("User", request.user))
                done += 1
            except Refused as refused:
                self.message_user(request, f"{user}: {refused}", messages.WARNING)
        if done:
            told = ngettext("Done for %(count)d user.", "Done for %(count)d users.", done)
            self.message_user(request, told % {"count": done}, messages.SUCCESS)


@admin.register(Group)
class RoleAdmin(admin.ModelAdmin[Group]):
    """What each role may, and how many have it; the roles themselves are Tideline's."""

    list_display = ("name_of_role", "may_do", "members")
    list_display_links = None
    search_fields = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        members = Count("user", filter=Q(user__is_active=True))
        groups = super().get_queryset(request).filter(name__in=Role.values)
        return groups.annotate(count=members).order_by("pk")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        told = {"list_name": gettext("Roles")} | (extra_context or {})
        return super().changelist_view(request, told)

    def has_view_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return may(request.user, Ability.ADMINISTER)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    @admin.display(description=_("role"))
    def name_of_role(self, group: Group) -> str:
        return str(Role(group.name).label)

    @admin.display(description=_("may"))
    def may_do(self, group: Group) -> str:
        given = Role(group.name).abilities
        return format_html_join(
            mark_safe("<br>"), "{}", ([ability.label] for ability in Ability if ability in given)
        )

    @admin.display(description=_("active users"))
    def members(self, group: Group) -> SafeString:
        address = reverse("admin:auth_user_changelist", query={"role": group.name})
        return format_html('<a href="{}">{}</a>', address, group.count)  # type: ignore[attr-defined]
