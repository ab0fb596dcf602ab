"""What every view of the API has in common: open to all, strict with what it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any, cast

from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django_filters import FilterSet, MultipleChoiceFilter
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import MethodNotAllowed, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from people.api.addresses import Addresses
from people.api.deprecation import Deprecation
from people.api.pagination import PARAMETERS, KeysetPagination
from people.api.throttling import AddressThrottle, CountingThrottle, TokenThrottle
from people.languages import LANGUAGES, Language

NO_TEXT = ("\0", "\ufffd")
"""A character that PostgreSQL cannot hold, and what stands for bytes that are no UTF-8."""


class PublicView(APIView):
    """A view without session, open to all, for scripts of any origin, with a token or without.

    It refuses parameters that it does not know: a mistyped filter must not pass for none.
    """

    language: Language = "en"
    throttles: Sequence[CountingThrottle] = ()
    deprecation: Deprecation | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.accepted_language = translation.get_language() or "en"
        with translation.override("en"):  # the language of all messages
            response = super().dispatch(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                response = self._unless_known(request, response)
        for throttle in self.throttles:
            for name, value in throttle.headers().items():
                response[name] = value
        return response

    def _unless_known(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """304 where the client has this answer already. That is not counted."""
        if isinstance(response, StreamingHttpResponse):
            if request.method == "HEAD":
                response.streaming_content = ()
            return response
        if response.status_code != HTTPStatus.OK:
            return response
        whole = cast("HttpResponse", response)
        if isinstance(whole, Response):
            whole.render()
        if "ETag" not in whole:
            set_response_etag(whole)
        answer = get_conditional_response(request, etag=whole["ETag"], response=whole) or whole
        if answer.status_code == HTTPStatus.NOT_MODIFIED:
            for throttle in self.throttles:
                throttle.give_back()
        return answer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not hasattr(self, str(request.method).lower()):
            raise MethodNotAllowed(str(request.method))  # whatever it is asked with
        self._refuse_what_is_not_known(request)
        self.language = self._language(request)
        self.addresses = Addresses.of(request)

    def known_parameters(self) -> Mapping[str, bool]:
        """What may be asked, each with whether it may be asked for more than once."""
        return {"lang": False}

    def _refuse_what_is_not_known(self, request: Request) -> None:
        known = self.known_parameters()
        errors = {}
        for name, values in request.query_params.lists():
            if name not in known:
                errors[name] = f"There is no parameter “{name}” here. {_nearest(name, known)}"
            elif len(values) > 1 and not known[name]:
                errors[name] = "This takes one value. Give it once."
            elif any(mark in value for value in (name, *values) for mark in NO_TEXT):
                errors[name] = "This holds a null character, or is not UTF-8. Leave that out."
        if errors:
            raise ValidationError(errors)

    def _language(self, request: Request) -> Language:
        asked = request.query_params.get("lang", self.accepted_language[:2])
        for language in LANGUAGES:
            if language == asked:
                return language
        raise ValidationError(
            {"lang": f"“{asked}” is no language here. Write {' or '.join(LANGUAGES)}."}
        )

    def get_throttles(self) -> list[BaseThrottle]:
        self.throttles = [AddressThrottle(), TokenThrottle()]
        return [*self.throttles]

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.deprecation:
            links = answer.get("Link")
            for name, value in self.deprecation.headers().items():
                answer[name] = f"{links}, {value}" if links and name == "Link" else value
        answer["Content-Language"] = self.language
        patch_vary_headers(answer, ["Accept-Language"])
        if not answer.has_header("Cache-Control"):
            patch_cache_control(answer, public=True, no_cache=True)
        return answer


class PublicViewSet(ReadOnlyModelViewSet[Any], PublicView):
    """A list by pages and one of its rows. Subclasses say what is public in `get_queryset`."""

    filter_backends = (DjangoFilterBackend,)
    pagination_class = KeysetPagination
    paginator: KeysetPagination
    lookup_value_regex = r"[0-9]{1,18}"
    filterset_class: type[FilterSet] | None = None

    def known_parameters(self) -> Mapping[str, bool]:
        if self.action == "retrieve":
            return super().known_parameters()
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return {
            **super().known_parameters(),
            **dict.fromkeys(PARAMETERS, False),
            **{name: isinstance(asked, MultipleChoiceFilter) for name, asked in filters.items()},
        }

    def get_serializer_context(self) -> Mapping[str, Any]:
        """What serializers write by."""
        if not hasattr(self, "addresses"):
            return super().get_serializer_context()  # the schema is being written
        return {"language": self.language, "addresses": self.addresses}

    def filter_queryset(self, queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        return queryset if self.action == "retrieve" else super().filter_queryset(queryset)

    def get_object(self) -> Any:
        try:
            return super().get_object()
        except Http404:
            key = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
            raise NotFound(f"Nothing that is published has the address {key}.") from None


def _nearest(name: str, known: Iterable[str]) -> str:
    """What to write for a name that is not known."""
    names = sorted(known)
    meant = get_close_matches(name, names, n=1)
    every = f"There are {', '.join(names)}."
    return f"Did you mean “{meant[0]}”? {every}" if meant else every


def moved_to(address: str, request: Request) -> HttpResponsePermanentRedirect:
    """To what something was merged into. Not kept for long: a merger can be undone."""
    query = request.META["QUERY_STRING"]
    address = f"{address}?{query}" if query else address
    response = HttpResponsePermanentRedirect(address, preserve_request=True)
    patch_cache_control(response, public=True, max_age=300)
    return response
