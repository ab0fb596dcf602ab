from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Removed(models.Model):
    """A name or a public address that was removed on a person's request: a keyed hash, not itself.

    It lets the name be known again where it is met, so that it is not taken up anew, and lets the
    address say that what stood there is gone.
    """

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        ADDRESS = "address", _("address")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    digest = models.CharField(max_length=64)
    length = models.PositiveSmallIntegerField(
        default=0, help_text=_("Of a name as it is compared, in characters.")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("removed name")
        verbose_name_plural = _("removed names")
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="removed_once"),
            models.CheckConstraint(
                name="removed_name_has_a_length",
                condition=models.Q(kind="address", length=0) | models.Q(kind="name", length__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"
