"""A device is named by its browser and what it runs on."""

import pytest
from django.utils import translation

from tracker.accounts.devices import device_of

MOZILLA = "Mozilla/5.0 "
KIT = " AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            f"{MOZILLA}(X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
            "Firefox on Linux",
        ),
        (
            f"{MOZILLA}(Windows NT 10.0; Win64; x64){KIT}Chrome/129.0 Safari/537.36",
            "Chrome on Windows",
        ),
        (f"{MOZILLA}(Windows NT 10.0){KIT}Chrome/129 Safari/537 Edg/129.0", "Edge on Windows"),
        (
            f"{MOZILLA}(iPhone; like Mac OS X){KIT}Version/17.5 Mobile/15E Safari/604",
            "Safari on iPhone",
        ),
        (
            f"{MOZILLA}(Macintosh; Intel Mac OS X 14_5){KIT}Version/17.5 Safari/605",
            "Safari on macOS",
        ),
        ("curl/8.5.0", "curl"),
        ("另一台电脑", "另一台电脑"),
        ("", "not known"),
    ],
)
def test_a_device_is_named_by_its_browser_and_system(told, words):
    assert device_of(told) == words


def test_it_is_named_in_chinese():
    told = f"{MOZILLA}(Linux; Android 14){KIT}Chrome/116 Mobile Safari/537 MicroMessenger/8.0"
    with translation.override("zh-hans"):
        assert device_of(told) == "微信（Android）"
