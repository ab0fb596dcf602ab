from django.contrib import admin
from django.db import models

from events.models import Source
from people.admin.filters import ValuesFilter


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Where articles come from, and how well fetching them goes."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "kind", "trust", "language", "enabled")
    list_filter = ("kind", "trust", "enabled", ("language", ValuesFilter))
    search_fields = ("name", "address")
