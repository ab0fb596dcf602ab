from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FromReader(models.Model):
    """What a reader sent without an account: a private link leads back to it.

    Only a hash of the link's token is stored. The token is made anew, for a letter, from `seed` and
    the site's secret key.
    """

    page = models.CharField(
        _("page"), max_length=200, blank=True, help_text=_("Without the language before it.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    seed = models.CharField(max_length=64, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    said_hash = models.CharField(max_length=64, editable=False, db_index=True)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        abstract = True
