from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest

from people.admin.lists import QuickList

Record = TypeVar("Record", bound=models.Model)


class ReadOnly(QuickList[Record]):
    """Records that are looked at, and written by the pipeline and the actions alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
