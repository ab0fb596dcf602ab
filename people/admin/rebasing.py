"""What an editor typed into a form that is out of date, put on top of what is there now.

Three states are known: the record as it was when the form was opened, as it is now, and what was
typed. A field that the editor left alone takes what is there now; one that was typed into keeps
that. So with rows: those that were added or taken away in the form are so on top of those now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, QueryDict

from people.admin.history import Deed, deeds_of
from people.versions import Stamp, Tracked, values_of

Row = tuple[str, ...]
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Conflict:
    """What others did to a record since a form was opened, and the form's data on top of it."""

    deeds: list[Deed]
    both: list[str]
    """What they and the editor changed alike: the form has the editor's."""
    data: QueryDict


def conflict_of(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, record: Any, opened: Stamp
) -> Conflict | None:
    """What stands against saving a form that was opened at this moment, if anything does."""
    tracked = typed_rows(model_admin)
    deeds = [
        deed
        for deed in deeds_of(record, tracked)
        if any(now > then for now, then in zip(deed.stamp.newest, opened.newest, strict=True))
    ]
    then = tracked[0].at(record, opened.newest[0])
    if not deeds or not then:
        return None
    form: Any = model_admin.get_form(request, record, change=True)
    was = type(record)(**values_of(then[0]))
    before, typed, now = form(instance=was), form(request.POST, instance=was), form(instance=record)
    touched = set(typed.changed_data)
    data = request.POST.copy()
    others = {name for name in now.fields if _sent(before[name]) != _sent(now[name])}
    for name in now.fields.keys() - touched:
        _put(data, _sent(now[name]))
    both = [str(now[name].label) for name in now.fields if name in touched & others]
    both += [
        str(inline.admin.verbose_name_plural)
        for inline in _inlines(model_admin, request, record)
        if inline.rebase(data, tracked, opened)
    ]
    return Conflict(deeds, both, data)


def typed_rows(model_admin: Any) -> tuple[Tracked, ...]:
    """The rows of a record that its form changes."""
    return tuple(rows for rows in model_admin.tracked if rows.typed)


def _sent(bound: forms.BoundField) -> dict[str, str | None]:
    """What a browser would send for a field that is left as it is; None for nothing at all."""
    widget: Any = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(bound.field.widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{bound.html_name}{name}": _text(part) for name, part in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: "on" if value else None}
    return {bound.html_name: _text(value)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _put(data: QueryDict, sent: dict[str, str | None]) -> None:
    for name, text in sent.items():
        if text is None:
            data.pop(name, None)
        else:
            data[name] = text


class _Inline(NamedTuple):
    """The rows of one inline of a form: as they are now, under the prefix that they are sent."""

    admin: Any
    record: models.Model
    now: Any

    @property
    def prefix(self) -> str:
        return str(self.now.prefix)

    def rebase(self, data: QueryDict, tracked: tuple[Tracked, ...], opened: Stamp) -> bool:
        """Put the typed rows on top of those now; whether both sides had changed them."""
        for rows, newest in zip(tracked, opened.newest, strict=True):
            if rows.relation and rows.model_of(self.record) is self.admin.model:
                then = [self._told(version) for version in rows.at(self.record, newest)]
                return self._rebase(data, then)
        first = self.now.initial_form_count()
        if data.get(f"{self.prefix}-INITIAL_FORMS") != str(first):  # rows that are only shown
            self._count(data, first, first)
        return False

    def _rebase(self, data: QueryDict, then: list[Row]) -> bool:
        typed = self._typed(data)
        added, removed = Counter(typed) - Counter(then), Counter(then) - Counter(typed)
        now = [(form.instance.pk, self._told(form.instance)) for form in self.now.initial_forms]
        others = Counter(row for _pk, row in now) != Counter(then)
        for name in [name for name in data if name.startswith(f"{self.prefix}-")]:
            del data[name]
        for index, (pk, row) in enumerate(now):
            data[f"{self.prefix}-{index}-{self.now.model._meta.pk.name}"] = str(pk)
            self._write(data, index, row)
            if removed[row]:
                removed[row] -= 1
                data[f"{self.prefix}-{index}-DELETE"] = "on"
        fresh = list((added - Counter(row for _pk, row in now)).elements())
        for index, row in enumerate(fresh, start=len(now)):
            self._write(data, index, row)
        self._count(data, len(now), len(now) + len(fresh))
        return others and Counter(typed) != Counter(then)

    @property
    def _names(self) -> list[str]:
        special = {self.now.model._meta.pk.name, self.now.fk.name, "DELETE"}
        return [name for name in self.now.empty_form.fields if name not in special]

    def _typed(self, data: QueryDict) -> list[Row]:
        """The rows that were sent, but those to be taken away, and those with a choice alone."""
        fields = self.now.empty_form.fields
        told = [name for name in self._names if not _is_choice(fields[name])]
        total = data.get(f"{self.prefix}-TOTAL_FORMS", "")
        found = []
        for index in range(min(int(total), MOST_ROWS) if total.isdecimal() else 0):
            sent = {name: data.get(f"{self.prefix}-{index}-{name}", "") for name in self._names}
            if any(sent[name] for name in told) and f"{self.prefix}-{index}-DELETE" not in data:
                found.append(tuple(sent.values()))
        return found

    def _told(self, row: Any) -> Row:
        columns = {column.name: column.attname for column in self.now.model._meta.concrete_fields}
        return tuple(
            _text(getattr(row, columns[name])) if name in columns else "" for name in self._names
        )

    def _write(self, data: QueryDict, index: int, row: Row) -> None:
        for name, text in zip(self._names, row, strict=True):
            data[f"{self.prefix}-{index}-{name}"] = text

    def _count(self, data: QueryDict, first: int, total: int) -> None:
        counts = {"INITIAL": first, "TOTAL": total, "MIN_NUM": 0, "MAX_NUM": MOST_ROWS}
        for name, count in counts.items():
            data[f"{self.prefix}-{name}_FORMS"] = str(count)


def _is_choice(field: forms.Field) -> bool:
    """Whether a field has a value though nobody has typed one."""
    return isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)


def _inlines(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, record: models.Model
) -> list[_Inline]:
    """The inlines of a form under the prefixes that the admin gives them."""
    seen: Counter[str] = Counter()
    found = []
    for formset, inline in model_admin.get_formsets_with_inlines(request, record):
        prefix = formset.get_default_prefix()
        seen[prefix] += 1
        if seen[prefix] > 1:
            prefix = f"{prefix}-{seen[prefix]}"
        rows = inline.get_queryset(request)
        found.append(
            _Inline(inline, record, formset(instance=record, prefix=prefix, queryset=rows))
        )
    return found
