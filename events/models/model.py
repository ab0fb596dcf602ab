from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from people.models.entity import Entity, KindManager


class Model(Entity):
    """An AI model or model family. (Not to be confused with Django's `models.Model`.)"""

    KIND = Entity.Kind.MODEL

    objects: ClassVar[KindManager] = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("AI model")
        verbose_name_plural = _("AI models")
