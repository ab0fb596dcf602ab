"""Collections as tests make them: through the actions."""

from events.collections import actions
from events.models import Collection, CollectionMember
from tests.factories import EditorFactory

TOLD = {
    "title_zh": "论文作者",
    "title_en": "The authors",
    "introduction_zh": "他们如今在哪里。",
    "introduction_en": "Where they are now.",
}


def draft_of(*entities, by=None, **told):
    by = by or EditorFactory()
    collection = actions.write(Collection(**{"slug": "authors", **TOLD, **told}), by=by)
    rows = [CollectionMember(entity=entity) for entity in entities]
    return actions.set_members(collection, rows, by=by)


def collection_of(*entities, by=None, **told):
    by = by or EditorFactory()
    return actions.publish(draft_of(*entities, by=by, **told), by=by)
