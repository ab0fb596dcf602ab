from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request

from people.api.filters import CompanyFilter, EntityFilter
from people.api.serializers import CompanySerializer, PersonSerializer
from people.api.views import PublicViewSet, moved_to
from people.models import Alias, Company, Entity, EntityQuerySet, Person
from people.removed import is_gone


class Gone(APIException):
    """What stood at the address was removed or taken back; what it was is told to nobody."""

    status_code = 410
    default_detail = "What stood at this address was removed."
    default_code = "gone"


class EntityViewSet(PublicViewSet):
    """The published entities of one kind, by name; the address of a merged one leads on."""

    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,90}"
    filterset_class = EntityFilter
    kind: type[Entity]

    def get_queryset(self) -> EntityQuerySet:
        names = Alias.objects.filter(entity__survivor=OuterRef("pk")).order_by("id")
        entities: EntityQuerySet = self.kind.objects.published()
        return entities.annotate(all_names=ArraySubquery(names.values("text"))).for_list()

    def retrieve(  # type: ignore[override] # the framework takes any response of Django's
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            return super().retrieve(request, *args, **kwargs)
        except NotFound:
            merged = self.kind.objects.filter(**kwargs).exclude(merged_into=None)
            found = merged.select_related("survivor").first()
            if found is None or not found.survivor.is_published:
                if is_gone(self.kind._meta.model_name or "", str(kwargs[self.lookup_field])):
                    raise Gone from None
                raise
            return moved_to(self.addresses.entity(found.kind, found.survivor.slug), request)


@extend_schema(tags=["people"])
class PersonViewSet(EntityViewSet):
    """People who take part in the industry."""

    kind = Person
    serializer_class = PersonSerializer


@extend_schema(tags=["companies"])
class CompanyViewSet(EntityViewSet):
    """Firms, funds, universities and other organisations."""

    kind = Company
    serializer_class = CompanySerializer
    filterset_class = CompanyFilter
