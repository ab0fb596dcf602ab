from people.admin.entity import EntityAdmin


class CompanyAdmin(EntityAdmin):
    list_display = ("name_en", "name_zh", "type", "status", "country", "slug")
    list_filter = ("type", *EntityAdmin.list_filter)
    own_fields = ("type",)
