"""What an automatic check finds on the pages of the desk besides the review, in light and dark."""

from typing import Any

from tests.e2e.test_accessibility import grave_findings, schemes
from tests.e2e.test_roles import sign_in

PAGES = (
    "/admin/",
    "/admin/review/decisions/",
    "/admin/events/event/",
    "/admin/events/event/?kind=funding",
    "/admin/events/event/add/?kind=funding",
    "/admin/events/event/import/",
    "/admin/people/company/",
    "/admin/people/company/import/",
    "/admin/people/affiliation/",
    "/admin/people/resemblance/",
    "/admin/events/contradiction/",
    "/admin/events/article/",
    "/admin/events/source/",
    "/admin/events/rule/",
    "/admin/events/rule/add/",
    "/admin/events/suggestion/",
    "/admin/events/case/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/group/",
    "/admin/accounts/apitoken/",
    "/accounts/",
    "/accounts/sessions/",
    "/accounts/tokens/",
    "/accounts/webhooks/",
)


@schemes
def test_no_page_of_the_desk_has_a_grave_finding(visitor: Any, language: str, scheme: str) -> None:
    member = visitor(language, color_scheme=scheme, bypass_csp=True)  # the check sets styles
    sign_in(member, "administrator")

    found, statuses = {}, {}
    for path in PAGES:
        statuses[path] = member.go(path)
        found[path] = grave_findings(member.page)

    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert {path: findings for path, findings in found.items() if findings} == {}


@schemes
def test_no_form_of_a_record_has_a_grave_finding(visitor: Any, language: str, scheme: str) -> None:
    member = visitor(language, color_scheme=scheme, bypass_csp=True)  # the check sets styles
    sign_in(member, "administrator")

    found = {}
    for listed in ("events/event", "people/person", "people/affiliation", "auth/user"):
        member.go(f"/admin/{listed}/")
        member.page.locator("#result_list tbody th a").first.click()
        member.page.wait_for_url("**/change/**")
        found[listed] = grave_findings(member.page)
        member.page.goto(member.page.url.partition("?")[0].replace("/change/", "/history/"))
        found[f"{listed} history"] = grave_findings(member.page)

    assert {path: findings for path, findings in found.items() if findings} == {}
