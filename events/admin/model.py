from django.contrib import admin

from events.admin.people import ShownOnCards
from events.admin.sheets import sheets
from events.admin.sheets.pages import HasSheet
from events.models import Model


@admin.register(Model)
class ModelAdmin(HasSheet, ShownOnCards):
    """AI models and families of them."""

    sheet = sheets.MODEL
    actions = ("edit_many",)
    list_display = ("name_en", "name_zh", "developer", "status", "slug")
    list_select_related = ("developer",)
    list_filter = ("open_weights", *ShownOnCards.list_filter)
    autocomplete_fields = ("developer", "family")
    own_fields = ("developer", "family", "parameters", "licence", "open_weights")
