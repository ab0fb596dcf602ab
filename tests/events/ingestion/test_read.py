"""What is read from pages and text files, and why others cannot be read."""

from datetime import date

import pytest

from events.ingestion.charset import decode
from events.ingestion.read import Unreadable, read
from tests.evaluation.samples import samples
from tests.events.ingestion.pages import (
    CHINESE,
    CHINESE_BLOCKS,
    ENGLISH,
    ENGLISH_BLOCKS,
    TRADITIONAL,
)

SAMPLES = list(samples())


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def prose(words: str = "Lumen AI said that it would hire fifty more engineers this year.") -> str:
    return "".join(f"<p>{words} That was note {number}.</p>" for number in range(5))


def why_not(content: bytes, **kwargs: str) -> str:
    with pytest.raises(Unreadable) as error:
        read(content, **kwargs)
    return error.value.message


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_sample_article_is_read_whole_and_without_its_surroundings(sample):
    reading = read(sample.path.read_bytes(), name=sample.path.name)

    assert reading.text == sample.text
    assert reading.language == sample.language
    assert reading.published_on == sample.published
    assert reading.title
    assert reading.title not in reading.text


def test_a_chinese_page_is_read_block_by_block_in_its_order():
    reading = read(CHINESE.format(charset="utf-8").encode())

    assert reading.text.split("\n\n") == CHINESE_BLOCKS
    assert reading.title == "星河智能完成新一轮融资"
    assert (reading.author, reading.publisher) == ("陈雨", "北岸科技")
    assert (reading.published_on, reading.published_known) == (date(2024, 2, 20), "page")
    assert reading.language == "zh"
    assert reading.canonical == "https://news.example.com/a/1"


def test_an_english_page_is_read_with_what_its_json_says():
    reading = read(ENGLISH.encode())

    assert reading.text.split("\n\n") == ENGLISH_BLOCKS
    assert reading.title == "Lumen AI raises $40 million"
    assert (reading.author, reading.publisher) == ("Ada Reed, Sam Low", "The Quay")
    assert (reading.published_on, reading.published_known) == (date(2025, 3, 4), "page")
    assert reading.language == "en"
    assert reading.canonical == "https://quay.example/lumen"


@pytest.mark.parametrize(
    ("declared", "encoding", "header"),
    [
        pytest.param("gb2312", "gb18030", "", id="gb2312 means gb18030"),
        pytest.param("utf-8", "gb18030", "", id="wrong tag"),
        pytest.param("gbk", "gb18030", "utf-8", id="wrong header"),
        pytest.param("gb2312", "utf-8", "gbk", id="utf-8 by its bytes"),
        pytest.param("gb2312", "gb18030", "iso-8859-1", id="a server that does not know"),
        pytest.param("big5", "gb18030", "big5", id="the other Chinese encoding"),
        pytest.param("base64", "utf-8", "idna", id="no encodings of text"),
        pytest.param("x-unknown", "gb18030", "", id="unknown"),
        pytest.param("utf-8", "utf-16", "utf-8", id="a byte order mark"),
        pytest.param("gbk", "utf-8-sig", "", id="a mark before UTF-8"),
    ],
)
def test_a_chinese_page_is_decoded_whatever_is_declared(declared, encoding, header):
    content = CHINESE.format(charset=declared).encode(encoding)

    reading = read(content, content_type="text/html", charset=header)

    assert reading.text.split("\n\n") == CHINESE_BLOCKS


def test_a_server_that_says_latin_1_does_not_outweigh_the_page_however_much_markup_it_has():
    script = f"<script>{'let banner = document.body; ' * 500}</script>"
    content = CHINESE.format(charset="gbk").replace("</head>", script + "</head>").encode("gb18030")

    assert read(content, charset="iso-8859-1").text.split("\n\n") == CHINESE_BLOCKS


@pytest.mark.parametrize("header", ["", "big5", "gb2312", "utf-8", "iso-8859-1"])
def test_traditional_characters_in_big5_are_read_whatever_the_server_says(header):
    reading = read(TRADITIONAL.encode("big5hkscs"), charset=header)

    assert reading.title == "星河智能掛牌首日升三成"
    assert reading.text.startswith("大模型公司星河智能周五在港交所掛牌，發行價為一百港元")
    assert reading.language == "zh"


def test_characters_of_hong_kong_and_rare_ones_survive():
    assert decode("喺嘅咗啲裏着".encode("big5hkscs"), declared="big5") == "喺嘅咗啲裏着"
    assert decode("王喆、李㛃、镕𠮷".encode("gb18030"), declared="gb2312") == "王喆、李㛃、镕𠮷"


@pytest.mark.parametrize("header", ["iso-8859-1", "utf-8", ""])
def test_western_quotation_marks_are_read_whatever_is_declared(header):
    text = prose("“Café Lumen’s models – €40 million worth – are here”, said Ann Holt.")
    content = page(text).decode().encode("cp1252")

    reading = read(content, content_type="text/html", charset=header)

    assert reading.text.startswith("“Café Lumen’s models – €40 million worth –")


def test_a_stray_byte_does_not_spoil_a_page():
    content = CHINESE.format(charset="utf-8").encode().replace("评论".encode(), b"\xff", 1)

    assert "星河智能" in read(content).text


