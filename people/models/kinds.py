"""One table for several kinds, each a proxy with a class of its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models


class HasKinds(models.Model):
    """A record whose `kind` column says which proxy it is; a root model has its own `KINDS`."""

    KIND: ClassVar[str] = ""
    KINDS: ClassVar[dict[str, Any]]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.KIND:
            cls.KINDS[cls.KIND] = cls

    def __init__(self, *args: Any, **values: Any) -> None:
        if self.KIND and not args:
            values.setdefault("kind", self.KIND)
        super().__init__(*args, **values)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        """A row comes back as its own kind, without a query."""
        row = zip(field_names, values, strict=True)
        kind = next((value for name, value in row if name == "kind"), "")
        own = cls.KINDS.get(kind, cls)
        # The plain function beneath the class method: mypy does not see it through super().
        make = super().from_db.__func__  # type: ignore[attr-defined]
        return make(own, db, field_names, values, **options)  # type: ignore[no-any-return]
