from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from people.models.entity import Entity, KindManager


class Company(Entity):
    """Any organisation: a firm, fund, university, institute; `type` tells which."""

    KIND = Entity.Kind.COMPANY

    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __init__(self, *args: Any, **values: Any) -> None:
        if not args:
            values.setdefault("type", Entity.Type.COMPANY)
        super().__init__(*args, **values)
