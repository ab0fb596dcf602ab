"""Which web addresses may be fetched, and when two of them mean the same page. Pure rules.

ada-url reads every address once, as browsers do, and whoever connects uses what it read: where two
parsers disagree about the host, one of them connects to a host that the other has not checked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from ada_url import URL

from events.ingestion.errors import Refused

MAX_CHARACTERS = 2048
PORTS = {"http": 80, "https": 443}

# https://www.iana.org/assignments/iana-ipv4-special-registry, multicast, and one more.
SPECIAL_IPV4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers, and by some clouds' metadata services
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # not special to IANA, but Azure's door to its host
        "169.254.0.0/16",  # link-local, and the metadata services of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]

# Only this is handed out for the public internet; the rest of IPv6 is refused unseen.
GLOBAL_IPV6 = IPv6Network("2000::/3")
SPECIAL_IPV6 = [
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which could smuggle in any IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]
NAT64 = IPv6Network("64:ff9b::/96")

# Endings that only a local resolver, or none at all, knows.
LOCAL_ENDINGS = {
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
}

# Parameters that say where a reader came from and nothing about the page.
TRACKING = {
    "_hsenc", "_hsmi", "bd_vid", "chksm", "dclid", "fbclid", "gbraid", "gclid", "hmci", "hmcu",
    "hmkw", "hmpl", "hmsr", "igshid", "mc_cid", "mc_eid", "mkt_tok", "mpshare", "msclkid",
    "ref_src", "scm", "share_medium", "share_source", "sharer_shareid", "sharer_sharetime", "spm",
    "twclid", "vero_id", "wbraid", "yclid",
}  # fmt: skip
TRACKING_PREFIX = "utm_"


class _Everywhere:
    def __contains__(self, _: object) -> bool:
        return True


EVERYWHERE = _Everywhere()
"""Allows any host and port: to tell addresses apart, never to fetch one."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that our rules allow, without its fragment, as ada-url reads it."""

    href: str
    scheme: str
    host: str
    port: int
    target: str
    """The path and the query: what is asked of the host."""

    @property
    def origin(self) -> str:
        """The host and, unless it is the scheme's own, the port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse(url: str, *, base: str = "", allowed: Container[str] = ()) -> Address:
    """The address that a text means, relative to `base`, or `Refused`.

    `allowed` lists pairs of host and port that are excused from the rules for both.
    """
    if len(url) > MAX_CHARACTERS:
        raise Refused(
            "bad_url",
            f"an address may have {MAX_CHARACTERS:,} characters, this one has {len(url):,}",
            address=url,
        )
    try:
        _check_spelling(url)
        address = _address(URL(url, base or None))
        if f"{address.host}:{address.port}" not in allowed:
            _check_port(address.port)
            _check_host(address.host)
    except Refused as refusal:
        refusal.address = refusal.address or url
        raise
    except ValueError:  # ada-url's only error
        raise Refused("bad_url", "is not a web address", address=url) from None
    return address


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether this is an ordinary address of the public internet, also under an IPv6 disguise."""
    if isinstance(ip, IPv4Address):
        return not any(ip in block for block in SPECIAL_IPV4)
    if ip.ipv4_mapped:
        return is_public(ip.ipv4_mapped)
    if ip in NAT64:
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip in GLOBAL_IPV6 and not any(ip in block for block in SPECIAL_IPV6)


def canonical(url: str, *, base: str = "", allowed: Container[str] = ()) -> str:
    """One spelling for all addresses of a page; empty when it is no address we could fetch.

    The host is in lower case, the fragment, a default port and tracking parameters are gone, and
    the other parameters are sorted by name. Scheme, `www.` and a final slash stay.
    """
    try:
        href = parse(url.strip(), base=base, allowed=allowed).href
    except Refused:
        return ""
    page, _, query = href.partition("?")
    kept = [part for part in query.split("&") if part and not _is_tracking(_name(part))]
    return f"{page}?{'&'.join(sorted(kept, key=_name))}" if kept else page


def _address(url: URL) -> Address:
    scheme = url.protocol.rstrip(":")
    if scheme not in PORTS:
        raise Refused("scheme_not_allowed", f"starts with {scheme}:, not with http: or https:")
    if url.username or url.password:
        raise Refused(
            "userinfo",
            "carries a user name or password; remove the part before @",
            address=f"{scheme}://…@{url.hostname}/",  # the password is not to be shown or logged
        )
    url.hash = ""
    if len(url.href) > MAX_CHARACTERS:
        raise Refused("bad_url", f"is longer than {MAX_CHARACTERS:,} characters when encoded")
    return Address(
        href=url.href,
        scheme=scheme,
        host=url.hostname.strip("[]"),
        port=int(url.port or PORTS[scheme]),
        target=url.pathname + url.search,
    )


def _check_spelling(url: str) -> None:
    """Backslashes and invisible characters: parsers disagree about them, people overlook them."""
    for character in url:
        if character == "\\" or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            raise Refused(
                "bad_url", f"holds the character U+{ord(character):04X}; write it percent-encoded"
            )


def _check_port(port: int) -> None:
    if port not in PORTS.values():
        raise Refused("port_not_allowed", f"names port {port}; only 80 and 443 are fetched")


def _check_host(host: str) -> None:
    with suppress(ValueError):  # a name
        if not is_public(ip_address(host)):
            raise Refused("address_not_public", f"{host} is no address of the public internet")
        return
    labels = host.removesuffix(".").split(".")
    if len(host) > 253 or not all(0 < len(label) < 64 for label in labels):
        raise Refused("bad_url", "has no valid host name")
    if len(labels) == 1 or labels[-1] in LOCAL_ENDINGS:
        raise Refused("address_not_public", f"{host} is a name of a local network")


def _name(parameter: str) -> str:
    return parameter.partition("=")[0].lower()


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIX)
