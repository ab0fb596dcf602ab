import pytest
from django.urls import reverse

from people.models import Affiliation, Status
from tests.factories import AffiliationFactory, CompanyFactory, EvidenceFactory, PersonFactory

LIST = reverse("admin:people_affiliation_changelist")


@pytest.fixture
def post_(db):
    return AffiliationFactory(
        person=PersonFactory(name_zh="陆奇"), company=CompanyFactory(name_zh="百度"), title="总裁"
    )


def form_data(affiliation, **values):
    return {
        "person": affiliation.person_id,
        "company": affiliation.company_id,
        "title": affiliation.title,
        "started": "",
        "ended": "",
        "evidence-TOTAL_FORMS": 0,
        "evidence-INITIAL_FORMS": 0,
        "evidence-2-TOTAL_FORMS": 0,
        "evidence-2-INITIAL_FORMS": 0,
        **values,
    }


def form_of(affiliation):
    return reverse("admin:people_affiliation_change", args=[affiliation.pk])


def test_partial_dates_are_typed_as_one_text_and_held(desk, post_):
    desk.post(form_of(post_), form_data(post_, started="2017", ended="2018-05", former="on"))

    post_.refresh_from_db()
    assert (str(post_.started), str(post_.ended)) == ("2017", "2018-05")
    assert post_.held == ["ended", "former", "started"]


@pytest.mark.parametrize(
    ("values", "remedy"),
    [
        ({"started": "2018", "ended": "2017", "former": "on"}, "lies before the start"),
        ({"ended": "2018"}, "tick this"),
        ({"started": "before"}, "is not a date"),
    ],
)
def test_dates_that_cannot_be_say_the_remedy(desk, post_, values, remedy):
    page = desk.post(form_of(post_), form_data(post_, **values))

    assert page.status_code == 200
    assert remedy in page.content.decode()


def test_saving_does_not_undo_what_was_decided_meanwhile(desk, post_):
    desk.get(form_of(post_))
    Affiliation.objects.filter(pk=post_.pk).update(status=Status.PUBLISHED)

    desk.post(form_of(post_), form_data(post_, title="总裁兼首席运营官", status="proposed"))

    post_.refresh_from_db()
    assert (post_.title, post_.status) == ("总裁兼首席运营官", Status.PUBLISHED)


def test_affiliations_are_accepted_from_the_list(desk, post_):
    EvidenceFactory(affiliation=post_)

    desk.post(LIST, {"action": "accept", "_selected_action": [post_.pk]})

    post_.refresh_from_db()
    assert post_.is_published


@pytest.mark.parametrize("words", ["陆奇", "百度", "总裁"])
def test_affiliations_are_found_by_person_company_and_title(desk, post_, words):
    assert post_ in desk.get(LIST, {"q": words}).context_data["cl"].queryset
