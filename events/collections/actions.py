"""What editors do to collections: each in one transaction, safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions import deed
from events.models import Collection, CollectionMember
from people.refusals import Refused
from people.roles import Ability, require

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_MEMBERS = 200
WRITTEN = ("slug", "title_en", "title_zh", "introduction_en", "introduction_zh")


def write(collection: Collection, *, by: User) -> Collection:
    """Keep a collection as it was typed; a new one is a draft."""
    require(by, Ability.PUBLISH)
    if not (collection.title_en.strip() or collection.title_zh.strip()):
        raise Refused(_("Give an English or a Chinese title."))
    with deed(by, "write collection"):
        if collection._state.adding:  # noqa: SLF001 - Django's way to say that a row is new
            collection.created_by = by
            collection.save()
            return collection
        known = _locked(collection)
        if known.was_public and known.slug != collection.slug:
            raise Refused(_("This collection has been public: its slug stays as it is."))
        if known.is_published and not _is_introduced(collection):
            raise Refused(_("A published collection has an introduction: write one."))
        collection.save(update_fields=[*WRITTEN, "updated_at"])
        return collection


def set_members(
    collection: Collection, members: Sequence[CollectionMember], *, by: User
) -> Collection:
    """Let these be the members, in this order; rows that stay as they are are not written."""
    require(by, Ability.PUBLISH)
    with deed(by, "set members"):
        collection = _locked(collection)
        if len({member.entity_id for member in members}) < len(members):
            raise Refused(_("Somebody stands in the collection twice: take one of the rows away."))
        if len(members) > MOST_MEMBERS:
            raise Refused(
                _("A collection has %(most)s members at most: part it into several.")
                % {"most": MOST_MEMBERS}
            )
        if collection.is_published and not members:
            raise Refused(_("A published collection has a member: add one, or withdraw it."))
        known = {row.entity_id: row for row in collection.members.all()}
        gone = known.keys() - {member.entity_id for member in members}
        collection.members.filter(entity__in=gone).delete()
        for place, member in enumerate(members, start=1):
            row = known.get(member.entity_id)
            told = {"place": place, "note_en": member.note_en, "note_zh": member.note_zh}
            if row is None:
                CollectionMember.objects.create(collection=collection, entity=member.entity, **told)
            elif any(getattr(row, name) != value for name, value in told.items()):
                for name, value in told.items():
                    setattr(row, name, value)
                row.save(update_fields=list(told))
        return collection


def publish(collection: Collection, *, by: User) -> Collection:
    """Make a collection public. Doing it twice changes nothing."""
    require(by, Ability.PUBLISH)
    with deed(by, "publish collection"):
        collection = _locked(collection)
        if collection.is_published:
            return collection
        if not _is_introduced(collection):
            raise Refused(_("This collection has no introduction: write one first."))
        if not Collection.objects.with_members().get(pk=collection.pk).shown:
            raise Refused(_("This collection has no member that is published: add one first."))
        collection.status = Collection.Status.PUBLISHED
        collection.published_at = collection.published_at or timezone.now()
        collection.save(update_fields=["status", "published_at", "updated_at"])
        return collection


def withdraw(collection: Collection, *, by: User) -> Collection:
    """Make a draft of a public collection; its address stays its own. Twice changes nothing."""
    require(by, Ability.PUBLISH)
    with deed(by, "withdraw collection"):
        collection = _locked(collection)
        if collection.is_published:
            collection.status = Collection.Status.DRAFT
            collection.save(update_fields=["status", "updated_at"])
        return collection


def delete(collection: Collection, *, by: User) -> None:
    """Delete a collection that has never been public; one that is gone already is gone."""
    require(by, Ability.PUBLISH)
    with deed(by, "delete collection"):
        known = Collection.objects.select_for_update().filter(pk=collection.pk).first()
        if known is None:
            return
        if known.was_public:
            raise Refused(
                _("This collection has been public, and its address is its own: withdraw it.")
            )
        known.delete()


def _locked(collection: Collection) -> Collection:
    return Collection.objects.select_for_update().get(pk=collection.pk)


def _is_introduced(collection: Collection) -> bool:
    return bool(collection.introduction_en.strip() or collection.introduction_zh.strip())
