"""axe finds nothing, on any page, in any width, in light or dark; nothing sticks out sideways.

The pages are those of `tests/access`: each is opened by everybody named under READERS who may.
"""

from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

import tests.access
from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members.models import Collective, User
from naober.foundation.notifications.models import Mail
from tests.access.cast import Cast, Row, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = [part.name for part in iter_modules(tests.access.__path__) if part.name != "cast"]
VIEWS = [(390, "light"), (1440, "light"), (900, "dark")]
READERS = ["colleague", "desk", "anonymous", "guest"]
READERS_WHO_SEE_ANOTHER_PAGE = {
    "dashboard:power": ["anonymous", "colleague", "desk", "board"],
    "home": ["anonymous", "colleague", "guest", "desk", "board"],
    "exchange:listing": ["anonymous", "member", "colleague", "desk"],
    "exchange:deal": ["colleague", "guest", "desk"],
    "members:company": ["member", "colleague", "desk"],
    "exchange:listings": ["colleague", "guest"],
    "ledger:own": ["colleague", "guest"],
}
NO_PAGES = ("api-1:",)


@pytest.fixture
def cast() -> Cast:
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe", is_fictional=True)
    return make_cast()


@pytest.fixture
def look(browser, live_server, axe):
    """Open an address as somebody; give what is wrong with it in every view."""
    context = browser.new_context(locale="nl-NL", base_url=live_server.url)
    page = context.new_page()

    def look_as(user: User | None, url: str, status: int = 200) -> list[str]:
        context.clear_cookies()
        if user:
            context.add_cookies([_session_of(user, live_server.url)])
        return _faults(page, url, status, axe)

    yield look_as
    context.close()


@pytest.mark.parametrize("part", PARTS)
def test_pages(cast, look, part):
    rows: list[Row] = import_module(f"tests.access.{part}").PAGES
    faults = []
    for name, arguments, statuses in rows:
        opens = dict(zip(cast.people, statuses, strict=True))
        for reader in _readers(name, opens):
            url = reverse(name, args=arguments(cast))
            if _is_page(url):
                faults += look(cast.people[reader], url)
    assert faults == []


def test_pages_with_much_on_them(look):
    """A match that waits, long words, a name that is hidden, and two pages of everything."""
    own, person = company_with_person("Snipperbedrijf Twee")
    other, _ = company_with_person("Noordelijke Vezelwerkplaatsencombinatie " * 3)
    third, _ = company_with_person("Koelhuis Drie")
    mine = say(own, "Wij houden 200 ton PET-snippers per jaar over, gewassen")
    say(other, "Wij zoeken gewassen PET-vlokken, 150 ton per jaar. " + "Energiebesparing" * 20)
    say(third, "PET gezocht voor strapping, 50 ton per jaar", confidential=True)
    for number in range(30):
        say(third, f"Wij zoeken {number + 2} ton gewassen PET-vlokken per jaar")
    pages = ["/", "/halen-en-brengen/", "/halen-en-brengen/matches/", "/zoeken/?q=pet", "/kaart/"]
    pages += ["/bedrijven/", f"/bedrijven/{other.pk}/", f"/halen-en-brengen/{mine.pk}/"]
    assert [fault for url in pages for fault in look(person, url)] == []


def test_the_mailbox_of_the_demo(cast, look, settings):
    settings.DEMO = True
    mail = Mail.objects.create(
        key="test", message_id="<1@test>", email="a@buur.example", subject="Nieuw", text="Dag"
    )
    pages = [reverse("mailbox"), reverse("mailbox-mail", args=[mail.pk])]
    assert [fault for url in pages for fault in look(None, url)] == []


def test_pages_that_are_not_there(cast, look):
    colleague = cast.people["colleague"]
    assert look(None, "/bestaat-niet/", 404) == []
    assert look(colleague, "/bedrijven/999999/", 404) == []
    assert look(colleague, "/bureau/", 404) == []
    assert look(None, "/doen/geen-link/", 404) == []


def _readers(name: str, opens: dict[str, int]) -> list[str]:
    """Who looks: everybody who sees another page than the rest; else the first who may."""
    if name.startswith(NO_PAGES):
        return []
    who = READERS_WHO_SEE_ANOTHER_PAGE.get(name)
    allowed = [reader for reader in who or READERS if opens[reader] == 200]
    return allowed if who else allowed[:1]


def _is_page(url: str) -> bool:
    files = (".csv", ".xlsx", ".json", ".geojson", ".ics", ".pdf", ".pb", "/alles/", "/downloaden/")
    return not url.endswith(files)


def _session_of(user: User, address: str) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    host = urlsplit(address).hostname or ""
    return {"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}


def _faults(page: Page, url: str, status: int, axe) -> list[str]:
    """What axe says and what sticks out, in every view; the page is fetched once."""
    faults = []
    page.set_viewport_size({"width": VIEWS[0][0], "height": 900})
    answer = page.goto(url)
    assert answer
    assert answer.status == status, url
    page.wait_for_load_state("networkidle")
    for width, scheme in VIEWS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # nothing half on its way
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"{url} at {width} {scheme}: {fault}" for fault in axe(page)]
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if beyond > 0:
            faults.append(f"{url} at {width}: {beyond} px sticks out sideways")
    return faults
