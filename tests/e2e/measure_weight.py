"""What pages weigh and how soon they stand, on a phone with a slow connection.

    python -m tests.e2e.measure_weight http://localhost:8000
    python -m tests.e2e.measure_weight http://localhost:8000 /zh/companies/baichuan/ /en/talent/

Each page is opened three times in a fresh window of a phone whose processor is four times slower
than this machine's, over 1.6 Mbit/s with 150 ms to the server and back. Told are the kilobytes
that came over the line, style and script with them, and the median of when the largest text stood.
It ends with 1 where a page breaks a budget.
"""

import argparse
import shutil
import statistics
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, ViewportSize, sync_playwright

from tests.e2e.conftest import ARGUMENTS, BROWSERS

PAGES = ("/en/", "/zh/", "/zh/companies/openai/", "/zh/people/ilya-sutskever/", "/en/statistics/")
TIMES = 3
PAGE_KB, SCRIPT_KB, LCP_MS = 60.0, 30.0, 2000.0
SLOWDOWN = 4
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
PHONE: ViewportSize = {"width": 375, "height": 812}
LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(NaN), 5000);
})"""


@dataclass(frozen=True, slots=True)
class Measured:
    page_kb: float
    """Document, style and script."""
    script_kb: float
    lcp_ms: float

    @property
    def within(self) -> bool:
        return self.page_kb < PAGE_KB and self.script_kb < SCRIPT_KB and self.lcp_ms < LCP_MS


def visit(browser: Browser, address: str) -> Measured:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    weights = _weights(line)
    response = page.goto(address, wait_until="networkidle")
    assert response is not None, address
    assert response.ok, f"{address}: {response.status}"
    lcp = page.evaluate(LARGEST)
    context.close()
    kilobytes = {kind: weight / 1000 for kind, weight in weights.items()}
    page_kb = sum(kilobytes.get(kind, 0.0) for kind in ("Document", "Stylesheet", "Script"))
    return Measured(page_kb, kilobytes.get("Script", 0.0), lcp)


def _weights(line: CDPSession) -> Counter[str]:
    """The bytes of each type of resource as they came over the line, counted while they come."""
    types: dict[str, str] = {}
    weights: Counter[str] = Counter()

    def answered(event: dict[str, Any]) -> None:
        types[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        weights[types.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", finished)
    return weights


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", help="such as http://localhost:8000")
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths; some of the demo's if none")
    asked = parser.parse_args()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, f"No browser was found: install one of {', '.join(BROWSERS)}."
    good = True
    tell("| page | kB with CSS and script | of it script | largest text after, ms |")
    tell("| --- | --: | --: | --: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for path in asked.pages:
            visits = [visit(browser, asked.site.rstrip("/") + path) for _ in range(TIMES)]
            told = Measured(
                max(one.page_kb for one in visits),
                max(one.script_kb for one in visits),
                statistics.median(one.lcp_ms for one in visits),
            )
            good &= told.within
            mark = "" if told.within else " over budget"
            figures = f"{told.page_kb:.1f} | {told.script_kb:.1f} | {told.lcp_ms:.0f}{mark}"
            tell(f"| `{path}` | {figures} |")
        browser.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
