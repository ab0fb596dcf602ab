"""The pages of errors: their status, their language, and a way on."""

from contextlib import closing

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import RequestFactory
from django.urls import path

from tracker import errors, urls

pytestmark = pytest.mark.django_db
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def suspicious(request):
    raise SuspiciousOperation


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [
    *(
        path(f"{language}/{view.__name__}/", view)
        for language in ("en", "zh")
        for view in (suspicious, forbidden, broken)
    ),
    *urls.urlpatterns,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "english", "chinese"),
    [
        ("suspicious/", 400, "not understood", "无法识别"),
        ("forbidden/", 403, "not open to you", "无权访问"),
        ("nowhere/", 404, "nothing at this address", "没有内容"),
        ("broken/", 500, "Something broke", "网站出了故障"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_error_speaks_the_language_of_its_address(
    client, address, status, english, chinese, language
):
    client.raise_request_exception = False

    response = client.get(f"/{language}/{address}", headers={"accept-language": "en"})

    html = response.content.decode()
    heading = html[html.index("<h1") : html.index("</h1>")]
    assert response.status_code == status
    assert (english if language == "en" else chinese) in heading
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}">' in html
    assert 'name="robots" content="noindex"' in html
    assert not response.cookies
    if status != 500:
        assert f'action="/{language}/search/"' in html


def test_a_host_that_is_not_ours_gets_a_page_too(client):
    response = client.get("/zh/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "无法识别" in response.content.decode()


def test_a_form_without_its_cookie_gets_the_page_of_what_is_not_allowed(db):
    response = errors.forged(RequestFactory().post("/zh/login/"))

    assert response.status_code == 403
    assert "重新打开该页面" in response.content.decode()


def test_the_page_of_a_broken_site_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.broken(RequestFactory().get("/zh/"))
    assert response.status_code == 500


def test_icons_and_the_manifest_are_where_programs_look(client):
    html = client.get("/en/").content.decode()
    assert 'rel="apple-touch-icon" href="/static/tracker/icons/icon-180.png"' in html
    assert '<link rel="manifest" href="/site.webmanifest">' in html
    manifest = client.get("/site.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    for icon in [*manifest.json()["icons"], {"src": client.get("/favicon.ico")["Location"]}]:
        with closing(client.get(icon["src"])) as response:
            assert response.status_code == 200


def test_whoever_found_a_hole_learns_where_to_write(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:security@example.org"
    text = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:security@example.org\n" in text
    assert "\nExpires: 20" in text
