"""What the columns of a kind of record are, how a cell is read, and which action writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from people.actions import Refused
from people.dates import PartialDate

if TYPE_CHECKING:
    from django.contrib.auth.models import User

YES, NO = "yes", "no"


class Change(NamedTuple):
    """One cell that is to say something else. `line` is that of a file, or 0."""

    record: Any
    name: str
    before: str
    after: str
    line: int = 0


class Problem(NamedTuple):
    """A cell or row that cannot be taken: where, and what to do."""

    line: int
    column: str
    words: str


class NewRow(NamedTuple):
    """A row that is to become a record: its cells as values and as texts, and of which file."""

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    file: str


class Added(NamedTuple):
    """A record that was made, and whom it brought into the record besides."""

    record: Any
    others: tuple[Any, ...] = ()


class New(NamedTuple):
    """How a new row becomes a record, by the columns that can be changed and some of its own."""

    fields: Mapping[str, forms.Field]
    add: Callable[..., Added]
    """(row, by=)."""
    needed: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The columns of a kind of record: those that are only told, and those that can be changed."""

    told: Mapping[str, Callable[[Any], Any]]
    fields: Mapping[str, forms.Field] = field(default_factory=dict)
    write: Callable[..., Any] | None = None
    """The action: (record, changes, by=)."""
    adds: frozenset[str] = frozenset()
    """Columns whose text is added to what stands there: empty in an export."""
    shows: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    """How a column that can be changed is told, where that is no attribute of the record."""
    tried: frozenset[str] = frozenset()
    """Columns of which only writing the row tells whether it can be taken: a look tries it."""
    new: New | None = None
    related: Sequence[str] = ()
    prefetched: Sequence[Any] = ()

    @property
    def columns(self) -> list[str]:
        return ["id", *self.told, *self.fields, *self.of_new]

    @property
    def of_new(self) -> list[str]:
        """Columns that only new rows fill, besides those that tell something of the others."""
        return [name for name in (self.new.fields if self.new else ()) if name not in self.told]

    def rows(self, records: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return records.select_related(*self.related).prefetch_related(*self.prefetched)

    def row(self, record: Any) -> list[str]:
        told = [plain(get(record)) for get in self.told.values()]
        typed = [self.cell(record, name) for name in self.fields]
        return [str(record.pk), *told, *typed, *("" for _name in self.of_new)]

    def cell(self, record: Any, name: str) -> str:
        """What stands in a column that can be changed, as it would be typed."""
        if name in self.adds:
            return ""
        if name in self.shows:
            return self.shows[name](record)
        value = getattr(record, name)
        if isinstance(value, models.Model):
            return str(getattr(value, "slug", value.pk))
        typed = self.fields[name].prepare_value(value)
        return plain(typed)

    def clean(self, name: str, text: str) -> Any:
        """The value that a text means. Raises ValidationError with the remedy."""
        one = self.fields[name] if name in self.fields else self.new.fields[name]  # type: ignore[union-attr] # one of the two
        if isinstance(one, forms.ChoiceField) and not isinstance(one, forms.ModelChoiceField):
            text = _key(one, text)
        if isinstance(one, forms.NullBooleanField | forms.BooleanField):
            return _truth(text, may_be_unknown=isinstance(one, forms.NullBooleanField))
        return one.clean(text)

    def differs(self, record: Any, name: str, text: str) -> bool:
        if text == (before := self.cell(record, name)):
            return False
        try:
            return bool(self.clean(name, text) != self.clean(name, before))
        except ValidationError:
            return True

    def write_texts(self, record: Any, texts: Mapping[str, str], *, by: User) -> None:
        """Make the changes of one record, all or none. Raises ValidationError, too."""
        assert self.write is not None  # noqa: S101 - a sheet without it offers no change
        changes = {name: self.clean(name, text) for name, text in texts.items()}
        with transaction.atomic():
            self.write(copy(record), changes, by=by)

    def apply(self, record: Any, texts: Mapping[str, str], *, by: User) -> None:
        """As `write_texts`. Raises Refused and says what is wrong."""
        try:
            self.write_texts(record, texts, by=by)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        except IntegrityError as error:
            raise Refused(
                _("The values contradict each other or those of another record.")
            ) from error


def plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case PartialDate():
            return str(value)
    return str(value)


TRUTHS = {YES: True, "true": True, "1": True, "是": True,
          NO: False, "false": False, "0": False, "否": False}  # fmt: skip


def reasons_of(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Column and words of all that is wrong; no column where it is the row as a whole."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, messages in told.items():
        yield ("" if name == NON_FIELD_ERRORS else name), " ".join(messages)


def _key(one: forms.ChoiceField, text: str) -> str:
    """The word that the record knows for a choice, which may be typed as it is shown, too."""
    choices: Any = one.choices
    shown = {str(label).casefold(): str(key) for key, label in choices}
    return shown.get(text.casefold(), text)


def _truth(text: str, *, may_be_unknown: bool) -> bool | None:
    word = text.strip().lower()
    if not word and may_be_unknown:
        return None
    if word not in TRUTHS:
        raise ValidationError(_("Write yes or no."))
    return TRUTHS[word]
