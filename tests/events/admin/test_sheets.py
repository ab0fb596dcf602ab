"""Records exported, changed in a file, looked at and imported; and many edited at once."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tablib import Dataset

from people.models import Status
from people.roles import Role
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    MemberFactory,
    PersonFactory,
    event_of,
)

pytestmark = pytest.mark.django_db

COMPANIES = "/admin/people/company/"


@pytest.fixture
def senior():
    return MemberFactory(username="zhou", role=Role.SENIOR_EDITOR)


@pytest.fixture
def desk(client, senior):
    client.force_login(senior)
    return client


@pytest.fixture
def zhipu():
    return CompanyFactory(
        slug="zhipu", name_en="Zhipu AI", name_zh="智谱", names=["智谱华章"], type="company",
        country="CN", status=Status.PUBLISHED,
    )  # fmt: skip


def exported(desk, address, ending="csv", query=""):
    response = desk.get(f"{address}export/?{query}&as={ending}")
    assert response.status_code == 200
    content = response.content
    if ending == "xlsx":
        return Dataset().load(content, format="xlsx")
    return Dataset().load(content.decode("utf-8-sig"), format=ending)


def upload(desk, address, data, name="companies.csv"):
    content = data if isinstance(data, bytes) else data.export("csv").encode()
    return desk.post(f"{address}import/", {"file": SimpleUploadedFile(name, content)})


def make(desk, address, preview, **more):
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', preview.content.decode())
    return desk.post(address, {"seen": unescape(seen), **more}, follow=True)


def cells_of(preview):
    """Field, before and after of each row of the preview."""
    html = preview.content.decode()
    return [
        tuple(unescape(part) for part in row)
        for row in re.findall(
            r"<td>([^<]*)</td><td><del>(.*?)</del></td><td><ins>(.*?)</ins>", html
        )
    ]


def with_cell(data, row, column, value):
    rows = [list(cells) for cells in data]
    rows[row][data.headers.index(column)] = value
    return Dataset(*rows, headers=data.headers)


def test_two_changed_cells_are_exactly_what_is_shown_and_made(desk, senior, zhipu):
    other = CompanyFactory(name_zh="月之暗面", name_en="Moonshot", status=Status.PUBLISHED)
    event = event_of(("company", zhipu))
    data = exported(desk, COMPANIES)
    ids = [row[0] for row in data]
    data = with_cell(data, ids.index(str(zhipu.pk)), "name_zh", "智谱科技")
    data = with_cell(data, ids.index(str(other.pk)), "country", "cn")

    preview = upload(desk, COMPANIES, data, "七月.csv")
    assert sorted(cells_of(preview)) == [
        ("Chinese name", "智谱", "智谱科技"),
        ("Country", "–", "cn"),
    ]
    zhipu.refresh_from_db()
    assert zhipu.name_zh == "智谱"

    told = make(desk, f"{COMPANIES}import/", preview).content.decode()
    assert "2 records changed." in told
    zhipu.refresh_from_db()
    other.refresh_from_db()
    assert (zhipu.name_zh, other.country, other.held) == ("智谱科技", "CN", ["country"])
    event.card.refresh_from_db()
    assert "智谱科技" in json.dumps(event.card.data, ensure_ascii=False)
    history = desk.get(f"{COMPANIES}{zhipu.pk}/history/").content.decode()
    assert "七月.csv" in history
    assert "zhou" in history


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_is_exported_and_imported_as_it_is_changes_nothing(desk, zhipu, ending):
    PersonFactory()
    content = desk.get(f"{COMPANIES}export/?as={ending}").content

    preview = upload(desk, COMPANIES, content, f"all.{ending}").content.decode()

    assert "says nothing that the record does not say already" in preview


def test_the_export_has_what_the_list_shows(desk, zhipu):
    CompanyFactory(name_en="Elsewhere", country="US")

    assert [row[1] for row in exported(desk, COMPANIES, query="country=CN")] == ["zhipu"]
    assert len(exported(desk, COMPANIES)) == 2


def test_no_cell_is_taken_for_a_formula_and_none_is_altered_by_that(desk, zhipu):
    zhipu.description_en = '=HYPERLINK("http://evil.example")'
    zhipu.save()

    for ending in ("csv", "xlsx"):
        data = exported(desk, COMPANIES, ending)
        cell = data["description_en"][0]
        assert cell.startswith("'=")
    assert cells_of(upload(desk, COMPANIES, exported(desk, COMPANIES))) == []


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("country", "China", "two letters"),
        ("website", "nonsense", "Enter a valid URL."),
        ("type", "castle", "castle is not one of the available choices"),
        ("id", "999999", "keep the ids of the export"),
        ("slug", "other", "cannot be changed by a file"),
    ],
)
def test_what_cannot_be_taken_is_told_by_line_and_column(desk, zhipu, column, value, told):
    data = with_cell(exported(desk, COMPANIES), 0, column, value)

    page = unescape(upload(desk, COMPANIES, data).content.decode())

    assert told in page
    assert f"<td>2</td><td>{column}</td>" in page


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"a,b\n1,2\n", "x.csv", "no column “id”"),
        (b"\xff\xfe\x00", "x.csv", "not in UTF-8"),
        (b"PK\x03\x04junk", "x.xlsx", "cannot be read as .xlsx"),
        (b"{", "x.json", "cannot be read as .json"),
        (b"id\n1\n", "x.ods", "ends in .csv, .xlsx or .json"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_words(desk, content, name, told):
    assert told in upload(desk, COMPANIES, content, name).content.decode()


def test_what_somebody_changed_since_the_preview_is_left_alone(desk, zhipu):
    data = with_cell(exported(desk, COMPANIES), 0, "country", "US")
    preview = upload(desk, COMPANIES, data)
    zhipu.country = "SG"
    zhipu.save()

    told = make(desk, f"{COMPANIES}import/", preview).content.decode()

    assert "Somebody has changed it meanwhile" in told
    zhipu.refresh_from_db()
    assert zhipu.country == "SG"


def test_a_preview_that_was_tampered_with_is_not_made(desk, zhipu):
    told = desk.post(f"{COMPANIES}import/", {"seen": "x:y:z"}, follow=True).content.decode()

    assert "The preview is too old" in told


def test_events_and_affiliations_are_changed_by_their_actions(desk, zhipu):
    event = event_of(("company", zhipu), round="A")
    post = AffiliationFactory(company=zhipu, title="首席科学家")
    events, posts = "/admin/events/event/", "/admin/people/affiliation/"

    data = with_cell(exported(desk, events), 0, "when", "2024-Q2")
    make(desk, f"{events}import/", upload(desk, events, data))
    data = with_cell(exported(desk, posts), 0, "started", "2020-03")
    make(desk, f"{posts}import/", upload(desk, posts, data))

    event.refresh_from_db()
    post.refresh_from_db()
    assert (str(event.when), event.held) == ("2024-Q2", ["when"])
    assert (str(post.started), post.held) == ("2020-03", ["started"])


def test_an_editor_exports_and_does_not_import_and_a_contributor_does_neither(client, zhipu):
    client.force_login(MemberFactory(role=Role.EDITOR))
    page = client.get(COMPANIES).content.decode()
    assert "Export CSV" in page
    assert "Import a sheet" not in page
    assert client.get(f"{COMPANIES}import/").status_code == 403

    client.force_login(MemberFactory(role=Role.CONTRIBUTOR))
    assert "Export CSV" not in client.get(COMPANIES).content.decode()
    assert client.get(f"{COMPANIES}export/?as=csv").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/admin/people/person/", COMPANIES, "/admin/events/model/", "/admin/people/affiliation/",
     "/admin/events/event/", "/admin/events/source/", "/admin/events/article/"],
)  # fmt: skip
def test_every_table_of_the_desk_is_exported(desk, zhipu, address):
    event_of(("company", zhipu))
    AffiliationFactory()

    assert "as=xlsx" in desk.get(address).content.decode()
    assert exported(desk, address).headers[0] == "id"


# -- many at once


def chosen(desk, address, *records, **data):
    ids = [record.pk for record in records]
    return desk.post(address, {"action": "edit_many", "_selected_action": ids, **data})


def test_one_value_for_many_is_shown_before_it_is_set(desk, zhipu):
    other = CompanyFactory(name_en="Moonshot")

    form = chosen(desk, COMPANIES, zhipu, other)
    assert "Fields to set" in form.content.decode()
    preview = chosen(desk, COMPANIES, zhipu, other, column="country", **{"value-country": "SG"})
    assert sorted(cells_of(preview)) == [("Country", "CN", "SG"), ("Country", "–", "SG")]

    told = make(desk, COMPANIES, preview, action="edit_many", _selected_action=[zhipu.pk, other.pk])
    assert "2 records changed." in told.content.decode()
    zhipu.refresh_from_db()
    assert zhipu.country == "SG"


def test_an_alias_is_added_to_what_is_known(desk, zhipu):
    preview = chosen(desk, COMPANIES, zhipu, column="alias", **{"value-alias": "智谱清言"})
    make(desk, COMPANIES, preview, action="edit_many", _selected_action=[zhipu.pk])

    assert {*zhipu.aliases.values_list("text", flat=True)} >= {"智谱", "智谱华章", "智谱清言"}


def test_what_an_action_refuses_is_told_and_the_others_are_done(desk, zhipu):
    funding = event_of(("company", zhipu))
    career = event_of(("person", PersonFactory()), kind="career", change="left")
    events = "/admin/events/event/"

    preview = chosen(desk, events, funding, career, column="round", **{"value-round": "B"})
    told = make(
        desk, events, preview, action="edit_many", _selected_action=[funding.pk, career.pk]
    ).content.decode()

    assert "1 record changed." in told
    assert "has no round" in told
    funding.refresh_from_db()
    assert funding.round == "B"


def test_a_value_that_is_none_is_told(desk, zhipu):
    page = chosen(desk, COMPANIES, zhipu, column="country", **{"value-country": "China"})

    assert "two letters" in page.content.decode()
    assert cells_of(page) == []
