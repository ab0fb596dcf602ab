"""Pages with the usual surroundings, written for these tests."""

CHINESE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}">
<title>星河智能完成新一轮融资_北岸科技</title>
<meta property="og:title" content="星河智能完成新一轮融资">
<meta property="og:site_name" content="北岸科技">
<meta name="author" content="记者 陈雨">
<meta property="article:published_time" content="2024-02-20T00:30:00+08:00">
<link rel="canonical" href="https://News.Example.com:443/a/1?utm_source=home#top">
</head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/ai">人工智能</a></li></ul></nav>
<div class="main"><h1>星河智能完成新一轮融资</h1>
<p class="info">来源：北岸科技　记者 陈雨　2024-02-20 00:30</p>
<div id="article_content">
<p>　　星河智能2月19日宣布，完成<b>超10亿美元</b>融资，由<a href="/x">远山资本</a>领投。</p>
<p>　　没有评论。</p>
<h2>团队</h2>
<p>　　公司由周远2023年3月创办。<br>他说：“我们会继续训练模型。”</p>
<ul><li>第一，继续招聘。</li><li>第二，开源模型。</li></ul>
<p>　　没有评论。</p>
<table><tr><th>轮次</th><th>金额</th></tr><tr><td>A轮</td><td>2亿美元</td></tr></table>
<p>　　知情人士说，公司估值约25亿美元。</p>
</div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2">另一家公司发布新模型</a></li></ul></div>
</div>
<footer><p>版权所有 北岸科技</p></footer>
</body></html>"""

CHINESE_BLOCKS = [
    "星河智能2月19日宣布，完成超10亿美元融资，由远山资本领投。",
    "没有评论。",
    "团队",
    "公司由周远2023年3月创办。",
    "他说：“我们会继续训练模型。”",
    "第一，继续招聘。",
    "第二，开源模型。",
    "没有评论。",
    "轮次 | 金额",
    "A轮 | 2亿美元",
    "知情人士说，公司估值约25亿美元。",
]

TRADITIONAL = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>星河智能掛牌首日升三成</title></head><body><article>
<h1>星河智能掛牌首日升三成</h1>
<p>大模型公司星河智能周五在港交所掛牌，發行價為一百港元，首日收市升三成。公司由周遠於二○一九年創辦，他表示會繼續招聘，並在國內開設研究中心。</p>
<p>據報遠山資本認購了其中的一成，分析員認為估值並不便宜，但市場對這類公司的需求仍然很大，未來數月還會有兩家公司上市。</p>
</article></body></html>"""

ENGLISH = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Lumen AI raises $40 million | The Quay</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Quay"},
 {"@type": ["NewsArticle"], "headline": "Lumen AI raises $40 million",
  "datePublished": "2025-03-04T22:00:00Z", "author": [{"@type": "Person", "name": "Ada Reed"},
  {"@type": "Person", "name": "Sam Low"}], "publisher": {"name": "The Quay"}}]}</script>
<meta property="og:url" content="https://quay.example/lumen?fbclid=1">
</head><body><nav><a href="/">Home</a> <a href="/ai">AI</a> <a href="/join">Subscribe</a></nav>
<main><article><h1>Lumen AI raises $40 million</h1>
<div class="byline">By Ada Reed and Sam Low <time datetime="2025-03-04">March 4, 2025</time></div>
<p>Lumen AI said on Tuesday that it raised $40&nbsp;million in a round led by
<a href="/h">Harbour <em>Partners</em></a>.</p>
<p>No comment.</p>
<h2>What it does</h2>
<p>The company, founded in 2021 by Ann Holt, builds language models for hospitals.</p>
<p>No comment.</p>
<p>“We are only starting,” Holt said.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Another story</a></li></ul></aside></main>
<footer>© 2025 The Quay. All rights reserved.</footer></body></html>"""

ENGLISH_BLOCKS = [
    "Lumen AI said on Tuesday that it raised $40 million in a round led by Harbour Partners.",
    "No comment.",
    "What it does",
    "The company, founded in 2021 by Ann Holt, builds language models for hospitals.",
    "No comment.",
    "“We are only starting,” Holt said.",
]
