"""Two editors at one record, one form sent twice: nothing is overwritten unseen or done twice."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from people.actions import Refused
from people.admin.keeping import KeepsHistory
from people.admin.rebasing import Conflict, conflict_of, typed_rows
from people.models import Submission
from people.versions import Stamp

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VERSION, TOKEN = "_version", "_token"
NOT_TYPED = ("csrfmiddlewaretoken", VERSION, TOKEN, "_save", "_continue", "_addanother", "_accept")


class KeptForm(forms.ModelForm[Any]):
    """A form that can be given back with all that was typed, and the reason why it is not saved."""

    objection = ""
    """Set on the class that the admin makes for each request."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.objection:
            self.add_error(None, self.objection)
        return cleaned


class MindsOthers(KeepsHistory):
    """An admin whose forms carry the version they were opened at, and a token when they add.

    Its form is a `KeptForm`. What an action refuses comes back with all that was typed, too.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if object_id is None:
                    if (known := self._added_already(request)) is not None:
                        return known
                    response = view(request, object_id, form_url, extra_context)
                    self._forget_unless_added(request)
                    return response
                self._hold(object_id)
                conflict = self._conflict(request, object_id)
                response = view(request, object_id, form_url, extra_context)
                if conflict is not None:
                    response.status_code = 409
                return response
        except Refused as refused:
            request.objection = str(refused)  # type: ignore[attr-defined] # ours
            return view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **options)
        form.objection = getattr(request, "objection", "")
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        if record := context.get("original"):
            context["form_version"] = Stamp.now(record, typed_rows(self))
        else:
            sent = "" if hasattr(request, "other_token") else request.POST.get(TOKEN, "")
            context["form_token"] = _token(sent) or uuid.uuid4()
        context["conflict"] = getattr(request, "conflict", None)
        return super().render_change_form(request, context, *args, **options)

    # -- two editors

    def _hold(self, object_id: str) -> None:
        """Let one form of a record at a time be compared and saved."""
        key = f"form:{self.opts.label_lower}:{object_id}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])

    def _conflict(self, request: HttpRequest, object_id: str) -> Conflict | None:
        """What others saved since the form was opened: the form is given back on top of it."""
        record = self.get_object(request, unquote(object_id))
        opened = Stamp.parse(request.POST.get(VERSION, ""), typed_rows(self))
        if record is None or opened is None or opened == Stamp.now(record, typed_rows(self)):
            return None
        conflict = conflict_of(self, request, record, opened)
        if conflict is not None:
            request.conflict = conflict  # type: ignore[attr-defined] # ours
            request.objection = _(  # type: ignore[attr-defined] # ours
                "Nothing was saved: the record was changed while you had it open. What you typed "
                "is kept. Save to put it on top of what is there now."
            )
            request.POST = conflict.data  # type: ignore[assignment] # a copy that may be changed
        return conflict

    # -- one form, one record

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **options: Any) -> Any:
        if (submission := getattr(request, "submission", None)) is not None:
            submission.record = obj.pk
            submission.save(update_fields=["record"])
        return super().response_add(request, obj, *args, **options)

    def _added_already(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a form that was sent before: the same as then, and nothing is added.

        Another one that comes at the same moment waits here until the first is through.
        """
        token = _token(request.POST.get(TOKEN, ""))
        if token is None:
            return None
        digest = _digest(request)
        try:
            with transaction.atomic():
                request.submission = Submission.objects.create(  # type: ignore[attr-defined] # ours
                    token=token, digest=digest, by=cast("User", request.user)
                )
        except IntegrityError:
            known = Submission.objects.get(token=token)
            record = self.get_object(request, str(known.record))
            if record is not None and known.digest == digest and known.by_id == request.user.pk:
                added = self.model()  # not one of its kinds, which have no pages of their own
                added.__dict__.update(record.__dict__)
                return super().response_add(request, added)
            request.other_token = True  # type: ignore[attr-defined] # ours
            raise Refused(
                _(
                    "This form has added a record already, with something else in it. "
                    "Save again if you want another record."
                )
            ) from None
        return None

    def _forget_unless_added(self, request: HttpRequest) -> None:
        submission = getattr(request, "submission", None)
        if submission is not None and submission.record is None:
            submission.delete()


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _digest(request: HttpRequest) -> str:
    typed = sorted(
        (name, *values) for name, values in request.POST.lists() if name not in NOT_TYPED
    )
    return hashlib.sha256(repr((request.path, typed)).encode()).hexdigest()
