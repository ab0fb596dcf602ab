"""What can go wrong while an article is brought in. Each error's words are shown to editors."""

from __future__ import annotations

from datetime import datetime

SHOWN_CHARACTERS = 200


class FetchError(Exception):
    """An address could not be fetched. Another try may succeed, unless it is `Refused`.

    `reason_code` is for programs and stays the same; `status` is the server's answer, where it
    gave one; `retry_after` is how many seconds the server asks to be left alone.
    """

    def __init__(
        self,
        reason_code: str,
        reason: str,
        *,
        address: str = "",
        status: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(reason_code, reason)
        self.reason_code = reason_code
        self.reason = reason
        self.address = address
        self.status = status
        self.retry_after = retry_after

    @property
    def message(self) -> str:
        """The address and the reason, on one line without control characters."""
        shown = self.address[:SHOWN_CHARACTERS] + "…" * (len(self.address) > SHOWN_CHARACTERS)
        line = f"{shown or 'The address'}: {self.reason}"
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)

    def __str__(self) -> str:
        return self.message


class Refused(FetchError):
    """Our own rules forbid this address, now and later: there is no use in another try."""


class Busy(FetchError):
    """The server is not to be asked before `until`; nothing was tried, and nothing has failed."""

    def __init__(self, host: str, until: datetime) -> None:
        super().__init__(
            "host_busy", f"{host} is not to be asked again before {until:%Y-%m-%d %H:%M:%S} UTC"
        )
        self.until = until


class Unreadable(Exception):
    """A document holds no article that can be read; says why in plain words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ParserDied(Unreadable):
    """Reading a document ended its reader, by its own fault or not: worth another try."""
