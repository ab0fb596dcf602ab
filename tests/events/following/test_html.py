"""The pages of followers, the frame and the letters are valid HTML."""

import html5lib
import pytest

from events import inbox
from tests.events.following.conftest import link_in, morning, relay, settle
from tests.factories import event_of

pytestmark = pytest.mark.django_db(transaction=True)


def parse(html):
    """Raises ParseError for the first mistake."""
    html5lib.HTMLParser(strict=True).parse(html)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_on_the_way_is_valid(client, ask, zhipu, language):
    event_of(("company", zhipu), kind="funding", quote="智谱<融资>&扩产。")
    settle()
    place = f"/{language}/companies/zhipu"
    ask(f"{place}/follow/?kind=funding")
    (letter,) = relay()
    confirm = link_in(letter)
    pages = [f"{place}/follow/?kind=funding", f"/{language}/following/asked/", confirm]
    pages += [f"{place}/embed/?theme=dark", f"{place}/embed/?theme=x", f"/{language}/nowhere/"]
    pages += [f"/{language}/?kind=funding&from=2020", f"/{language}/following/confirm/x/"]
    for page in pages:
        parse(client.get(page).content.decode())
    private = client.post(confirm)["Location"]
    for page in (private, f"{private}unsubscribe/", f"/{language}/following/x/"):
        parse(client.get(page).content.decode())


def test_the_letters_are_valid(follower, zhipu):
    row = follower("/zh/follow/")
    event_of(("company", zhipu), kind="funding", quote="智谱<融资>&扩产。", note_en="A & B <c>")

    (letter,) = morning()

    parse(letter.alternatives[0][0])
    assert inbox.token_of(row.seed) in letter.alternatives[0][0]
    assert letter.alternatives[0][1] == "text/html"
