from people.admin.entity import EntityAdmin


class PersonAdmin(EntityAdmin):
    pass
