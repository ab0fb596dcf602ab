"""The picture of a shared link: of what is published, drawn once, with nothing it cannot write."""

import io
import re

import pytest
from django.core.cache import caches
from PIL import Image

from events import actions
from events.pictures import HEIGHT, WIDTH, Picture, drawing, faces, views
from events.pictures.lines import broken, cut
from events.pictures.views import DrawingThrottle
from people.models import Status
from tests.factories import CompanyFactory, EditorFactory, event_of

pytestmark = pytest.mark.django_db
TOLD = Picture(
    "潮线", "融资 · 2024年3月", "智谱完成新一轮融资", "Zhipu AI raised money", "reported", "已报道"
)


@pytest.fixture(autouse=True)
def none_kept(db):
    caches["pictures"].clear()
    caches["default"].clear()


@pytest.fixture
def only_latin(monkeypatch):
    """A machine without a Chinese face."""
    for cached in (faces.face, faces.has):
        cached.cache_clear()
    monkeypatch.setattr(faces, "path", lambda: "")
    yield
    for cached in (faces.face, faces.has):
        cached.cache_clear()


@pytest.fixture
def event():
    zhipu = CompanyFactory(slug="zhipu", name_en="Zhipu AI", name_zh="智谱")
    return event_of(("company", zhipu), kind="funding")


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("place", ["", "companies/zhipu/", "events/{}/"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_that_is_shared_has_its_picture(client, event, language, place):
    response = client.get(f"/{language}/{place.format(event.pk)}picture.png")

    assert response["Content-Type"] == "image/png"
    assert opened(response.content).size == (WIDTH, HEIGHT)
    assert not response.cookies


def test_a_page_names_its_picture_with_its_size_and_words(client, event):
    html = client.get(f"/zh/events/{event.pk}/").content.decode()

    found = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))
    assert found["og:image"] == f"http://testserver/zh/events/{event.pk}/picture.png"
    assert (found["og:image:width"], found["og:image:height"]) == (str(WIDTH), str(HEIGHT))
    assert "智谱" in found["og:image:alt"]
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:url"] == f"http://testserver/zh/events/{event.pk}/"
    html = client.get("/en/companies/zhipu/").content.decode()
    assert 'content="http://testserver/en/companies/zhipu/picture.png"' in html
    assert 'content="http://testserver/en/picture.png"' in client.get("/en/").content.decode()


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REJECTED, Status.RETRACTED])
def test_what_is_not_published_has_none(client, status):
    hidden = CompanyFactory(slug="hidden", status=status)
    event = event_of(("company", hidden), status=status)

    assert client.get(f"/en/events/{event.pk}/picture.png").status_code == 404
    assert client.get("/en/companies/hidden/picture.png").status_code == 404


def test_a_picture_is_drawn_once_until_what_it_tells_changes(client, event, monkeypatch):
    drawn: list[Picture] = []

    def draw(picture: Picture) -> bytes:
        drawn.append(picture)
        return b"PNG"

    monkeypatch.setattr(views, "png", draw)
    address = f"/en/events/{event.pk}/picture.png"

    first = client.get(address)
    client.get(address)
    same = client.get(address, headers={"if-none-match": first["ETag"]})
    assert same.status_code == 304
    assert len(drawn) == 1

    actions.correct_event(
        event, {"certainty": "denied", "certainty_why": "公司否认"}, by=EditorFactory()
    )
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert [picture.certainty for picture in drawn] == [event.certainty, "denied"]


def test_a_parameter_makes_no_other_picture(client, event):
    response = client.get(f"/en/events/{event.pk}/picture.png?v=2")

    assert (response.status_code, response["Location"]) == (
        308,
        f"/en/events/{event.pk}/picture.png",
    )


def test_a_network_has_so_many_drawn_and_may_see_those_that_are_kept(client, event, monkeypatch):
    monkeypatch.setattr(DrawingThrottle, "get_rate", lambda self: "1/min")

    assert client.get("/en/picture.png").status_code == 200
    refused = client.get("/zh/picture.png")
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert client.get("/en/picture.png").status_code == 200


def test_a_process_draws_few_at_a_time(client, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE_SECONDS", 0.01)
    for _ in range(views.AT_ONCE):
        views._drawing.acquire()
    try:
        assert client.get("/en/picture.png").status_code == 503
    finally:
        for _ in range(views.AT_ONCE):
            views._drawing.release()


def test_a_merged_company_leads_to_the_picture_of_its_survivor(client, event):
    from events.merging import merge_entities
    from tests.factories import MemberFactory

    other = CompanyFactory(slug="z-ai", name_zh="智谱清言", status="published")
    merge_entities(other, event.participations.get().entity, by=MemberFactory(role="senior editor"))

    response = client.get("/zh/companies/z-ai/picture.png")
    assert (response.status_code, response["Location"]) == (308, "/zh/companies/zhipu/picture.png")


def test_without_a_chinese_face_chinese_is_left_out_and_latin_written(only_latin):
    def headline(picture):
        return opened(drawing.png(picture)).crop((0, drawing.TOP, WIDTH, drawing.BOTTOM))

    nothing = headline(TOLD._replace(headline="", second=""))
    assert headline(TOLD._replace(second="智谱")) == nothing
    assert headline(TOLD) != nothing
    assert headline(TOLD) == headline(TOLD._replace(headline="Zhipu AI raised money", second=""))


@pytest.mark.skipif(not faces.path(), reason="this machine has no Chinese face")
def test_with_a_chinese_face_both_scripts_are_written():
    pictures = {
        drawing.png(TOLD),
        drawing.png(TOLD._replace(headline="百川完成新一轮融资")),
        drawing.png(TOLD._replace(second="Zhipu AI raised more")),
    }
    assert len(pictures) == 3


@pytest.mark.parametrize("words", ["融资" * 200, "Zhipu " * 200, "x" * 400, "", "🤖", "a\nb"])
def test_any_words_make_a_picture(words):
    assert opened(drawing.png(TOLD._replace(headline=words, second=words))).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("智谱完成，融资", ["智谱完", "成，融", "资"]),
        ("他说“好的”。", ["他说", "“好", "的”。"]),
        ("Zhipu AI raised", ["Zhipu", "AI", "raised"]),
        ("用GPT写", ["用", "GPT", "写"]),
    ],
)
def test_no_line_begins_with_a_mark_that_ends_and_no_word_is_broken(text, lines):
    assert broken(text, 3, len) == lines


def test_what_is_too_long_says_so():
    assert cut(["一", "二三", "四"], 2) == ["一", "二…"]
