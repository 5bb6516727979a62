"""axe finds nothing, on any page, in any width, in light or dark; nothing sticks out sideways."""

import pytest
from playwright.sync_api import Page, expect

from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members.models import Collective

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
OPEN = ["/", "/account/login/", "/account/password/reset/", "/does-not-exist/"]
SIGNED_IN = [
    "/",
    "/halen-en-brengen/",
    "/halen-en-brengen/nieuw/",
    "/halen-en-brengen/matches/",
    "/halen-en-brengen/{listing}/",
    "/halen-en-brengen/{listing}/bewerken/",
    "/bedrijven/",
    "/bedrijven/{company}/",
    "/bedrijven/{company}/bewerken/",
    "/bedrijven/{company}/mensen/",
    "/kaart/",
    "/mijn-gegevens/",
    "/zoeken/?q=pet",
    "/account/password/change/",
]
WIDTHS = (390, 900, 1440)


@pytest.fixture
def region():
    """A little of everything: own and other listings, a match, a confidential one."""
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe", is_fictional=True)
    own, person = company_with_person("Snipperbedrijf Twee")
    other, _ = company_with_person("Vezelwerk Een")
    third, _ = company_with_person("Koelhuis Drie")
    listing = say(own, "Wij houden 200 ton PET-snippers per jaar over, gewassen")
    say(other, "Wij zoeken gewassen PET-vlokken, 150 ton per jaar")
    say(third, "PET gezocht voor strapping, 50 ton per jaar", confidential=True)
    return person, {"listing": listing.pk, "company": own.pk}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_anybody_may_open(browser, live_server, axe, scheme, region):
    page = browser.new_context(color_scheme=scheme, locale="nl-NL").new_page()
    _look_at(page, [live_server.url + path for path in OPEN], axe)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_somebody_who_is_signed_in(browser, live_server, axe, scheme, region):
    person, numbers = region
    page = browser.new_context(color_scheme=scheme, locale="nl-NL").new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{live_server.url}/")
    _look_at(page, [live_server.url + path.format(**numbers) for path in SIGNED_IN], axe)


def _look_at(page: Page, addresses: list[str], axe) -> None:
    faults = []
    for address in addresses:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.goto(address)
            assert answer
            assert answer.status == (404 if "does-not-exist" in address else 200), address
            page.wait_for_load_state("networkidle")
            faults += [f"{address} at {width}: {fault}" for fault in axe(page)]
            beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if beyond > 0:
                faults.append(f"{address} at {width}: {beyond} px sticks out sideways")
    assert faults == []
