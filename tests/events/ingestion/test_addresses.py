"""Which web addresses may be fetched, and when two of them are the same page."""

from ipaddress import ip_address

import pytest

from events.ingestion.addresses import canonical, is_public, parse
from events.ingestion.errors import Refused


def test_an_address_is_read_once_into_the_parts_that_a_connection_needs():
    address = parse("HTTPS://News.Example.com:443/ai/../a b?q=智谱#top")

    assert address.href == "https://news.example.com/a%20b?q=%E6%99%BA%E8%B0%B1"
    assert (address.scheme, address.host, address.port) == ("https", "news.example.com", 443)
    assert address.target == "/a%20b?q=%E6%99%BA%E8%B0%B1"
    assert address.origin == "news.example.com"


def test_a_chinese_host_name_is_encoded():
    assert parse("http://新闻.中国/").host == "xn--efvy88h.xn--fiqs8s"


def test_an_address_may_be_relative_to_another():
    assert parse("../b", base="https://example.com/a/c").href == "https://example.com/b"


@pytest.mark.parametrize(
    ("url", "reason_code"),
    [
        pytest.param("ftp://example.com/a", "scheme_not_allowed", id="another scheme"),
        pytest.param("file:///etc/hosts", "scheme_not_allowed", id="a file"),
        pytest.param("data:text/html,<p>", "scheme_not_allowed", id="data"),
        pytest.param("example.com/a", "bad_url", id="no scheme"),
        pytest.param("", "bad_url", id="nothing"),
        pytest.param("http://", "bad_url", id="no host"),
        pytest.param("http://a..example.com/", "bad_url", id="an empty label"),
        pytest.param(f"http://{'a' * 64}.com/", "bad_url", id="a long label"),
        pytest.param("http://example.com:70000/", "bad_url", id="an impossible port"),
        pytest.param("http://[fe80::1%25eth0]/", "bad_url", id="a network interface"),
        pytest.param("http://me:secret@example.com/", "userinfo", id="user and password"),
        pytest.param("http://example.com@10.1.2.3/", "userinfo", id="a host as a user"),
        pytest.param("http://example.com:8000/", "port_not_allowed", id="another port"),
        pytest.param("https://example.com:22/", "port_not_allowed", id="SSH's port"),
        pytest.param("http://10.9.8.7\\@example.com/", "bad_url", id="a backslash"),
        pytest.param("http://exam\tple.com/", "bad_url", id="a tab"),
        pytest.param("http://exa\u00admple.com/", "bad_url", id="a soft hyphen"),
        pytest.param("http://\u200bexample.com/", "bad_url", id="a zero-width space"),
        pytest.param("http://example.com/\r\nX: 1", "bad_url", id="a line break"),
        pytest.param("http://example.com/\ud800", "bad_url", id="half a character"),
        pytest.param("http://example.com/" + "字" * 400, "bad_url", id="too long when encoded"),
        pytest.param("http://redis/", "address_not_public", id="a name without a dot"),
        pytest.param("http://LocalHost./", "address_not_public", id="this machine"),
        pytest.param("http://metadata.google.internal/", "address_not_public", id="a cloud's name"),
        pytest.param("http://nas.lan/", "address_not_public", id="a local network's name"),
    ],
)
def test_an_address_that_could_mislead_is_refused(url, reason_code):
    with pytest.raises(Refused) as refusal:
        parse(url)

    assert refusal.value.reason_code == reason_code


def test_a_very_long_address_is_refused_with_a_short_message():
    with pytest.raises(Refused) as refusal:
        parse("http://example.com/?" + "a=1&" * 100_000)

    assert "400,020" in refusal.value.message
    assert len(refusal.value.message) < 300


def test_a_refusal_shows_no_password_and_no_control_characters():
    with pytest.raises(Refused) as password:
        parse("http://me:secret@example.com/")
    with pytest.raises(Refused) as control:
        parse("http://example.com/\x1b[31m\n")

    assert "secret" not in str(password.value)
    assert str(control.value).isprintable()


def test_an_allowed_pair_of_host_and_port_is_excused_and_no_other():
    allowed = ["127.0.0.1:8901", "feeds:80"]

    assert parse("http://127.0.0.1:8901/a", allowed=allowed).port == 8901
    assert parse("http://feeds/", allowed=allowed).host == "feeds"
    with pytest.raises(Refused):
        parse("http://127.0.0.1:8902/a", allowed=allowed)


@pytest.mark.parametrize(
    "ip",
    ["9.9.9.9", "114.114.114.114", "2400:3200::1", "::ffff:9.9.9.9", "64:ff9b::909:909"],
)
def test_addresses_of_the_public_internet_are_public(ip):
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    """
    0.0.0.0 0.1.2.3 10.9.8.7 100.64.3.2 100.127.255.254 127.0.0.53 168.63.129.16 169.254.169.254
    172.16.9.9 172.31.0.1 192.0.0.9 192.0.2.7 192.31.196.1 192.52.193.1 192.88.99.9 192.168.7.7
    192.175.48.6 198.18.4.4 198.19.255.1 198.51.100.2 203.0.113.9 224.0.0.251 239.1.1.1 240.9.9.9
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:10.9.8.7 ::ffff:100.64.3.2 64:ff9b::a09:807
    64:ff9b:1::1 100::9 2001::9 2001:2::1 2001:20::1 2001:db8::9 2002:a09:807::1 2002:909:909::1
    2620:4f:8000::1 3fff::9 4000::1 5f00::9 fc00::9 fd00:ec2::254 fe80::9 fec0::9 ff02::fb
    """.split(),
)
def test_special_addresses_are_not_public_in_any_disguise(ip):
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.com/a?id=7&page=2",
        "https://NEWS.example.com:443/a?page=2&id=7#comments",
        "https://news.example.com/x/../a?utm_source=feed&id=7&page=2&spm=a1.b2",
        " https://news.example.com/a?fbclid=x&id=7&&page=2&UTM_Medium=mail ",
    ],
)
def test_spellings_of_one_page_have_one_canonical_address(url):
    assert canonical(url) == "https://news.example.com/a?id=7&page=2"


def test_what_may_tell_pages_apart_stays():
    addresses = [
        "http://example.com/a",
        "https://example.com/a",
        "https://www.example.com/a",
        "https://example.com/a/",
        "https://example.com/a?ID=1",
        "https://example.com/a?id=1&id=2",
        "https://example.com/a?id=2&id=1",
    ]

    assert len({canonical(address) for address in addresses}) == len(addresses)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "/news/7", "http://me:pw@example.com/"])
def test_what_is_no_address_of_a_page_has_no_canonical_form(url):
    assert canonical(url) == ""
