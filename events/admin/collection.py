"""Collections at the desk: put together, looked at as readers will see them, and published."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from events.collections import actions
from events.collections.views import context_of, timeline_of_collection
from events.models import Collection, CollectionMember
from events.readers import DJANGO_LANGUAGES, TAGS
from people.admin.ability import ByAbility
from people.admin.concurrency import KeptForm, MindsOthers
from people.admin.lists import QuickList
from people.paging import BadCursor
from people.refusals import Refused
from people.roles import Ability, may
from people.versions import Tracked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Deed = Callable[..., object]
NAMES = {"en": "English", "zh": "中文"}


class CollectionForm(KeptForm):
    class Meta:
        model = Collection
        fields = actions.WRITTEN
        widgets: ClassVar[Any] = {
            name: forms.Textarea(attrs={"rows": 4, "cols": 60})
            for name in ("introduction_en", "introduction_zh")
        }


class MemberForm(forms.ModelForm[CollectionMember]):
    """A row; one without a place stands behind the others."""

    place = forms.IntegerField(
        label=capfirst(_("place")), required=False, min_value=1, max_value=actions.MOST_MEMBERS
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance._state.adding:  # noqa: SLF001 - as Django says that a row is new
            self.initial["place"] = None


class MemberInline(ByAbility, admin.TabularInline[CollectionMember, Collection]):
    model = CollectionMember
    form = MemberForm
    autocomplete_fields = ("entity",)
    fields = ("place", "entity", "note_en", "note_zh")
    extra = 3
    needs = Ability.PUBLISH


@admin.register(Collection)
class CollectionAdmin(MindsOthers, ByAbility, QuickList[Collection]):
    """People, companies and AI models put together, with a page of their own."""

    needs = Ability.PUBLISH
    form = CollectionForm
    inlines = (MemberInline,)
    list_display = ("title", "status", "size", "created_by", "updated_at")
    list_select_related = ("created_by",)
    list_filter = ("status",)
    search_fields = ("slug", "title_en", "title_zh")
    actions = ("publish_chosen", "withdraw_chosen")
    readonly_fields = ("status", "published_at", "created_by", "updated_at")
    tracked = (Tracked(), Tracked("members", "collection"))
    change_form_template = "admin/events/collection_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview), name="events_collection_preview"),
            path(
                "<int:pk>/decide/",
                view(require_POST(self.decide)),
                name="events_collection_decide",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        collections = Collection.objects.annotate(number=Count("members"))
        return collections.order_by(*self.get_ordering(request))

    def get_fieldsets(self, request: HttpRequest, obj: Collection | None = None) -> Any:
        told = (
            "title_zh", "title_en", "slug", "introduction_zh", "introduction_en",
        )  # fmt: skip
        state = (("status", "published_at"), ("created_by", "updated_at"))
        return [(None, {"fields": told}), *([(_("State"), {"fields": state})] if obj else [])]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Collection | None = None
    ) -> tuple[str, ...]:
        return (*self.readonly_fields, *(["slug"] if obj and obj.was_public else []))

    def has_delete_permission(self, request: HttpRequest, obj: Collection | None = None) -> bool:
        """One that has been public keeps its address: it is withdrawn."""
        return super().has_delete_permission(request, obj) and not (obj and obj.was_public)

    def get_actions(self, request: HttpRequest) -> Any:
        chosen = super().get_actions(request)
        chosen.pop("delete_selected", None)
        return chosen

    @admin.display(description=_("members"))
    def size(self, collection: Collection) -> int:
        return int(collection.number)  # type: ignore[attr-defined] # annotated

    # -- written

    def save_model(self, request: HttpRequest, obj: Collection, form: Any, change: bool) -> None:
        if form.changed_data or not change:
            actions.write(obj, by=cast("User", request.user))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """The rows that are left, by the place typed in each; a new one without stands last."""
        formset.save(commit=False)
        if not formset.has_changed():
            return
        kept = [
            (row.cleaned_data.get("place") or actions.MOST_MEMBERS, number, row.instance)
            for number, row in enumerate(formset.forms)
            if row.cleaned_data.get("entity") and not row.cleaned_data.get("DELETE")
        ]
        members = [member for _place, _number, member in sorted(kept, key=lambda row: row[:2])]
        actions.set_members(form.instance, members, by=cast("User", request.user))

    def delete_model(self, request: HttpRequest, obj: Collection) -> None:
        actions.delete(obj, by=cast("User", request.user))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        context["may_publish"] = may(request.user, Ability.PUBLISH)
        return super().render_change_form(request, context, *args, **options)

    # -- looked at, published and withdrawn

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as readers will see it, in either language."""
        collection = get_object_or_404(Collection.objects.with_members(), pk=pk)
        if not self.has_view_permission(request, collection):
            return self._back(collection)
        own = "zh" if (translation.get_language() or "").startswith("zh") else "en"
        language = request.GET.get("lang", own)
        if language not in TAGS:
            language = own
        with translation.override(DJANGO_LANGUAGES[language]):
            try:
                timeline = timeline_of_collection(request, collection)
            except BadCursor:
                return redirect("admin:events_collection_preview", pk)
            preview = {
                "words": gettext("A preview, which only the desk sees."),
                "back": reverse("admin:events_collection_change", args=[pk]),
                "languages": [
                    {"href": f"?lang={other}", "lang": tag, "name": NAMES[other]}
                    for other, tag in TAGS.items()
                    if other != language
                ],
            }
            context = {
                **context_of(request, collection, timeline),
                "permanent": "",
                "preview": preview,
            }
            return render(request, "events/collection.html", context, status=timeline.status)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        collection = get_object_or_404(Collection, pk=pk)
        deed = actions.withdraw if "withdraw" in request.POST else actions.publish
        self._do(request, [collection], deed)
        return self._back(collection)

    @admin.action(description=_("Publish the chosen collections"), permissions=["change"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Collection]) -> None:
        self._do(request, queryset, actions.publish)

    @admin.action(description=_("Withdraw the chosen collections"), permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Collection]) -> None:
        self._do(request, queryset, actions.withdraw)

    def _do(self, request: HttpRequest, chosen: Any, deed: Deed) -> None:
        for collection in chosen:
            try:
                deed(collection, by=cast("User", request.user))
            except Refused as refused:
                self.message_user(request, f"{collection}: {refused}", messages.ERROR)
            else:
                words = (
                    _("“%s” is public now.")
                    if deed is actions.publish
                    else _("“%s” is a draft now.")
                )
                self.message_user(request, words % collection, messages.SUCCESS)

    def _back(self, collection: Collection) -> HttpResponse:
        return redirect("admin:events_collection_change", collection.pk)
