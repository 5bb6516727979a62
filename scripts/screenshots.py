"""Write the tour that the README shows: real pages of the demo region, in a real browser."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.chromium import launch_arguments  # noqa: E402  (tests is not installed)

FOLDER = ROOT / "docs" / "screenshots"
NAOBER = Path(sys.executable).with_name("naober")
PERSON, DESK, PASSWORD = "bedrijfsleider@naober.example", "bureau@naober.example", "naober-demo"
SENTENCE = "Wij houden 200 ton PET-snippers per jaar over, gewassen, in Emmen"
SIZES = {390: 844, 900: 900, 1440: 900}
PAGES = {
    "home": "/",
    "say": "/halen-en-brengen/nieuw/",
    "listings": "/halen-en-brengen/",
    "matches": "/halen-en-brengen/matches/",
    "directory": "/bedrijven/",
    "map": "/kaart/",
    "search": "/zoeken/?q=warmte",
    "strength": "/kracht/",
    "brings-us": "/balans/wat-het-ons-brengt/",
    "challenges": "/agenda/",
    "agenda": "/agenda/onze-agenda/",
}
PAGES_OF_THE_DESK = {"week": "/bureau/", "funnel": "/bureau/trechter/", "strength-desk": "/kracht/"}
# Where the address has a number: on which page it stands, and in what.
FIRST = {
    "listing": ("/halen-en-brengen/matches/", ".match__mine a"),
    "deal": ("/halen-en-brengen/samenwerkingen/", ".match__head:has(.chip--yes) a"),
    "challenge": ("/agenda/?tab=own", "main a[href*='/vraagstukken/']:not(.btn)"),
    "round": ("/agenda/rondes/", ".card:has-text('besloten') a"),
    "vote": ("/agenda/rondes/", ".card .btn-primary"),
    "focus": ("/agenda/focuspunten/", "main .card a"),
    "meeting": ("/bijeenkomsten/", "main .card a"),
    "position": ("/standpunten/", "main .card a"),
    "investment": ("/investeringen/", "main .card a"),
}
FIRST_OF_THE_DESK = {"plan": ("/uitwisselplan/", "main ul.plain a")}


def main() -> None:
    """All pages in all sizes and themes with --all; else those that the README shows."""
    wanted = None if "--all" in sys.argv else _shown_in_readme()
    with tempfile.TemporaryDirectory() as data:
        port = _free_port()
        server = _serve(data, port)
        try:
            _take(f"http://127.0.0.1:{port}", wanted)
        finally:
            server.terminate()
            server.wait()


def _shown_in_readme() -> set[str]:
    words = (ROOT / "README.md").read_text().replace(")", " ").split("docs/screenshots/")[1:]
    return {word.split(".png")[0] for word in words}


def _take(address: str, wanted: set[str] | None) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        for width, height in SIZES.items():
            for theme in ("light", "dark"):
                for person in (PERSON, DESK):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=theme,
                        locale="nl-NL",
                        base_url=address,
                    )
                    _tour(context.new_page(), person, f"{width}-{theme}", wanted)
                    context.close()
        browser.close()


def _tour(page: Page, person: str, suffix: str, wanted: set[str] | None) -> None:
    _sign_in(page, person)
    for name, address in _pages_of(page, person).items():
        if wanted is not None and f"{name}-{suffix}" not in wanted:
            continue
        page.goto(address)
        if name == "say":
            page.locator("textarea[name=text]").press_sequentially(SENTENCE)
            page.locator("#say-understood .facts").wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}-{suffix}.png")


def _pages_of(page: Page, person: str) -> dict[str, str]:
    fixed, found = (PAGES_OF_THE_DESK, FIRST_OF_THE_DESK) if person == DESK else (PAGES, FIRST)
    return {**fixed, **{name: _first(page, *where) for name, where in found.items()}}


def _sign_in(page: Page, person: str) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(person)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/")


def _first(page: Page, of: str, selector: str) -> str:
    page.goto(of)
    address = page.locator(selector).first.get_attribute("href")
    if address is None:
        raise RuntimeError(f"the demo's manager finds no {selector} on {of}")
    return address


def _serve(data: str, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "NAOBER_DATA": data}
    environment["DJANGO_SETTINGS_MODULE"] = "naober.website.settings.demo"
    command = [NAOBER, "manage", "serve", "--demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.5)
    server.kill()
    raise RuntimeError("the demo did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
