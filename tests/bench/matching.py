"""What it costs to find out whom a name means among a million, and to record an article's facts."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count, islice
from statistics import median, quantiles

from django.contrib.postgres.indexes import GinIndex
from django.db import connection
from opencc import OpenCC
from pypinyin import lazy_pinyin

from events.extraction.facts import Facts
from events.ingestion.record import record
from events.ingestion.surroundings import context_of
from events.models import Article
from people.bulk import insert_all
from people.likeness.commonness import GIVEN_EN, GIVEN_ZH, SURNAMES_ZH
from people.matching import Candidate, Sought, find_all
from people.models import Alias, Entity, Status
from people.names import fold
from tests.bench.datasets import spelled
from tests.bench.timing import Figure

ALIASES = 1_000_000
AT_ONCE = 25_000
FIRST = 10_000_000
"""The lowest id of those made here, far above what a sequence has given."""

NAMES = 300
"""So many names of each sort are looked up."""

ARTICLES = 25
FACTS = 20
LOOK_UP = "one look-up by equality"
EXPECTED = {"as it is": 1, "folded": 1, "in pinyin": 0.8, "other order": 0.4}
"""The least share of each sort that must be found."""

Names = list[str]


def figures() -> list[Figure]:
    die = random.Random(20260301)
    fill(die)
    sorts = {
        f"{sort}, {language}": list(islice(names, NAMES))
        for language in ("zh", "en")
        for sort, names in sought(language, die).items()
    }
    confirm(sorts)
    base, each = timed(sorts)
    found = [
        Figure(f"a name: {sort}", median(times), LOOK_UP, base) for sort, times in each.items()
    ]
    every = [taken for times in each.values() for taken in times]
    recording = median(recorded(die))
    return [
        *found,
        Figure("a name, median of all sorts", median(every), LOOK_UP, base),
        Figure("a name, 95th percentile", quantiles(every, n=20)[-1], LOOK_UP, base),
        Figure(f"an article of {FACTS} facts", recording, LOOK_UP, base),
    ]


def fill(die: random.Random) -> None:
    """People and companies until there are a million aliases, published, all by COPY.

    Without triggers, and with the large indexes made at the end, as a restored dump has them.
    """
    started = time.monotonic()
    have, numbers = Alias.objects.count(), count(FIRST)
    large = [index for index in Alias._meta.indexes if isinstance(index, GinIndex)]
    with connection.schema_editor() as editor:
        for index in large:
            editor.remove_index(Alias, index)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    while have < ALIASES:
        made = [newcomer(next(numbers), die) for _ in range(AT_ONCE)]
        insert_all([entity for entity, _ in made])
        aliases = [
            Alias(entity=entity, text=text, origin=Alias.Origin.DATASET)
            for entity, forms in made
            for text in forms
        ]
        for alias in aliases:
            alias.derive()
        insert_all(aliases)
        have += len(aliases)
        sys.stderr.write(f"\r{have:,} aliases, {time.monotonic() - started:.0f} s ")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET maintenance_work_mem = '256MB'")
    with connection.schema_editor() as editor:
        for index in large:
            editor.add_index(Alias, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE people_alias, people_entity")
    sys.stderr.write(f"and indexes, {time.monotonic() - started:.0f} s\n")


def newcomer(number: int, die: random.Random) -> tuple[Entity, Names]:
    """One in four each: a Chinese and another person, a Chinese and another company."""
    kind = Entity.Kind.PERSON if number % 2 else Entity.Kind.COMPANY
    forms = FORMS[kind, number % 4 < 2](number, die)
    chinese = forms[0] if number % 4 < 2 else ""
    entity: Entity = Entity.KINDS[kind](
        name_zh=chinese,
        name_en="" if chinese else forms[0],
        pk=number,
        survivor_id=number,
        slug=f"bench-{number}",
        status=Status.PUBLISHED,
        **({"type": Entity.Type.COMPANY} if kind == Entity.Kind.COMPANY else {}),
    )
    entity.derive()
    return entity, forms


SURNAMES = sorted(SURNAMES_ZH)
GIVEN = sorted({sign for name in GIVEN_ZH for sign in name})
ENGLISH = sorted(GIVEN_EN)


def chinese_person(number: int, die: random.Random) -> Names:
    surname = die.choice(SURNAMES)
    given = "".join(die.choices(GIVEN, k=die.choice((1, 2, 2, 2))))
    title = die.choice(("博士", "教授", "先生"))
    name = surname + given
    return [name, f"{name}{title}", f"{name}{number}", f"{surname}总{number}"]


def english_person(number: int, die: random.Random) -> Names:
    given, surname = die.choice(ENGLISH).capitalize(), spelled(number)
    middle = die.choice("ABCDEFGHJKLM")
    return [
        f"{given} {surname}",
        f"{given} {middle}. {surname}",
        f"Dr {given} {surname}",
        f"{surname}, {given}",
    ]


def chinese_company(number: int, die: random.Random) -> Names:
    core = "".join(die.choices(GIVEN, k=4))
    place = die.choice(("北京", "上海", "深圳", "杭州"))
    return [core, f"{core}智能", f"{place}{core}科技有限公司", f"{core}{number}"]


def english_company(number: int, die: random.Random) -> Names:
    core = spelled(number)
    return [f"{core} Labs", core, f"{core} Labs, Inc.", f"{core} Holdings {die.randint(2, 99)}"]


FORMS: dict[tuple[str, bool], Callable[[int, random.Random], Names]] = {
    (Entity.Kind.PERSON, True): chinese_person,
    (Entity.Kind.PERSON, False): english_person,
    (Entity.Kind.COMPANY, True): chinese_company,
    (Entity.Kind.COMPANY, False): english_company,
}

Wanted = tuple[str, str]
"""A kind and a name."""


def sought(language: str, die: random.Random) -> dict[str, Iterator[Wanted]]:
    """Names of each sort, of people and companies by turns."""
    column = f"name_{language}"
    known = list(
        Entity.objects.filter(slug__startswith="bench-").exclude(**{column: ""})
        .order_by("pk").values_list("kind", column)[: NAMES * 40]
    )  # fmt: skip
    die.shuffle(known)
    change = {"zh": chinese_sorts, "en": english_sorts}[language]
    return {sort: spelt(known, spell) for sort, spell in change(die).items()}


Spell = Callable[[str, str], str]


def spelt(known: list[Wanted], spell: Spell) -> Iterator[Wanted]:
    return ((kind, spell(kind, name)) for kind, name in known)


def chinese_sorts(die: random.Random) -> dict[str, Spell]:
    traditional = OpenCC("s2t")

    def typo(kind: str, name: str) -> str:
        return name[:-1] + die.choice(GIVEN)

    return {
        "as it is": lambda kind, name: name,
        "folded": lambda kind, name: f" {traditional.convert(name)} ",
        "in pinyin": in_pinyin,
        "misspelt": typo,
        "unknown": lambda kind, name: f"{name[0]}麒麟舜",
    }


def english_sorts(die: random.Random) -> dict[str, Spell]:
    def typo(kind: str, name: str) -> str:
        place = die.randrange(1, len(name) - 1)
        return name[:place] + "x" + name[place:]

    return {
        "as it is": lambda kind, name: name,
        "folded": lambda kind, name: name.upper().translate(FULL_WIDTH),
        "other order": lambda kind, name: " ".join(reversed(name.split())),
        "misspelt": typo,
        "unknown": lambda kind, name: f"Zq{name[2:]}wq",
    }


FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def in_pinyin(kind: str, name: str) -> str:
    """Kaifu Li for 李开复; a company's syllables together."""
    syllables = lazy_pinyin(name)
    if kind == Entity.Kind.COMPANY:
        return "".join(syllables).capitalize()
    return f"{''.join(syllables[1:]).capitalize()} {syllables[0].capitalize()}"


