"""What is sent compressed: what is for everybody, and nothing else."""

import gzip

import pytest

from tests.factories import CompanyFactory, event_of

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def zhipu():
    company = CompanyFactory(slug="zhipu", name_zh="智谱")
    for _ in range(20):
        event_of(("company", company), quote="智谱完成新一轮融资。")
    return company


@pytest.mark.parametrize("path", ["/zh/", "/zh/companies/zhipu/", "/zh/companies/zhipu/feed.atom"])
def test_what_is_for_everybody_is_a_fraction_of_its_size(client, zhipu, path):
    plain = client.get(path)
    packed = client.get(path, headers=GZIP)

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert "Accept-Encoding" in packed["Vary"]
    known = {**GZIP, "If-None-Match": packed["ETag"]}
    assert client.get(path, headers=known).status_code == 304


def test_a_page_that_holds_the_key_of_a_form_is_sent_as_it_is(client):
    response = client.get("/zh/suggest/?about=/zh/", headers=GZIP)

    assert response.status_code == 200
    assert "Content-Encoding" not in response


def test_a_picture_is_sent_as_it_is(client, zhipu):
    response = client.get("/zh/companies/zhipu/picture.png", headers=GZIP)

    assert response["Content-Type"] == "image/png"
    assert "Content-Encoding" not in response
