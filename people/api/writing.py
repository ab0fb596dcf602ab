"""What all that writes has in common: a token, strict JSON, one deed for one key, no caches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from people.api.bodies import StrictJSONParser, require_moderate
from people.api.once import Claim, deed
from people.api.permissions import HasScope, Scope
from people.api.preconditions import require_unchanged
from people.api.views import PublicView
from people.models import Status
from people.models.curation import Curated
from people.roles import Ability, require
from people.versions import Tracked

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCOPE_OF = {Ability.PROPOSE: Scope.PROPOSE, Ability.MERGE: Scope.MERGE}
"""The scope that an ability takes; all others take that of deciding."""


class ProposesOrDecides(BasePermission):
    """The request came with a token that may write; which scope it takes, the record decides."""

    def has_permission(self, request: Request, view: Any) -> bool:
        for scope in (Scope.PUBLISH, Scope.PROPOSE):
            permission = HasScope.of(scope)()
            if permission.has_permission(request, view):
                return True
            self.message = getattr(permission, "message", None)
        return False


def require_scope(request: Request, scope: Scope) -> None:
    """Refuse a deed to a token without the scope, or whose owner may not use it."""
    permission = HasScope.of(scope)()
    if not permission.has_permission(request, None):
        raise PermissionDenied(permission.message)


def require_scope_of(request: Request, ability: Ability) -> None:
    require_scope(request, SCOPE_OF.get(ability, Scope.PUBLISH))


class StrictSerializer(Serializer[Any]):
    """Reads an object, and takes a key that it does not know for an error."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            message = f"Not known here. There are {', '.join(sorted(self.fields))}."
            raise ValidationError({name: [message] for name in sorted(unknown)})
        return super().to_internal_value(data)


class PrivateView(PublicView):
    """Answers for whoever has the token alone: no cache keeps them."""

    def finalize_response(
        self, request: HttpRequest, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type] # wrapped by then
        return as_private(answer) if self.is_private(request) else answer

    def is_private(self, request: HttpRequest) -> bool:
        return True


class WritingView(PrivateView):
    """Reading is open to all where the view says so; writing takes a token."""

    parser_classes = (StrictJSONParser,)
    claim: Claim | None = None

    def is_private(self, request: HttpRequest) -> bool:
        return request.method not in ("GET", "HEAD", "OPTIONS")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require_moderate(request)

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def told(self, shape: type[Serializer[Any]], *, partial: bool = False) -> Any:
        """What the body says, or `ValidationError`."""
        reading = shape(data=self.request.data, partial=partial)
        reading.is_valid(raise_exception=True)
        return reading.validated_data

    def act(self, do: Callable[[], Response]) -> HttpResponseBase:
        """Do a deed and keep its answer, both or neither."""
        with deed(self.claim) as answers:
            answers.append(do())
        return answers[0]


class RecordsView(WritingView):
    """Records that are read as any other and written as `scopes` says, each deed by its name."""

    scopes: ClassVar[Mapping[str, Scope]]
    tracked: ClassVar[tuple[Tracked, ...]]
    names: ClassVar[Mapping[str, str]]
    """What the API calls columns, where it is something else."""

    action: str

    def get_permissions(self) -> list[BasePermission]:
        if self.action == "partial_update":
            return [ProposesOrDecides()]
        scope = self.scopes.get(self.action or "")
        return [HasScope.of(scope)() if scope else AllowAny()]

    def known_parameters(self) -> Mapping[str, bool]:
        if self.action in ("list", "retrieve"):
            return super().known_parameters()
        return {"lang": False}

    def require_to_correct(self, record: Curated) -> None:
        """Refuse who may not change the record as it is now: its state decides what that takes."""
        ability = record.ability_to_change(self.user)
        require_scope_of(self.request, ability)
        require(self.user, ability)

    def require_unchanged(self, record: Curated, *, needed: bool) -> None:
        require_unchanged(self.request, record, self.tracked, needed=needed, names=self.names)

    def require_read(self, record: Curated, told: Mapping[str, Any]) -> None:
        """Refuse a correction of another state than was read, or a silent one of what is public."""
        self.require_unchanged(record, needed=record.status != Status.PROPOSED)
        if record.is_published and not told.get("reason"):
            message = "Say why: readers are told the reason, word for word."
            raise ValidationError({"reason": [message]})


def as_private(answer: Any) -> Any:
    answer["Cache-Control"] = "private, no-store"
    patch_vary_headers(answer, ["Authorization"])
    return answer
