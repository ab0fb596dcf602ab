"""What pages say about themselves, written in the manner of well-known outlets' markup."""

from datetime import date

import pytest

from events.ingestion.metadata import find_date
from events.ingestion.read import read

ZH_BODY = (
    "<p>星河智能2月19日宣布，完成超10亿美元融资，由远山资本领投，老股东北岸创投跟投。</p>"
    "<p>公司表示，资金将用于训练下一代模型和扩充算力，并在上海开设研究中心。</p>"
)
EN_BODY = (
    "<p>Lumen AI said on Tuesday that it raised $40 million in a round led by Harbour Partners.</p>"
    "<p>The company, founded in 2021 by Ann Holt, builds language models for hospitals.</p>"
)
ZH, EN = "星河智能完成新一轮融资", "Lumen AI raises $40 million"

PAGES = {
    "a Chinese technology site: names in meta, the date in a line of the page": (
        (
            f'<meta property="og:title" content="{ZH}"><meta name="author" content="陈雨">'
            '<meta property="og:site_name" content="北岸科技">'
            '<link rel="canonical" href="//www.beian.example/p/100">'
        ),
        (
            f'<h1>{ZH}</h1><div class="article-title-info"><a>陈雨</a> '
            f"<span>2024年2月20日 08:30</span></div><div class='content'>{ZH_BODY}</div>"
        ),
        (ZH, "陈雨", "北岸科技", date(2024, 2, 20), "https://www.beian.example/p/100"),
    ),
    "a Chinese portal: a time of its own, the source and the date in one line": (
        (
            f"<title>{ZH}_新浪潮</title>"
            '<meta name="weibo: article:create_at" content="2024-02-20 08:31:11">'
            '<meta property="og:url" content="https://finance.xinlang.example/doc-1.shtml">'
        ),
        (
            f'<h1>{ZH}</h1><div class="date-source"><span class="date">2024年02月20日 08:31</span>'
            f'<span class="source">北岸科技</span></div><div id="artibody">{ZH_BODY}</div>'
        ),
        (ZH, "", "", date(2024, 2, 20), "https://finance.xinlang.example/doc-1.shtml"),
    ),
    "a public account: the account is the publisher": (
        (
            f'<meta property="og:title" content="{ZH}">'
            '<meta property="og:site_name" content="公众平台"><meta name="author" content="林岚">'
        ),
        (
            f'<h1 id="activity-name">{ZH}</h1><a id="js_name"> 北岸观察 </a>'
            f'<em id="publish_time">2024-02-20 08:30</em><div id="js_content">{ZH_BODY}</div>'
        ),
        (ZH, "林岚", "北岸观察", date(2024, 2, 20), ""),
    ),
    "a Chinese newspaper: the date in figures without marks": (
        (
            f"<title>{ZH}</title>"
            '<meta name="publishdate" content="20240220"><meta name="author" content="记者 何青">'
        ),
        f'<h1>{ZH}</h1><div class="txt">{ZH_BODY}</div>',
        (ZH, "何青", "", date(2024, 2, 20), ""),
    ),
    "a mobile page: the canonical address is that of the large one": (
        (
            f'<title>{ZH}</title><meta property="og:release_date" content="2024-02-20 08:30:00">'
            '<link rel="canonical" href="https://www.beian.example/a/1.html">'
        ),
        f"<article><h1>{ZH}</h1>{ZH_BODY}</article>",
        (ZH, "", "", date(2024, 2, 20), "https://www.beian.example/a/1.html"),
    ),
    "a traditional Chinese site: JSON-LD with a single author": (
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"headline": "星河智能完成新一輪融資",'
            '"datePublished": "2024-02-20T08:30:00+08:00", '
            '"author": {"@type": "Person", "name": "周遠"},'
            '"publisher": {"@type": "Organization", "name": "港灣日報"},'
            '"url": "https://gangwan.example/a?utm_source=x"}</script>'
        ),
        f"<article>{ZH_BODY}</article>",
        (
            "星河智能完成新一輪融資",
            "周遠",
            "港灣日報",
            date(2024, 2, 20),
            "https://gangwan.example/a",
        ),
    ),
    "a weblog system: a graph in which the article refers to its author and publisher": (
        (
            '<script type="application/ld+json">{"@graph": ['
            '{"@type": "Organization", "@id": "https://quay.example/#org", "name": "The Quay"},'
            '{"@type": "Person", "@id": "https://quay.example/#ada", "name": "Ada Reed"},'
            f'{{"@type": "Article", "headline": "{EN}",'
            '"datePublished": "2025-03-04T22:00:00+00:00",'
            '"author": {"@id": "https://quay.example/#ada"},'
            '"publisher": {"@id": "https://quay.example/#org"}}]}</script>'
            '<meta property="article:author" content="https://www.facebook.com/quay">'
            '<link rel="canonical" href="https://quay.example/lumen/">'
        ),
        f"<article><h1>{EN}</h1>{EN_BODY}</article>",
        (EN, "Ada Reed", "The Quay", date(2025, 3, 4), "https://quay.example/lumen/"),
    ),
    "a news agency: a list of scripts' things, several authors": (
        (
            '<script type="application/ld+json">[{"@type": "BreadcrumbList", "name": "Home"},'
            f'{{"@type": ["NewsArticle", "ReportageNewsArticle"], "headline": "{EN}",'
            '"datePublished": "2025-03-04T22:00:00Z", "author": [{"name": "Ada Reed"},'
            '{"name": "Sam Low"}], "publisher": {"name": "Bay Wire"}}]</script>'
        ),
        f"<main><h1>{EN}</h1>{EN_BODY}</main>",
        (EN, "Ada Reed, Sam Low", "Bay Wire", date(2025, 3, 4), ""),
    ),
    "an AMP page": (
        (
            f"<title>{EN}</title>"
            '<link rel="canonical" href="https://www.quay.example/2025/03/04/lumen">'
            '<script type="application/ld+json">{"@type": "WebPage", "mainEntity": {"@type": '
            '"NewsArticle", "dateCreated": "2025-03-04", "author": "Ada Reed"}}</script>'
        ),
        f"<article><h1>{EN}</h1>{EN_BODY}</article>",
        (EN, "Ada Reed", "", date(2025, 3, 4), "https://www.quay.example/2025/03/04/lumen"),
    ),
    "a magazine: an English date in its byline, an author that is the site itself": (
        (
            f'<meta property="og:title" content="{EN}">'
            '<meta property="og:site_name" content="The Quay">'
            '<meta name="author" content="The Quay">'
        ),
        (
            f'<h1>{EN}</h1><div class="byline">By Ada Reed · Mar. 4th, 2025, 10:00 PM</div>'
            f"<div class='body'>{EN_BODY}</div>"
        ),
        (EN, "", "The Quay", date(2025, 3, 4), ""),
    ),
    "a company's weblog: the day before the month, in a bare time element": (
        f"<title>{EN} | Lumen AI</title>",
        (
            f"<article><h1>{EN}</h1><time>4 March 2025</time>{EN_BODY}</article>"
            "<aside><time>9 April 2025</time></aside>"
        ),
        (EN, "", "", date(2025, 3, 4), ""),
    ),
}


