import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.ingestion.datasets import importing
from events.ingestion.datasets.child import read_here
from events.models import DatasetImport, DatasetMapping, Event, Run, Source
from tests.events.ingestion.datasets.samples import FOLDER, HARBOUR, ROUNDS, TIDES, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reads_here(monkeypatch):
    monkeypatch.setattr(importing, "read_in_child", read_here)


def hand_in(client, content=None, **values):
    content = (FOLDER / "epoch-models.csv").read_bytes() if content is None else content
    form = {"file": SimpleUploadedFile("data.csv", content), "mapping": "epoch-models"}
    return client.post(reverse("admin:events_datasetimport_hand_in"), form | values, follow=True)


def page_of(handed_in):
    return reverse("admin:events_datasetimport_change", args=[handed_in.pk])


@pytest.fixture
def rounds():
    return DatasetMapping.objects.create(name="rounds", definition=ROUNDS)


def test_the_list_of_sources_leads_to_importing_a_data_set(admin_client):
    page = admin_client.get(reverse("admin:events_source_changelist")).content.decode()
    assert reverse("admin:events_datasetimport_hand_in") in page


def test_a_file_is_looked_at_and_nothing_is_taken_before_somebody_asks(admin_client):
    page = hand_in(admin_client).content.decode()

    assert "15 rows: 15 new" in page
    assert "GLM-4.6" in page
    assert [model.objects.count() for model in (Event, Source, Run)] == [0, 0, 0]


def test_asking_leaves_the_import_to_a_worker_and_the_page_tells_how_it_goes(admin_client):
    hand_in(admin_client)
    handed_in = DatasetImport.objects.get()

    page = admin_client.post(page_of(handed_in), {"import": "1"}, follow=True).content.decode()
    assert '<meta http-equiv="refresh"' in page
    importing.work(handed_in.pk)
    page = admin_client.get(page_of(handed_in)).content.decode()

    assert "15 rows / 15" in " ".join(page.split())
    assert '<meta http-equiv="refresh"' not in page
    assert Run.objects.get().by is not None
    assert Event.objects.exists()


def test_an_import_is_cancelled_from_its_page(admin_client):
    hand_in(admin_client)
    handed_in = DatasetImport.objects.get()
    admin_client.post(page_of(handed_in), {"import": "1"})
    admin_client.post(page_of(handed_in), {"cancel": "1"})
    assert Run.objects.get().state == Run.State.CANCELLED


def test_another_mapping_can_be_chosen(admin_client, rounds):
    hand_in(admin_client, csv_of(TIDES, HARBOUR))
    handed_in = DatasetImport.objects.get()
    assert "no column “Model”" in admin_client.get(page_of(handed_in)).content.decode()

    page = admin_client.post(page_of(handed_in), {"mapping": "rounds"}, follow=True)

    assert "2 rows: 2 new" in page.content.decode()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"file": ""}, "Give a file or an address"),
        ({"address": "https://data.example/a.csv"}, "Give a file or an address"),
        ({"file": "", "address": "ftp://data.example/a.csv"}, "ftp://data.example/a.csv: "),
        ({"mapping": "none"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_handed_in_is_told(admin_client, values, problem):
    assert problem in hand_in(admin_client, **values).content.decode()
    assert not DatasetImport.objects.exists()


def test_too_large_a_file_is_left_to_the_command(admin_client, settings):
    settings.DATASET_UPLOAD_BYTES = 100
    assert "use the command import_dataset" in hand_in(admin_client).content.decode()


def test_rows_that_failed_are_listed_and_can_be_downloaded_without_formulas(admin_client, rounds):
    broken = TIDES.replace("2025年3月4日", "开春").replace("潮汐科技", "=cmd()")
    hand_in(admin_client, csv_of(broken, HARBOUR), mapping="rounds")
    handed_in = DatasetImport.objects.get()
    assert "开春" in admin_client.get(page_of(handed_in)).content.decode()
    importing.start(handed_in)
    importing.work(handed_in.pk)

    assert "开春" in admin_client.get(page_of(handed_in)).content.decode()
    address = reverse("admin:events_datasetimport_errors", args=[handed_in.pk])
    table = admin_client.get(address).content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("'=cmd(),\"日期: “开春”")


def test_a_mapping_is_copied_from_a_ready_one_edited_and_checked(admin_client):
    add = reverse("admin:events_datasetmapping_add")
    assert "total_laid_off" in admin_client.get(f"{add}?ready=layoffs").content.decode()
    wrong = {"name": "mine", "definition": json.dumps({"facts": [{"fact": "layoff"}]})}
    assert "a layoff needs “company”" in admin_client.post(add, wrong).content.decode()

    right = {"name": "mine", "definition": json.dumps(ROUNDS)}
    assert admin_client.post(add, right).status_code == 302
    mapping = DatasetMapping.objects.get()
    assert (mapping.version, mapping.definition["name"]) == (1, "mine")
    change = reverse("admin:events_datasetmapping_change", args=[mapping.pk])
    right["definition"] = json.dumps({**ROUNDS, "key": ["编号", "公司"]})
    admin_client.post(change, right)
    mapping.refresh_from_db()
    assert mapping.version == 2


def test_the_pages_are_closed_to_who_may_not_import(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert hand_in(client).status_code == 403


def test_the_pages_speak_chinese(admin_client):
    address = reverse("admin:events_datasetimport_hand_in")
    page = admin_client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "导入数据集" in page
    assert "重要人工智能模型" in page
