"""How other programs find the pages: linked data, citations, site maps, permanent addresses."""

import json
import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from events.discovery import citations, sitemaps
from people.dates import PartialDate
from people.models import Status
from tests.factories import CompanyFactory, ModelFactory, PersonFactory, event_of

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def data_of(response):
    (written,) = DATA.findall(response.content.decode())
    return json.loads(written)


def addresses_in(response):
    return [place.text for place in ET.fromstring(response.getvalue()).iter(LOC)]  # noqa: S314 - our own


@pytest.fixture
def zhipu():
    return CompanyFactory(
        slug="zhipu", name_en="Zhipu </script> AI", name_zh="智谱", status=Status.PUBLISHED
    )


@pytest.fixture
def round_of(zhipu):
    def made(**values):
        values = {"kind": "funding", "when": PartialDate.parse("2024-03"), **values}
        return event_of(("company", zhipu), **values)

    return made


def test_an_event_is_a_claim_that_appears_in_articles(client, round_of):
    event = round_of(quote="智谱完成融资。")
    data = data_of(client.get(f"/zh/events/{event.pk}/"))
    assert data["@type"] == "Claim"
    assert data["@id"] == f"http://testserver/events/{event.pk}"
    assert data["temporalCoverage"] == "2024-03-01/2024-03-31"
    assert data["about"][0]["@id"] == "http://testserver/companies/zhipu"
    assert len(data["appearance"]) == 1


@pytest.mark.parametrize(
    ("make", "path", "kind"),
    [
        (CompanyFactory, "companies", "Organization"),
        (PersonFactory, "people", "Person"),
        (ModelFactory, "models", "SoftwareApplication"),
    ],
)
def test_an_entity_is_described_by_its_names_and_where_else_it_is_found(client, make, path, kind):
    make(slug="known", name_en="Known", name_zh="知名", wikidata_id="Q42", status=Status.PUBLISHED)
    data = data_of(client.get(f"/en/{path}/known/"))
    assert (data["@type"], data["name"], data["alternateName"]) == (kind, "Known", ["知名"])
    assert data["sameAs"] == ["https://www.wikidata.org/entity/Q42"]
    assert data["@id"] == f"http://testserver/{path}/known"


def test_a_name_cannot_leave_the_linked_data(client, zhipu, round_of):
    round_of()
    assert "Zhipu </script> AI" in data_of(client.get("/en/companies/zhipu/"))["name"]


def test_an_event_can_be_cited_in_words_and_as_bibtex(client, round_of):
    event = round_of(quote="智谱完成融资。")
    page = client.get(f"/en/events/{event.pk}/").content.decode()
    assert f"http://testserver/events/{event.pk}, read" in page
    bib = client.get(f"/zh/events/{event.pk}/citation.bib")
    assert bib["Content-Disposition"] == f'attachment; filename="tideline-{event.pk}.bib"'
    assert bib.content.decode().startswith(f"@misc{{tideline-{event.pk},\n  title = {{")
    hidden = round_of(status=Status.PROPOSED)
    assert client.get(f"/zh/events/{hidden.pk}/citation.bib").status_code == 404


def test_marks_of_tex_in_a_headline_are_escaped(round_of, zhipu):
    zhipu.name_en = "R&D_100% {Labs} ^~\\"
    zhipu.save()
    written = citations.bibtex(round_of(), "https://x.test", date(2026, 1, 2))
    escaped = r"R\&D\_100\% \{Labs\} \textasciicircum{}\textasciitilde{}\textbackslash{}"
    assert escaped in written
    assert "urldate = {2026-01-02}" in written


@pytest.mark.parametrize(
    ("language", "place"), [("zh-CN,zh;q=0.9", "/zh/"), ("de, en;q=0.5", "/en/")]
)
def test_a_permanent_address_leads_to_the_readers_language(client, language, place):
    for address in ("events/17", "companies/zhipu", "people/li-mu/", "models/glm-5"):
        response = client.get(f"/{address}", headers={"Accept-Language": language})
        assert response.status_code == 302
        assert response["Location"] == f"{place}{address.rstrip('/')}/"
        assert "Accept-Language" in response["Vary"]


def test_the_site_map_has_every_public_page_in_both_languages_and_no_other(
    client, round_of, monkeypatch
):
    monkeypatch.setattr(sitemaps, "BLOCK", 2)
    shown = [round_of() for _ in range(3)]
    hidden = round_of(status=Status.PROPOSED)
    CompanyFactory(slug="secret")

    parts = addresses_in(client.get("/sitemap.xml"))
    found = [address for part in parts if (page := client.get(part)).status_code == 200
             for address in addresses_in(page)]  # fmt: skip

    for language in ("en", "zh"):
        for event in shown:
            assert f"http://testserver/{language}/events/{event.pk}/" in found
        assert f"http://testserver/{language}/companies/zhipu/" in found
        assert f"http://testserver/{language}/about/" in found
        assert f"http://testserver/{language}/events/{hidden.pk}/" not in found
    assert not any("secret" in address for address in found)
    assert len(found) == len(set(found))
    assert client.get("/sitemap-events-999.xml").status_code == 404


def test_every_address_of_the_site_map_answers(client, round_of):
    round_of()
    for part in addresses_in(client.get("/sitemap.xml")):
        for address in addresses_in(client.get(part)):
            assert client.get(address).status_code == 200, address


def test_robots_are_told_where_the_site_map_is(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_method_is_explained_in_each_language_with_the_terms_of_use(client, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "ODbL", "https://terms.test/"
    for path, words in (("/en/about/", "How sure a line is"), ("/zh/about/", "可靠程度")):
        page = client.get(path).content.decode()
        assert words in page
        assert 'href="https://terms.test/"' in page
    assert 'href="/zh/about/"' in client.get("/zh/").content.decode()
