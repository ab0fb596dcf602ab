"""What a decision is told with."""

from __future__ import annotations

from rest_framework import serializers

from people.api.writing import StrictSerializer


class ReasonSerializer(StrictSerializer):
    """Why; it is kept with the decision."""

    reason = serializers.CharField(max_length=300)


class WhySerializer(StrictSerializer):
    """Why, where it was refused before."""

    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
