"""What a mirror of the record has to hear of: one row for each change of something public."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Self

import pgtrigger
from django.db import connection, models
from django.db.models import F, Func, Value
from django.db.models.lookups import GreaterThan, LessThanOrEqual

PLACE = re.compile(r"([0-9]{1,19})-([0-9]{1,19})")
LARGEST = 2**63 - 1

PUBLIC_ENTITY = """
    name_en name_zh description_en description_zh country website wikidata_id type
    developer_id family_id parameters licence open_weights
""".split()
PUBLIC_AFFILIATION = """
    person_id company_id title former started_on started_end started_precision
    ended_on ended_end ended_precision
""".split()


def _any_differs(columns: list[str]) -> str:
    pairs = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return "({}) IS DISTINCT FROM ({})".format(*pairs)


class Place(NamedTuple):
    """A place in the order of changes: the transaction, and the change within it."""

    transaction: int
    id: int

    def __str__(self) -> str:
        return f"{self.transaction}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Place:
        """What `str` wrote. Raises ValueError."""
        found = PLACE.fullmatch(text)
        if found is None or max(place := cls(*map(int, found.groups()))) > LARGEST:
            raise ValueError(text)
        return place

    @property
    def is_lost(self) -> bool:
        """Whether this record never came here: it was given out by a state that is lost, or by
        nobody.
        """
        lost = Renumbering.objects.filter(last__lt=self.transaction, first__gt=self.transaction)
        return self > Place.now() or lost.exists()

    @classmethod
    def now(cls) -> Place:
        """The place after all changes of transactions older than the oldest that still runs."""
        return cls(oldest_running() - 1, LARGEST)


class ChangeQuerySet(models.QuerySet["Change"]):
    def settled(self) -> Self:
        """Those before which no other can arrive any more, in the order in which they are told.

        A transaction that is still running may have changed something already: what it and all
        later ones did is told when it has ended.
        """
        return self.filter(transaction__lt=oldest_running()).order_by("transaction", "id")

    def after(self, place: Place) -> Self:
        return self.filter(GreaterThan(_row(F("transaction"), F("id")), _row(*map(Value, place))))

    def upto(self, place: Place) -> Self:
        """That place included."""
        here = _row(F("transaction"), F("id"))
        return self.filter(LessThanOrEqual(here, _row(*map(Value, place))))

    def newest(self) -> Place:
        """The place of the last one that is settled."""
        last = self.settled().reverse().first()
        return last.place if last else Place(0, 0)


def _row(*values: F | Value) -> Func:
    return Func(*values, function="ROW", output_field=models.BooleanField())


def oldest_running() -> int:
    """The number of the oldest transaction that has not ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + people_shift()"
        )
        (number,) = cursor.fetchone()
    return int(number)


class Renumbering(models.Model):
    """That the record was restored, and from which number on its changes are counted since.

    A server counts its transactions from the beginning, whatever was restored into it. So the
    latest `shift` is added to each of its numbers, and all go on above those that were given out.
    What lies between `last` and `first` was given out by nobody, or by a record that is lost.
    """

    last = models.BigIntegerField(help_text="The last number of a change that was restored.")
    first = models.BigIntegerField(help_text="The number at which they go on.")
    shift = models.BigIntegerField(help_text="What is added to the numbers of the server.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="renumbering_goes_on_above", condition=models.Q(first__gt=F("last"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} after {self.last}"


class Change(models.Model):
    """That a public record was published, changed, taken back or merged.

    PostgreSQL writes these by triggers of the tables that are public, so that no code, import or
    repair can forget to. One transaction tells of a record once. What the record says now stands
    in its own table; a change is only told, and numbered by its transaction, so that a reader who
    goes on from the last number misses none and gets none twice.
    """

    class What(models.TextChoices):
        PUBLISHED = "published"
        UPDATED = "updated"
        CORRECTED = "corrected"
        RETRACTED = "retracted"
        MERGED = "merged"

    class Subject(models.TextChoices):
        EVENT = "event"
        PERSON = "person"
        COMPANY = "company"
        MODEL = "model"
        AFFILIATION = "affiliation"

    transaction = models.BigIntegerField()
    subject = models.CharField(max_length=11, choices=Subject)
    subject_id = models.BigIntegerField()
    what = models.CharField(max_length=9, choices=What)
    at = models.DateTimeField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "subject", "subject_id"], name="change_once_a_transaction"
            )
        ]
        indexes = [models.Index(fields=["transaction", "id"], name="change_in_order")]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id} {self.what}"

    @property
    def place(self) -> Place:
        return Place(self.transaction, self.pk)


def told(name: str, func: str) -> Any:
    """A trigger that tells of changes by `people_tell(subject, id, what)`."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=func,
    )


ENTITY_TOLD = told(
    "tells_its_changes",
    f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.status = 'published' THEN
            PERFORM people_tell(NEW.kind, NEW.id, 'published');
        END IF;
        RETURN NULL;
    END IF;
    IF OLD.status = 'published' AND (TG_OP = 'DELETE' OR NEW.status <> 'published') THEN
        PERFORM people_tell(OLD.kind, OLD.id, 'retracted');
    ELSIF TG_OP = 'DELETE' OR NEW.status <> 'published' THEN
        RETURN NULL;
    ELSIF OLD.status <> 'published' OR (OLD.survivor_id <> NEW.survivor_id
                                        AND NEW.merged_into_id IS NULL) THEN
        PERFORM people_tell(NEW.kind, NEW.id, 'published');
    ELSIF OLD.survivor_id <> NEW.survivor_id THEN
        PERFORM people_tell(NEW.kind, NEW.id, 'merged');
    ELSIF {_any_differs(PUBLIC_ENTITY)} THEN
        PERFORM people_tell(NEW.kind, NEW.id, 'updated');
    ELSE
        RETURN NULL;
    END IF;
    PERFORM people_tell_around(OLD.id, OLD.survivor_id);
    RETURN NULL;
    """,
)
ALIAS_TOLD = told(
    "tells_its_changes",
    """
    IF TG_OP = 'UPDATE' AND OLD.text = NEW.text AND OLD.entity_id = NEW.entity_id THEN
        RETURN NULL;
    END IF;
    PERFORM people_tell(s.kind, s.id, 'updated')
       FROM people_entity e JOIN people_entity s ON s.id = e.survivor_id
      WHERE e.id = COALESCE(NEW.entity_id, OLD.entity_id) AND s.status = 'published';
    RETURN NULL;
    """,
)
AFFILIATION_TOLD = told(
    "tells_its_changes",
    f"""
    IF TG_OP <> 'INSERT' AND OLD.status = 'published'
       AND (TG_OP = 'DELETE' OR NEW.status <> 'published') THEN
        PERFORM people_tell('affiliation', OLD.id, 'retracted');
    ELSIF TG_OP = 'DELETE' OR NEW.status <> 'published' THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' OR OLD.status <> 'published' THEN
        PERFORM people_tell('affiliation', NEW.id, 'published');
    ELSIF {_any_differs(PUBLIC_AFFILIATION)} THEN
        PERFORM people_tell('affiliation', NEW.id, 'updated');
    END IF;
    RETURN NULL;
    """,
)
