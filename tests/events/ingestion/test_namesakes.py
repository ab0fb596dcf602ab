"""Who is meant by a name that several bear, or that is written otherwise than we know it."""

import pytest

from events.extraction.facts import Facts
from events.ingestion.record import record
from people.models import Affiliation, Alias, Person
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def tell(*posts: tuple[str, str]) -> None:
    """An article in which these people have posts at these companies."""
    text = "；".join(f"{person}现任{company}工程师" for person, company in posts) + "。"
    article = ArticleFactory(text=text, language="zh")
    record(article, facts(text, posts), extractor="test", version="1")


def facts(text, posts) -> Facts:
    claims = []
    for person, company in posts:
        quote = f"{person}现任{company}工程师"
        start = text.index(quote)
        evidence = {"quote": quote, "start": start, "end": start + len(quote)}
        claims.append(
            {"person": person, "company": company, "title": "工程师", "evidence": evidence}
        )
    return Facts.from_dict({"language": "zh", "affiliations": claims})


def posts() -> list[set[str]]:
    """The companies of each person."""
    by_person: dict[int, set[str]] = {}
    for post in Affiliation.objects.select_related("company"):
        by_person.setdefault(post.person_id, set()).add(post.company.name)
    return sorted(by_person.values(), key=sorted)


def test_two_people_of_a_common_name_at_two_companies_stay_two():
    tell(("李磊", "青禾智能"))
    tell(("李磊", "远山科技"))

    assert posts() == [{"远山科技"}, {"青禾智能"}]


def test_a_common_name_at_the_same_company_is_one_person():
    tell(("李磊", "青禾智能"))
    tell(("李磊", "青禾智能"), ("王芳", "远山科技"))

    assert Person.objects.count() == 2


def test_a_rare_name_is_one_person_at_two_companies():
    tell(("欧阳明漪", "青禾智能"))
    tell(("欧阳明漪", "远山科技"))

    assert posts() == [{"远山科技", "青禾智能"}]


def test_a_name_in_another_script_is_the_same_person_and_is_known_by_it_then():
    tell(("顾清野", "青禾智能"))
    tell(("Qingye Gu", "青禾智能"))

    person = Person.objects.get()
    assert set(Alias.objects.filter(entity=person).values_list("text", flat=True)) == {
        "顾清野",
        "Qingye Gu",
    }


def test_recording_namesakes_again_makes_no_third():
    for _ in range(2):
        tell(("李磊", "青禾智能"))
        tell(("李磊", "远山科技"))

    assert posts() == [{"远山科技"}, {"青禾智能"}]


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_of_articles_does_not_matter(backwards):
    told = [("李磊", "青禾智能"), ("李磊", "远山科技"), ("李磊", "青禾智能"), ("李磊", "远山科技")]
    for post in reversed(told) if backwards else told:
        tell(post)

    assert posts() == [{"远山科技"}, {"青禾智能"}]


def test_asking_for_many_names_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    people = [
        ("李磊", "青禾智能"),
        ("王伟", "远山科技"),
        ("张伟", "青禾智能"),
        ("刘洋", "远山科技"),
    ]
    tell(*people)
    text_and_posts = people * 2

    with django_assert_max_num_queries(24):
        tell(*text_and_posts)
