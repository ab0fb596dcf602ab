from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import DatasetImport, Event, Source
from tests.events.ingestion.datasets.samples import FOLDER

pytestmark = pytest.mark.django_db

EPOCH = str(FOLDER / "epoch-models.csv")


def run(*args, **options):
    out = StringIO()
    call_command("import_dataset", *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_a_data_set_is_imported_by_a_command_once():
    assert "15 rows: 15 new, 0 changed, 0 known" in run(EPOCH, mapping="epoch-models")
    assert "15 rows: 0 new, 0 changed, 15 known" in run(EPOCH, mapping="epoch-models")
    assert Source.objects.get().name == "Epoch AI: notable AI models"


def test_a_dry_run_says_what_would_be_taken_and_writes_nothing():
    told = run(EPOCH, mapping="epoch-models", dry_run=True)
    assert "15 rows: 15 new. Nothing was written." in told
    assert "GLM-4.6" in told
    assert [model.objects.count() for model in (Event, DatasetImport, Source)] == [0, 0, 0]


def test_the_mappings_are_listed():
    assert "wikidata: " in run(list=True)


@pytest.mark.parametrize(
    ("args", "options", "reason"),
    [
        ((), {}, "Give a file or address"),
        ((EPOCH,), {"mapping": "epoch"}, "no mapping “epoch”. There are: .*epoch-models"),
        (("nowhere.csv",), {"mapping": "layoffs"}, "cannot be opened"),
        ((EPOCH,), {"mapping": "layoffs"}, "no column “company”"),
    ],
)
def test_what_cannot_be_imported_is_told(args, options, reason):
    with pytest.raises(CommandError, match=reason):
        run(*args, **options)


def test_an_import_may_go_to_a_source_of_another_name():
    run(EPOCH, mapping="epoch-models", source="模型名录")
    assert Source.objects.get().name == "模型名录"


def test_an_import_may_be_left_to_the_workers():
    assert "left to the workers" in run(EPOCH, mapping="epoch-models", queue=True)
    assert DatasetImport.objects.standing_still().count() == 1
