"""`manage.py ingest`: each file ends in a clear message, and the rest of the batch is done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from events.models import Article, Event, Evidence
from people.models import Entity

pytestmark = pytest.mark.django_db

GOOD = "月之暗面完成融资\n\n月之暗面于2024年2月20日宣布完成10亿美元B轮融资，由阿里巴巴领投。"


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "2024-02-20-good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "image"),
        ("archive.zip", b"PK\x03\x04", "kinds that are read"),
        ("wrong.txt", b"\x80\x81\xfe\xff\x00\x01" * 50, "binary"),
        ("huge.txt", "长文。".encode() * 6_000_000, "larger than"),
        ("long.txt", "长文。".encode() * 100_000, "200,000"),
        ("page.html", b"<html><body><nav>home</nav></body></html>", "No article"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(
    tmp_path, good, capsys, name, content, message
):
    bad = tmp_path / name
    bad.write_bytes(content)

    with pytest.raises(CommandError, match="1 of 2 failed"):
        call_command("ingest", str(bad), str(good))

    out = capsys.readouterr()
    assert name in out.err
    assert message in out.err
    assert "1 events" in out.out
    assert Event.objects.filter(kind="funding").count() == 1


@pytest.mark.enable_socket
def test_a_missing_file_and_an_address_inside_are_named_too(good, capsys):
    with pytest.raises(CommandError, match="2 of 3"):
        call_command("ingest", "no-such.txt", "http://10.0.0.1/news", str(good))

    err = capsys.readouterr().err
    assert "no-such.txt: there is no such file." in err
    assert "10.0.0.1" in err


def test_taking_a_file_in_twice_adds_nothing(good, capsys):
    call_command("ingest", str(good))
    call_command("ingest", str(good), str(good))

    assert Article.objects.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_the_rows_of_one(good):
    def take_in():
        try:
            call_command("ingest", str(good))
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as hands:
        for done in [hands.submit(take_in) for _ in range(10)]:
            done.result()

    assert Article.objects.filter(state=Article.State.RECORDED).count() == 1
    assert (Event.objects.count(), Evidence.objects.count()) == (1, 1)
    assert Entity.objects.filter(name_zh="月之暗面").count() == 1


def test_a_folder_stands_for_its_articles(good):
    (good.parent / "notes.json").write_text("{}")

    call_command("ingest", str(good.parent))

    assert Article.objects.get().published_on == date(2024, 2, 20)


def test_the_day_of_publication_can_be_given(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(GOOD, encoding="utf-8")

    call_command("ingest", str(path), published="2024-02-21")

    article = Article.objects.get()
    assert (str(article.published_on), article.published_known) == ("2024-02-21", "given")


def test_a_wrong_day_is_refused_with_an_example():
    with pytest.raises(CommandError, match="2023-08-04"):
        call_command("ingest", "x.txt", "--published", "August")