def timed(sorts: dict[str, list[Wanted]]) -> tuple[float, dict[str, list[float]]]:
    """The median of a look-up by equality, and the milliseconds of each name, sorts by turns."""
    base: list[float] = []
    each: dict[str, list[float]] = {sort: [] for sort in sorts}
    for round_, names in enumerate(zip(*sorts.values(), strict=True)):
        for sort, (kind, name) in zip(sorts, names, strict=True):
            tie = frozenset({"0"}) if round_ % 2 else frozenset()
            looked_up = milliseconds(partial(look_up, name))
            taken = milliseconds(partial(find, kind, name, tie))
            if round_ >= 10:
                base.append(looked_up)
                each[sort].append(taken)
    return median(base), each


def confirm(sorts: dict[str, list[Wanted]]) -> None:
    """That names spelt as they are known are found: to miss is quick."""
    for sort, names in sorts.items():
        share = sum(bool(find(*wanted, frozenset())) for wanted in names[:20]) / 20
        if share < EXPECTED.get(sort.partition(",")[0], 0):
            raise AssertionError(f"only {share:.0%} of the names {sort} were found")


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def look_up(name: str) -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT entity_id FROM people_alias WHERE folded = %s", [fold(name)])
        found: list[tuple[int]] = cursor.fetchall()
    return found


def find(kind: str, name: str, ties: frozenset[str]) -> list[Candidate]:
    """As a name of an article that names it with a company, or with none."""
    from people.likeness import Context

    return find_all([Sought(kind, (name,), Context(ties=ties))], context_of)[0]


def recorded(die: random.Random) -> list[float]:
    """The milliseconds of resolving and recording each of some articles, the first ones apart."""
    people = list(sought("zh", die)["as it is"])
    taken = []
    for number in range(ARTICLES):
        article, facts = article_of(number, people[number * FACTS : (number + 1) * FACTS])
        work = partial(record, article, facts, extractor="bench", version="1")
        taken.append(milliseconds(work))
    return taken[3:]


def article_of(number: int, names: list[Wanted]) -> tuple[Article, Facts]:
    """Half of its facts are posts and half rounds; half of the parties are known, half new."""
    text, events, posts = "", [], []
    for place, (kind, name) in enumerate(names):
        new = f"麒麟舜{number}之{place}"
        quote = f"{name}与{new}：第{place}件事。"
        told = {"quote": quote, "start": len(text), "end": len(text) + len(quote)}
        text += quote + "\n"
        if kind == Entity.Kind.PERSON:
            posts.append({"person": name, "company": new, "title": "首席科学家", "evidence": told})
        else:
            events.append(
                {
                    "kind": "funding", "company": name, "investors": [new], "round": "A",
                    "date": "2026-03-01", "certainty": "confirmed", "evidence": told,
                }
            )  # fmt: skip
    article = Article.objects.create(
        address=f"https://bench.example/{number}", title=f"第{number}篇", text=text,
        language="zh", published_on=date(2026, 3, 2), state=Article.State.EXTRACTED,
    )  # fmt: skip
    document = {"language": "zh", "affiliations": posts, "events": events}
    return article, Facts.from_dict(document)
