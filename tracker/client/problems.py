"""An exception for each type of problem."""

from __future__ import annotations

from people.api.problems import TYPES

HEAD = '''"""The problems that the site tells of, each as an exception."""

from __future__ import annotations

from tideline_client.errors import Problem
'''


def problems() -> str:
    return HEAD + "".join(
        f'\n\nclass {_name(kind.slug)}(Problem):\n    """{kind.title} ({kind.status}). '
        f'{kind.remedy}"""\n\n    slug = "{kind.slug}"\n'
        for kind in TYPES.values()
    )


def _name(slug: str) -> str:
    return "".join(word.title() for word in slug.split("-"))