@pytest.mark.parametrize(("head", "body", "told"), PAGES.values(), ids=PAGES)
def test_pages_tell_title_author_publisher_date_and_address(head, body, told):
    page = (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )

    reading = read(page.encode(), content_type="text/html")

    assert (
        reading.title, reading.author, reading.publisher, reading.published_on, reading.canonical
    ) == told  # fmt: skip
    assert reading.published_known == "page"
    assert reading.language == ("zh" if "星河" in body else "en")
    assert len(reading.text) > 60


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年2月20日 08:30", date(2024, 2, 20)),
        ("2024 年 2 月 20 日", date(2024, 2, 20)),
        ("Tue, 20 Feb 2024 10:00:00 +0800", date(2024, 2, 20)),
        ("February 20th, 2024", date(2024, 2, 20)),
        ("/20240220/1.html", date(2024, 2, 20)),
        ("2024-13-20, then 20240230, then May 1, 2024", date(2024, 5, 1)),
        ("no 202402201 or 2024", None),
        ("Maybe 20 2024", None),
    ],
)
def test_days_are_found_in_figures_and_english(text, day):
    assert find_date(text) == day


def test_a_page_of_countless_places_for_a_date_is_soon_read():
    body = f"<div class='date'>{'<div class=info>' * 200}{ZH_BODY}{'</div>' * 200}</div>" * 20

    assert read(f"<html><body>{body}</body></html>".encode()).published_on is None