def test_bytes_that_are_no_text_are_refused_as_such():
    noise = bytes(range(128, 256)) * 30

    assert "encoding" in why_not(b"<p>" + noise, content_type="text/html", charset="utf-8")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            '<meta property="article:published_time" content="2023-08-04T23:59:00+08:00">',
            (2023, 8, 4),
        ),
        ('<meta itemprop="datePublished" content="2023-08-04">', (2023, 8, 4)),
        ('<meta name="pubdate" content="2023/8/4 10:20">', (2023, 8, 4)),
        ('<meta name="date" content="2023年8月4日">', (2023, 8, 4)),
        ("<time datetime=2023-08-04>yesterday</time>", (2023, 8, 4)),
        ("<aside><time datetime=2023-08-04>x</time></aside>", None),
        ('<meta property="article:published_time" content="9999-99-99">', None),
        ('<meta property="article:modified_time" content="2023-08-04">', None),
        (
            '<script type="application/ld+json">{"@type":"BlogPosting","datePublished":7}</script>',
            None,
        ),
        ('<script type="application/ld+json">{"@type":</script>', None),
    ],
)
def test_the_day_of_publication_is_the_one_that_the_page_writes(head, day):
    reading = read(page(prose(), head), content_type="text/html")

    assert reading.published_on == (date(*day) if day else None)
    assert reading.published_known == ("page" if day else "")


def test_a_page_without_a_date_takes_the_one_in_its_name():
    reading = read(page(prose()), name="https://example.com/2023-08-04-lumen.html")

    assert (reading.published_on, reading.published_known) == (date(2023, 8, 4), "name")


def test_a_title_is_cut_from_the_name_of_the_site_and_from_any_markup():
    title = "<title>Lumen &lt;b&gt;raises&lt;/b&gt; &#x202e;$40 million - The Quay</title>"

    assert read(page(prose(), title)).title == "Lumen <b>raises</b> $40 million"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/a", "http://localhost/a", "https://u:p@example.com/"]
)
def test_a_canonical_address_that_nobody_could_visit_is_no_address(address):
    assert read(page(prose(), f'<link rel="canonical" href="{address}">')).canonical == ""


def test_a_text_file_begins_with_its_title():
    text = "\ufeff智谱开源新模型\r\n\r\n　　智谱7月11日宣布。\r\n\r\n没有评论。\r\n没有评论。\r\n"

    reading = read(text.encode(), name="zh-2023-07-11-zhipu.txt")

    assert reading.title == "智谱开源新模型"
    assert reading.text == "智谱7月11日宣布。\n\n没有评论。\n没有评论。"
    assert (reading.published_on, reading.published_known) == (date(2023, 7, 11), "name")
    assert reading.language == "zh"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lumen AI raised money.\nHolt leads it.", id="no empty line"),
        pytest.param(f"Lumen AI raised {'9' * 200}.\n\nHolt leads it.", id="a long first line"),
        pytest.param("Lumen AI raised money.", id="one line"),
    ],
)
def test_a_text_file_without_a_title_is_all_text(text):
    reading = read(text.encode(), name="lumen.txt")

    assert (reading.title, reading.text) == ("", text)
    assert (reading.published_on, reading.published_known) == (None, "")


def test_what_nobody_sees_never_reaches_the_result():
    hidden = "Lu\u200bmen A\x08I\x1b[31m sa\u202eid that\ufeff it\u2028would \x85hire."
    hidden += "&#xD800;&#0;&#27;&#x202E;"
    content = page(prose(hidden) * 40, "<title>Lumen\0\u202e AI</title>")
    content = content.replace(b"hire", b"hi\0\xed\xa0\x80re", 1)

    for reading in (
        read(content, content_type="text/html"),
        read(content, content_type="text/plain"),
    ):
        everything = reading.title + reading.text
        everything.encode()
        assert not any(c in everything for c in "\0\x08\x1b\x85\u200b\u202e\ufeff\u2028")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("百川智能发布Baichuan-13B，可免费商用。", "zh"),
        ("輝達宣布收購安謀。", "zh"),
        ("Lumen AI raised $40 million and hired Zhou Yuan of 百川.", "en"),
        ("トヨタ自動車は新しいモデルを発表しました。", ""),
        ("Компания представила новую модель.", ""),
        ("Die Firma hat am Dienstag ein neues Modell vorgestellt und will " * 3, ""),
        ("40 000 000", ""),
    ],
)
def test_the_language_is_chinese_english_or_unknown(text, language):
    assert read(text.encode(), name="a.txt").language == language


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0JFIF", "image"),
        (b"PK\x03\x04word/document.xml", "ZIP archive or an Office file"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"text\0with\0many\0NULs\0", "binary"),
        (b"a" * 10_000_001, "10.0 MB"),
        ("字".encode() * 200_001, "200,001 characters"),
        (b"<html><body><p>Please turn on cookies.</p></body></html>", "No article"),
        (b"<!--" * 1000, "No article"),
        (b"<html><body><nav><a href=/>Home</a></nav></body></html>", "No article"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (b"<html><p>" + b"<b></b>" * 60_000, "100,000 tags"),
        (b"<html><p " + b" ".join(b"a%d=1" % i for i in range(9000)) + b">x", "attributes"),
    ],
)
def test_what_cannot_be_read_says_why(content, reason):
    assert reason in why_not(content)


@pytest.mark.parametrize("content_type", ["application/rss+xml", "application/json; charset=utf-8"])
def test_feeds_and_data_are_no_articles(content_type):
    assert "not an article" in why_not(page(prose()), content_type=content_type)


def test_xhtml_with_a_declaration_is_read_like_any_page():
    content = b'<?xml version="1.0" encoding="utf-8"?>' + page(prose())

    assert "fifty" in read(content, content_type="application/xhtml+xml").text


def test_no_entity_is_expanded_and_no_file_is_read():
    doctype = b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY f SYSTEM "file:///etc/hostname">]>'

    text = read(doctype + page(prose() + "<p>[&a;] [&f;]</p>"), content_type="text/html").text

    assert "lol" not in text
    assert "[&f;]" in text
