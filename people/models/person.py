from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from people.models.entity import Entity, KindManager


class Person(Entity):
    """A human being who takes part in the industry."""

    KIND = Entity.Kind.PERSON

    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")
