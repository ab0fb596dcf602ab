"""How long the desk takes from the key that decides a fact to the next fact, in a real browser.

Start `make demo`, then: .venv/bin/python -m tests.measure_desk PASSWORD [ADDRESS] [FACTS]
It decides facts of that site: six of seven are accepted, the seventh is rejected.
"""

import shutil
import statistics
import sys
import time

from playwright.sync_api import Page, sync_playwright

from tests.e2e.conftest import ARGUMENTS, BROWSERS

PAINTED = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"


def main(password: str, address: str = "http://localhost:8000", facts: str = "46") -> None:
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(f"{address}/admin/review/")
        page.locator("[name=login]").fill("editor")
        page.locator("[name=password]").fill(password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/admin/review/")
        press(page, "Enter", focus=".queue-head button")
        taken = sorted(decide(page, number) for number in range(int(facts)))
        browser.close()
    sys.stdout.write(
        f"{len(taken)} decisions: median {statistics.median(taken):.2f} s, "
        f"95 of 100 within {taken[int(len(taken) * 0.95)]:.2f} s\n"
    )


def decide(page: Page, number: int) -> float:
    if not page.locator(".fact-now:not(.fact-done)").count():
        press(page, "s")
    if number % 7 != 6:
        return press(page, "a")
    page.keyboard.press("r")
    return press(page, "3")


def press(page: Page, key: str, *, focus: str = "") -> float:
    """The seconds until what the key leads to is painted."""
    if focus:
        page.locator(focus).focus()
    started = time.perf_counter()
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(key)
    page.evaluate(PAINTED)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
