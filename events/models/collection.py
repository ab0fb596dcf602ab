"""Collection and CollectionMember: people, companies and AI models that editors put together."""

from __future__ import annotations

from functools import cached_property
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from people.models import Entity, Status

HAS_A_MEMBER = """
IF EXISTS (
    SELECT FROM events_collection AS kept
     WHERE kept.id = {collection} AND kept.status = 'published'
       AND NOT EXISTS (SELECT FROM events_collectionmember WHERE collection_id = kept.id)
) THEN
    RAISE EXCEPTION 'A published collection has a member.' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""


class CollectionQuerySet(models.QuerySet["Collection"]):
    def published(self) -> Self:
        """What readers may see."""
        return self.filter(status=Collection.Status.PUBLISHED)

    def of(self, entity: Entity) -> Self:
        """Those of which an entity, or one merged into it, is a member."""
        rows = CollectionMember.objects.filter(
            entity__survivor=entity, collection=models.OuterRef("pk")
        )
        return self.filter(models.Exists(rows))

    def with_members(self) -> Self:
        """Each with its members, and whom they were merged into, in two queries more."""
        rows = CollectionMember.objects.select_related("entity__survivor__developer__survivor")
        return self.prefetch_related(models.Prefetch("members", rows))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="CollectionVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Collection(models.Model):
    """Some entities in an order that an editor chose, with what they have in common.

    Its slug, once it has been public, is for ever: it is withdrawn then and never deleted.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("collection", "Draft")
        PUBLISHED = "published", _("Published")

    slug = models.SlugField(
        _("slug"),
        max_length=90,
        unique=True,
        help_text=_("The last part of its address. Permanent once the page has been public."),
    )
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    title_zh = models.CharField(_("Chinese title"), max_length=120, blank=True)
    introduction_en = models.TextField(_("English introduction"), max_length=2000, blank=True)
    introduction_zh = models.TextField(_("Chinese introduction"), max_length=2000, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("created by"),
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="collection_has_a_title",
                condition=~models.Q(title_en="", title_zh=""),
                violation_error_message=_("Give an English or a Chinese title."),
            ),
            models.CheckConstraint(
                name="collection_is_introduced_when_published",
                condition=models.Q(status="draft")
                | (
                    models.Q(published_at__isnull=False)
                    & ~models.Q(introduction_en="", introduction_zh="")
                ),
                violation_error_message=_("A published collection has an introduction."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="collection_list",
                condition=models.Q(status="published"),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="collection_slug_is_permanent",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__slug__df=pgtrigger.F("new__slug"), old__published_at__isnull=False
                ),
            ),
            pgtrigger.Protect(
                name="collection_was_public",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="collection_has_a_member",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=HAS_A_MEMBER.format(collection="NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language, or else the one there is."""
        return self.title_in(get_language() or "en")

    @property
    def introduction(self) -> str:
        return _first(self.introduction_en, self.introduction_zh, get_language() or "en")

    def title_in(self, language: str) -> str:
        return _first(self.title_en, self.title_zh, language)

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def was_public(self) -> bool:
        return self.published_at is not None

    @cached_property
    def shown(self) -> list[CollectionMember]:
        """The members that readers may see, in their order.

        What was merged is shown by its survivor, and once.
        """
        by_survivor: dict[int, CollectionMember] = {}
        for member in self.members.all():
            if member.survivor.status == Status.PUBLISHED:
                by_survivor.setdefault(member.survivor.pk, member)
        return list(by_survivor.values())

    @property
    def entities(self) -> list[int]:
        """The ids of these."""
        return [member.survivor.pk for member in self.shown]


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="CollectionMemberVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class CollectionMember(models.Model):
    """An entity in a collection, at its place, with what is to be said of it there."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="members")
    entity = models.ForeignKey(
        Entity, models.PROTECT, verbose_name=_("person, company or AI model"),
        related_name="memberships",
    )  # fmt: skip
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    note_en = models.CharField(_("English note"), max_length=200, blank=True)
    note_zh = models.CharField(_("Chinese note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "entity"],
                name="collection_member_once",
                violation_error_message=_("This is a member already."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="collection_keeps_a_member",
                when=pgtrigger.After,
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("collection_id"),
                timing=pgtrigger.Deferred,
                func=HAS_A_MEMBER.format(collection="OLD.collection_id"),
            )
        ]

    def __str__(self) -> str:
        return str(self.entity)

    @property
    def survivor(self) -> Entity:
        return self.entity.survivor  # type: ignore[no-any-return] # a merged one leads to its own

    @property
    def note(self) -> str:
        return _first(self.note_en, self.note_zh, get_language() or "en")


def _first(english: str, chinese: str, language: str) -> str:
    return (chinese or english) if language.startswith("zh") else (english or chinese)
