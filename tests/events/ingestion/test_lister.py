"""What feeds, sitemaps and pages list, honest ones and others."""

import gzip
import json
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from events.ingestion.errors import Unreadable
from events.ingestion.lister import list_items
from events.ingestion.listing import Listing
from events.ingestion.sandbox import list_in_child

HERE = "https://news.example/feed"


def read(content: bytes | str, **details: str) -> Listing:
    content = content if isinstance(content, bytes) else content.encode()
    return list_items(content, **{"address": HERE, **details})


def rss(*items: str, head: str = "<title>北岸科技</title>") -> str:
    return f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def item(number: int, inside: str = "") -> str:
    title = f"<title>第{number}条新闻</title>"
    return f"<item>{title}<link>https://news.example/{number}</link>{inside}</item>"


def titles(listing: Listing) -> list[str]:
    return [one.title for one in listing.items]


def addresses(listing: Listing) -> list[str]:
    return [one.address.removeprefix("https://news.example") for one in listing.items]


def test_an_rss_feed_gives_titles_addresses_days_authors_and_summaries():
    listing = read(
        rss(
            """<item><title>星河智能完成&lt;b&gt;融资&lt;/b&gt; &amp;amp; 更多</title>
            <link>/a/1?utm_source=rss&amp;id=3#top</link><guid isPermaLink="false">7</guid>
            <pubDate>Tue, 20 Feb 2024 00:30:00 +0800</pubDate><author>陈雨</author>
            <description><![CDATA[<p>第一段</p><p>第二段&nbsp;<script>x()</script></p>]]></description>
            </item>""",
            head="<title>北岸科技</title><language>zh-cn</language>",
        )
    )

    (one,) = listing.items
    assert (listing.kind, listing.title, listing.language) == ("feed", "北岸科技", "zh")
    assert one.title == "星河智能完成融资 & 更多"
    assert one.address == "https://news.example/a/1?id=3"
    assert one.published_on == date(2024, 2, 20)
    assert (one.author, one.summary) == ("陈雨", "第一段 第二段")
    assert one.text == ""


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>
            <item><title>One</title><link>https://news.example/1</link></item></rdf:RDF>""",
            id="RSS 0.90",
        ),
        pytest.param(
            """<?xml version="1.0"?><!DOCTYPE rss PUBLIC
            "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
            <rss version="0.91"><channel><title>T</title>
            <item><title>One</title><link>https://news.example/1</link></item></channel></rss>""",
            id="RSS 0.91 with its document type",
        ),
        pytest.param(
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="x"><title>T</title><items><rdf:Seq><rdf:li/></rdf:Seq></items>
            </channel><item rdf:about="https://news.example/1"><title>One</title>
            <link>https://news.example/1</link><dc:date>2024-02-20T23:30:00-08:00</dc:date></item>
            </rdf:RDF>""",
            id="RSS 1.0",
        ),
        pytest.param(
            """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/">
            <title>T</title><entry><title type="html">O&lt;i&gt;n&lt;/i&gt;e</title><id>urn:1</id>
            <link rel="alternate" href="../1"/><updated>2024-02-20T22:00:00Z</updated></entry>
            </feed>""",
            id="Atom",
        ),
        pytest.param(
            """<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:title>T</atom:title>
            <atom:entry><atom:title>One</atom:title><atom:link href="https://news.example/1"/>
            </atom:entry></atom:feed>""",
            id="Atom with a prefix",
        ),
        pytest.param(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1",
                    "title": "T",
                    "items": [{"id": 1, "url": "/1", "title": "One"}],
                }
            ),
            id="JSON Feed",
        ),
    ],
)
def test_every_format_of_feeds_is_read(source):
    listing = read(source)

    assert (listing.kind, listing.title) == ("feed", "T")
    assert titles(listing) == ["One"]
    assert addresses(listing) == ["/1"]


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        pytest.param("gb18030", "星河智能完成新一轮融资，远山资本领投。", id="GB18030"),
        pytest.param("big5hkscs", "星河智能掛牌首日升三成，遠山資本認購。", id="Big5"),
    ],
)
@pytest.mark.parametrize("told_by", ["declaration", "server"])
def test_chinese_encodings_are_read(codec, text, told_by):
    label = {"gb18030": "gb2312", "big5hkscs": "big5"}[codec]
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if told_by == "declaration" else ""
    feed = declaration + rss(f"<item><title>{text}</title><link>/1</link></item>")
    charset = label if told_by == "server" else "utf-8"

    assert titles(read(feed.encode(codec), charset=charset)) == [text]


def test_a_feed_that_defines_entities_is_refused():
    with pytest.raises(Unreadable, match="DTD"):
        read('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>' + rss(item(1)))


def test_at_most_500_items_are_read():
    listing = read(rss(*(item(number) for number in range(20_000))))

    assert len(listing.items) == 500
    assert addresses(listing)[0] == "/0"


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param(
            "<item><title>a & b</title><link>https://news.example/x</link></item>", id="&"
        ),
        pytest.param("<item><title>never ended", id="unended"),
        pytest.param("<item><title><![CDATA[ never ended</title></item>", id="unended CDATA"),
        pytest.param("<item><!-- never ended </item>", id="unended comment"),
        pytest.param(f"<item><description>{'<a>' * 200_000}</description></item>", id="tags"),
        pytest.param(f"<item><description>{'x' * 2_000_000}</description></item>", id="size"),
        pytest.param(f"<item><title>{'&lt;' * 100_000}</title></item>", id="escapes"),
        pytest.param("<item><title>\x00\x1b&#0;&#xD800;</title></item>", id="characters"),
        pytest.param("<item><link>javascript:alert(1)</link></item>", id="address"),
        pytest.param("<item><link>http://[::1/</link><title>x</title></item>", id="no address"),
        pytest.param(f"<item {'<item ' * 5000}</item>", id="half items"),
    ],
)
def test_a_hostile_item_spoils_no_other(hostile):
    begun = time.monotonic()

    listing = list_in_child(rss(item(1), hostile, item(2)).encode(), address=HERE)

    assert {"/1", "/2"} <= set(addresses(listing))
    assert time.monotonic() - begun < 5


def test_of_a_feed_that_is_cut_off_the_whole_items_are_read():
    whole = rss(item(1), item(2), item(3))

    listing = read(whole[: whole.rindex("</title>")])

    assert addresses(listing) == ["/1", "/2"]
    assert listing.broken == 1


def test_items_of_a_json_feed_that_are_none_are_counted():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "zh-Hans",
        "items": [
            3,
            {"id": "1", "url": "https://news.example/1", "title": "一", "authors": [{"name": "陈"}],
             "date_published": "2024-02-20T00:30:00+08:00"},
            {"id": "2", "content_html": "<p>全文</p><p>第二段</p>"},
        ],
    }  # fmt: skip

    listing = read(json.dumps(feed))

    assert listing.broken == 1
    assert listing.language == "zh"
    assert listing.items[0].author == "陈"
    assert listing.items[0].published_on == date(2024, 2, 20)
    assert listing.items[1].text == "全文\n\n第二段"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param('{"a": 1}', "no JSON Feed", id="JSON"),
        pytest.param("[" * 100_000, "damaged JSON", id="deep JSON"),
        pytest.param('<?xml version="1.0"?><opml/>', "root is <opml>", id="other XML"),
        pytest.param("星河智能完成融资。", "plain text", id="text"),
        pytest.param(gzip.compress(b"<rss>")[:-4], "ends too early", id="cut off"),
    ],
)
def test_what_lists_nothing_is_refused_with_the_reason(source, reason):
    with pytest.raises(Unreadable, match=reason):
        read(source)


def test_one_identity_for_two_pages_makes_two_items():
    guid = "<guid isPermaLink='false'>same</guid>"

    listing = read(rss(item(1, guid), item(2, guid), item(2, guid)))

    assert addresses(listing) == ["/1", "/2"]
    assert len({one.key for one in listing.items}) == 2


def test_an_item_stays_the_same_whatever_tracks_it_and_is_another_when_it_says_otherwise():
    def key_and_digest(link, title):
        (one,) = read(rss(f"<item><title>{title}</title><link>{link}</link></item>")).items
        return one.key, one.digest

    first = key_and_digest("https://news.example/1?utm_medium=rss", "融资")

    assert key_and_digest("https://NEWS.example/1#top", "融资") == first
    key, digest = key_and_digest("https://news.example/1", "融资被取消")
    assert key == first[0]
    assert digest != first[1]


def test_a_day_in_the_future_is_no_day_of_publication():
    later = datetime.now(UTC) + timedelta(days=3)

    (one,) = read(rss(item(1, f"<pubDate>{later:%Y-%m-%d}</pubDate>"))).items

    assert one.published_on is None


SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>'
)


def place(path: str, inside: str = "") -> str:
    return f"<url><loc>https://news.example{path}</loc>{inside}</url>"


def test_a_news_sitemap_gives_titles_and_days():
    news = (
        "<news:news><news:publication><news:name>北岸</news:name><news:language>zh</news:language>"
        "</news:publication><news:publication_date>2024-02-21T08:00+08:00</news:publication_date>"
        "<news:title>标题</news:title></news:news><image:image><image:loc>https://i.example/1.jpg"
        "</image:loc><image:title>图</image:title></image:image>"
    )

    listing = read(SITEMAP.format(place("/x", news)))

    (one,) = listing.items
    assert (listing.kind, listing.language) == ("sitemap", "zh")
    assert (one.address, one.title) == ("https://news.example/x", "标题")
    assert one.published_on == date(2024, 2, 21)


def test_a_sitemap_gives_its_newest_articles_and_no_other_pages():
    entries = [
        place("/about", "<lastmod>2024-03-01</lastmod>"),
        place("/news/old-story-of-2023", "<lastmod>2024-01-01</lastmod>"),
        place("/news/new-story-of-2024", "<lastmod>2024-02-01T00:00:00Z</lastmod>"),
        place("/tag/funding-of-the-year"),
    ]

    listing = read(gzip.compress(SITEMAP.format("".join(entries)).encode()))

    assert addresses(listing) == ["/news/new-story-of-2024", "/news/old-story-of-2023"]
    assert listing.items[0].published_on is None
    assert listing.items[0].changed_on == date(2024, 2, 1)


def test_a_pattern_says_which_places_of_a_sitemap_are_articles():
    source = SITEMAP.format(place("/about") + place("/zh/1") + place("/en/1"))

    assert addresses(read(source, link_pattern="/zh/*")) == ["/zh/1"]
    assert addresses(read(source, link_pattern="https://news.example/en/*")) == ["/en/1"]


def test_a_mark_that_most_pages_share_does_not_say_that_they_changed():
    def digests(*marks):
        places = [
            place(f"/news/story-number-{number}-is", f"<lastmod>{mark}</lastmod>")
            for number, mark in enumerate(marks)
        ]
        return {one.address: one.digest for one in read(SITEMAP.format("".join(places))).items}

    assert digests("2024-01-01", "2024-01-01") == digests("2024-01-02", "2024-01-02")
    first, second = (
        digests("2024-01-01", "2024-01-02", "2024-01-03"),
        digests("2024-01-01", "2024-01-09", "2024-01-03"),
    )
    changed = [address for address in first if first[address] != second[address]]
    assert changed == ["https://news.example/news/story-number-1-is"]


def test_an_index_names_its_parts_news_first_and_then_the_newest():
    listing = read(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>/category.xml</loc></sitemap>"
        "<sitemap><loc>/post-1.xml</loc><lastmod>2024-01-01</lastmod></sitemap>"
        "<sitemap><loc>/post-2.xml</loc><lastmod>2024-02-01</lastmod></sitemap>"
        "<sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
    )

    names = [part.rpartition("/")[2] for part in listing.parts]
    assert names == ["news.xml", "post-2.xml", "post-1.xml", "category.xml"]


def test_a_sitemap_may_be_a_text_file():
    listing = read("https://news.example/about\nhttps://news.example/p/30712345\n")

    assert (listing.kind, addresses(listing)) == ("sitemap", ["/p/30712345"])


PAGE = """<!doctype html><html lang="zh-CN"><head><title>北岸科技 - 首页</title>
<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="Comments">
<link rel="alternate" type="application/rss+xml" href="/feed?utm_source=x" title="北岸">
<link rel="alternate" hreflang="en" href="/en"></head><body>
<nav><a href="/2024/02/20/nav">导航里的一条新闻标题</a></nav>
<a href="/p/3071234567.html">星河智能完成新一轮融资</a><a href="/about">关于我们这家公司</a>
<a href="javascript:void(0)">点击这里查看更多内容</a>
<ul><li><a href="/2024/02/20/foo.html"><img src="x"></a>
<a href="/2024/02/20/foo.html?spm=1">Foo raises money</a>
<time datetime="2024-02-20">x</time></li></ul>
<a href="https://other.example/2024/02/20/foo.html">外站新闻的一个标题</a>
<a href="https://zh.news.example/2024/02/21/bar">子站的一条新闻标题</a>
</body></html>"""


def test_a_page_gives_the_links_that_look_like_articles():
    listing = read(PAGE, address="https://news.example/")

    assert (listing.kind, listing.title, listing.language) == ("listing", "北岸科技 - 首页", "zh")
    assert [(one.address, one.title) for one in listing.items] == [
        ("https://news.example/p/3071234567.html", "星河智能完成新一轮融资"),
        ("https://news.example/2024/02/20/foo.html", "Foo raises money"),
        ("https://zh.news.example/2024/02/21/bar", "子站的一条新闻标题"),
    ]
    assert listing.items[1].published_on == date(2024, 2, 20)


def test_a_pattern_says_which_links_are_articles():
    listing = read(PAGE, address="https://news.example/", link_pattern="/about")

    assert addresses(listing) == ["/about"]


def test_a_page_names_its_feeds_with_those_of_comments_last():
    listing = read(PAGE, address="https://news.example/")

    assert [(feed.address, feed.title) for feed in listing.feeds] == [
        ("https://news.example/feed", "北岸"),
        ("https://news.example/comments/feed", "Comments"),
    ]


def test_a_headline_that_changes_does_not_make_the_link_another():
    def digest(headline):
        page = f"<body><a href='/p/30712345'>{headline}</a></body>"
        return read(page, link_pattern="/p/*").items[0].digest

    assert digest("融资") != ""
    assert read(PAGE).items[0].digest == read(PAGE.replace("x</time>", "y</time>")).items[0].digest
