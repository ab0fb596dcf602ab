"""The content of an HTTP answer, unpacked without ever holding more than was allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from events.ingestion.errors import FetchError


def unpack(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The chunks' content under one content encoding; it must be whole and within the limit."""
    match encoding.strip().lower():
        case "" | "identity":
            parts = chunks
        case "gzip" | "x-gzip":
            parts = _gunzip(chunks, limit)
        case "deflate":
            parts = _inflate(chunks, limit)
        case _:
            raise FetchError("bad_encoding", f"is encoded as {encoding[:60]!r}, not as gzip")
    content = bytearray()
    try:
        for part in parts:
            content += part
            if len(content) > limit:
                raise too_large(limit)
    except zlib.error:
        raise FetchError("bad_encoding", "the compressed content is damaged") from None
    return bytes(content)


def too_large(limit: int) -> FetchError:
    return FetchError("too_large", f"is larger than {limit / 1_000_000:g} MB")


def _gunzip(chunks: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """One gzip member after another; zero bytes may follow as padding."""
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    begun = False
    for chunk in chunks:
        while chunk:
            if member.eof:
                chunk = chunk.lstrip(b"\0")
                if not chunk:
                    break
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            begun = True
            yield member.decompress(chunk, limit + 1)
            chunk = member.unconsumed_tail or member.unused_data
    if begun and not member.eof:
        raise _cut_off()


def _inflate(chunks: Iterable[bytes], limit: int) -> Iterable[bytes]:
    """A zlib stream, or the bare deflate data that some servers send under the same name."""
    stream = None
    for chunk in chunks:
        if stream is None and chunk:
            stream = zlib.decompressobj(zlib.MAX_WBITS if _is_zlib(chunk) else -zlib.MAX_WBITS)
        if stream:
            yield stream.decompress(stream.unconsumed_tail + chunk, limit + 1)
    if stream and not stream.eof:
        raise _cut_off()


def _is_zlib(start: bytes) -> bool:
    return start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0


def _cut_off() -> FetchError:
    return FetchError("truncated", "the compressed content ends too early")
