# Written by manage.py client from the schema of the API: change that, and write it anew.
"""The problems that the site tells of, each as an exception."""

from __future__ import annotations

from tideline_client.errors import Problem


class InvalidRequest(Problem):
    """The request is not valid (400). Correct what `errors` names; /api/v1/docs/ says what may be asked."""

    slug = "invalid-request"


class NotSignedIn(Problem):
    """This needs a valid token (401). Make a token on your account page and send it as “Authorization: Bearer”."""

    slug = "not-signed-in"


class NotAllowed(Problem):
    """This token or role does not allow it (403). Use a token with the scope that is named, or ask an administrator for the role."""

    slug = "not-allowed"


class NotFound(Problem):
    """There is nothing at this address (404). Search for it by name, or begin at /api/v1/ for what there is."""

    slug = "not-found"


class MethodNotAllowed(Problem):
    """This address does not know the method (405). Use a method that the header Allow names."""

    slug = "method-not-allowed"


class NotAcceptable(Problem):
    """There is no such format of this (406). Accept application/json, or leave the header Accept out."""

    slug = "not-acceptable"


class Conflict(Problem):
    """The record does not allow it as it is now (409). Read the record again, and decide anew."""

    slug = "conflict"


class Gone(Problem):
    """This existed and is gone for good (410). Drop your copy of it."""

    slug = "gone"


class ChangedMeanwhile(Problem):
    """The record has changed since you read it (412). Read it again, and send its new ETag as If-Match."""

    slug = "changed-meanwhile"


class TooLarge(Problem):
    """The request is too large (413). Send less at a time."""

    slug = "too-large"


class UnsupportedMediaType(Problem):
    """The body has a type that is not read here (415). Send JSON, with Content-Type: application/json."""

    slug = "unsupported-media-type"


class NotPossible(Problem):
    """The values cannot be used (422). Correct what `errors` names."""

    slug = "not-possible"


class PreconditionRequired(Problem):
    """This may only be changed as it was read (428). Send the ETag of what you read as If-Match."""

    slug = "precondition-required"


class TooManyRequests(Problem):
    """Too many requests (429). Wait for as many seconds as the header Retry-After says."""

    slug = "too-many-requests"


class InternalError(Problem):
    """Something broke here (500). Try again; if it stays, tell the keepers of the site the request_id."""

    slug = "internal-error"


class NotInstalled(Problem):
    """This site cannot do it (501). Use another form of the same."""

    slug = "not-installed"


class Unavailable(Problem):
    """Not at this moment (503). Try again later, or ask for less."""

    slug = "unavailable"
