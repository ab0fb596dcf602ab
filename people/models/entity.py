"""Entity and Alias: a permanent name for whoever or whatever takes part in events."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.likeness import keys_of
from people.models.change import ALIAS_TOLD, ENTITY_TOLD
from people.models.curation import Curated, CuratedQuerySet, Status, by_proposer
from people.models.fields import WordsField
from people.models.kinds import HasKinds
from people.names import fold, language_of, sort_key
from people.roles import Ability
from people.words import name_lexemes


class EntityQuerySet(CuratedQuerySet["Entity"]):
    def published(self) -> Self:
        return super().published().filter(merged_into=None)

    def for_list(self) -> Self:
        return self.order_by("sort_key", "id")


class KindManager(models.Manager.from_queryset(EntityQuerySet)):  # type: ignore[misc] # made as we run
    """The entities of the proxy's own kind."""

    def get_queryset(self) -> EntityQuerySet:
        return EntityQuerySet(self.model, using=self._db).filter(kind=self.model.KIND)


class SurvivorKey(models.ForeignKey[Any, Any]):
    """The entity that a merge leaves, itself when not merged: filled in by PostgreSQL."""

    db_returning = True


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="EntityVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Entity(HasKinds, Curated):
    """A person, an organisation or an AI model: one row however many names it has.

    Its id and, once it has been public, its slug are for ever. A merged entity stays and points
    to what it was merged into; `survivor` is where that leads in the end.
    """

    KINDS: ClassVar[dict[str, type[Entity]]] = {}

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        COMPANY = "company", _("Company")
        MODEL = "model", _("Model")

    class Type(models.TextChoices):
        COMPANY = "company", _("Company")
        FUND = "fund", _("Fund")
        UNIVERSITY = "university", _("University")
        INSTITUTE = "institute", _("Institute")
        LAB = "lab", _("Laboratory")
        EXCHANGE = "exchange", _("Exchange")
        MEDIA = "media", _("Media")
        GOVERNMENT = "government", _("Government")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, editable=False)
    slug = models.SlugField(
        _("slug"), max_length=90, help_text=_("Permanent once the page has been public.")
    )
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=90, editable=False)
    description_en = models.CharField(
        _("English description"), max_length=300, blank=True, help_text=_("One sentence.")
    )
    description_zh = models.CharField(
        _("Chinese description"), max_length=300, blank=True, help_text=_("One sentence.")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166 code, such as CN or US.")
    )
    website = models.URLField(_("website"), blank=True)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=12, blank=True)

    type = models.CharField(_("type"), max_length=10, choices=Type, blank=True)

    developer = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("developer"),
        null=True,
        blank=True,
        related_name="developed",
    )
    family = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("family"),
        null=True,
        blank=True,
        related_name="members",
    )
    parameters = models.PositiveBigIntegerField(_("parameters"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    open_weights = models.BooleanField(_("open weights"), null=True, blank=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    survivor = SurvivorKey("self", models.PROTECT, editable=False, blank=True, related_name="+")

    objects = EntityQuerySet.as_manager()

    OWN: ClassVar[dict[str, str]] = {
        "type": Kind.COMPANY,
        "developer": Kind.MODEL,
        "family": Kind.MODEL,
        "parameters": Kind.MODEL,
        "licence": Kind.MODEL,
        "open_weights": Kind.MODEL,
    }
    """The columns that belong to one kind only."""

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        permissions = tuple(Ability.choices)
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_once_a_kind"),
            models.UniqueConstraint(fields=["id", "kind"], name="entity_id_with_kind"),
            models.UniqueConstraint(fields=["id", "survivor"], name="entity_id_with_survivor"),
            models.CheckConstraint(
                name="entity_has_a_name",
                condition=~models.Q(name_en="", name_zh=""),
                violation_error_message=_("Give an English or a Chinese name."),
            ),
            models.CheckConstraint(
                name="entity_type_is_of_a_company",
                condition=models.Q(type="") ^ models.Q(kind="company"),
            ),
            models.CheckConstraint(
                name="entity_own_columns_are_of_a_model",
                condition=models.Q(kind="model")
                | models.Q(
                    developer=None, family=None, parameters=None, licence="", open_weights=None
                ),
            ),
            models.CheckConstraint(
                name="entity_is_not_merged_into_itself",
                condition=~models.Q(merged_into=models.F("id")),
            ),
        ]
        indexes = [
            by_proposer("entity_proposer"),
            models.Index(fields=["kind", "status", "sort_key", "id"], name="entity_list"),
            models.Index(fields=["survivor"], name="entity_survivor"),
            models.Index(
                fields=["kind", "sort_key", "id"],
                name="entity_undescribed",
                condition=models.Q(
                    status="published", merged_into=None, description_en="", description_zh=""
                ),
            ),
            models.Index(
                fields=["kind", "sort_key", "id"],
                name="entity_untranslated",
                condition=models.Q(status="published", merged_into=None)
                & (models.Q(name_en="") | models.Q(name_zh="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="survivor_is_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.survivor_id := COALESCE(NEW.survivor_id, NEW.id); RETURN NEW;",
            ),
            pgtrigger.Protect(
                name="slug_is_permanent",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__slug__df=pgtrigger.F("new__slug"),
                    old__status__in=[Status.PUBLISHED, Status.RETRACTED],
                ),
            ),
            ENTITY_TOLD,
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or else the one there is."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        first, second = self.name_en, self.name_zh
        if language.startswith("zh"):
            first, second = second, first
        return first or second

    @property
    def description(self) -> str:
        chinese = (get_language() or "en").startswith("zh")
        return self.description_zh if chinese else self.description_en

    def save(self, **options: Any) -> None:
        self.derive()
        if (fields := options.get("update_fields")) is not None:
            options["update_fields"] = {*fields, "sort_key", "updated_at"}
        super().save(**options)

    def derive(self) -> None:
        """Fill the columns that follow from others. Saving does; who writes many rows calls it."""
        self.sort_key = sort_key(self.name_zh or self.name_en)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["keys", "words", "compared_at"],
    model_name="AliasVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
)
class Alias(models.Model):
    """One form of an entity's name, as it is written somewhere. Its main names are aliases too."""

    class Origin(models.TextChoices):
        EDITOR = "editor", _("editor")
        ARTICLE = "article", _("article")
        GAZETTEER = "gazetteer", _("gazetteer")
        DATASET = "dataset", _("data set")

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    text = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    keys = ArrayField(
        models.CharField(max_length=200),
        default=list,
        editable=False,
        help_text=_("Forms that it shares with spellings in another script or order."),
    )
    words = WordsField(default=frozenset, editable=False)
    language = models.CharField(_("language"), max_length=7, blank=True)
    origin = models.CharField(_("origin"), max_length=9, choices=Origin, default=Origin.EDITOR)
    compared_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When it was last compared with other names.")
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "text"], name="alias_once_an_entity"),
            models.CheckConstraint(name="alias_is_not_empty", condition=~models.Q(folded="")),
        ]
        indexes = [
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="alias_trigrams"),
            GinIndex(fields=["keys"], name="alias_keys"),
            GinIndex(fields=["words"], name="alias_words"),
            models.Index(
                fields=["id"], name="alias_to_compare", condition=models.Q(compared_at=None)
            ),
        ]
        triggers = [ALIAS_TOLD]

    def __str__(self) -> str:
        return self.text

    def save(self, **options: Any) -> None:
        self.derive()
        super().save(**options)

    def derive(self) -> None:
        """Fill the columns that follow from others. Saving does; who writes many rows calls it."""
        self.folded = fold(self.text)
        self.keys = sorted(keys_of(self.entity.kind, [self.text]))
        self.words = name_lexemes(self.text)
        self.language = self.language or language_of(self.text)
