"""The collection that the demo begins with: the authors of one paper, where they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.collections import actions
from events.models import Collection, CollectionMember
from people.matching import match
from people.models import Entity

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SLUG = "attention-is-all-you-need"
AUTHORS = (
    ("Ashish Vaswani", "阿希什·瓦斯瓦尼"),
    ("Noam Shazeer", "诺姆·沙泽尔"),
    ("Niki Parmar", "妮基·帕尔马"),
    ("Jakob Uszkoreit", "雅各布·乌斯科雷特"),
    ("Llion Jones", "利昂·琼斯"),
    ("Aidan Gomez", "艾丹·戈麦斯"),
    ("Łukasz Kaiser", "卢卡什·凯泽"),
    ("Illia Polosukhin", "伊利亚·波洛苏欣"),
)
"""In the order in which the paper names them."""

TOLD = {
    "title_en": "The authors of “Attention Is All You Need”",
    "title_zh": "《Attention Is All You Need》的作者们",
    "introduction_en": "In June 2017 eight researchers at Google described the transformer, the "
    "architecture beneath nearly every large language model since. All of them have left Google. "
    "This is where those whom the record knows went, and what has happened since.",
    "introduction_zh": "2017年6月，谷歌的八位研究者在这篇论文中提出Transformer，此后几乎所有"
    "大语言模型都建立在这一架构之上。八位作者后来全部离开谷歌。这里记录其中已收录者去了哪里，"
    "以及之后发生的事。",
}


def make_example(*, by: User) -> Collection | None:
    """Make and publish it from those whom the record knows; once, however often."""
    if known := Collection.objects.filter(slug=SLUG).first():
        return known
    found = [match(Entity.Kind.PERSON, list(names)).entity for names in AUTHORS]
    authors = dict.fromkeys(one for one in found if one is not None)
    if not any(one.is_published for one in authors):
        return None
    collection = actions.write(Collection(slug=SLUG, **TOLD), by=by)
    actions.set_members(collection, [CollectionMember(entity=one) for one in authors], by=by)
    return actions.publish(collection, by=by)
