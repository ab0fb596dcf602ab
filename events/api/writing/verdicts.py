"""Deciding on a record: what it is told with, and how it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.response import Response

from people.api.writing import RecordsView, StrictSerializer


class ReasonSerializer(StrictSerializer):
    """Why; it is kept with the decision."""

    reason = serializers.CharField(max_length=300)


class WhySerializer(StrictSerializer):
    """Why, where it was refused before."""

    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class DecidedView(RecordsView):
    """Records that are accepted, refused and taken back, each with its lock held."""

    def held(self, pk: str) -> Any:
        """The record of this id, locked, or `NotFound`."""
        raise NotImplementedError

    def answer(self, record: Any, status: int = 200) -> Response:
        raise NotImplementedError

    def decide(
        self,
        pk: str,
        decide: Callable[..., Any],
        shape: type[StrictSerializer],
        *,
        needed: bool = False,
    ) -> HttpResponseBase:
        """`needed` says whether If-Match is."""
        told = self.told(shape)

        def do() -> Response:
            record = self.held(pk)
            self.require_unchanged(record, needed=needed)
            return self.answer(decide(record, by=self.user, **told))

        return self.act(do)
