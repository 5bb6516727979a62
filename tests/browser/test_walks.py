"""What people come to do, walked in a real browser from the first page to the last."""

import re

import pytest
from playwright.sync_api import Page, expect

from naober.features.exchange.models import Listing
from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members.models import Collective

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
NEED = "Wij zoeken gewassen PET-vlokken, 150 ton per jaar"
OFFER = "Wij houden 200 ton PET-snippers per jaar over, gewassen"


def sign_in(page: Page, live_server, user) -> None:
    page.goto(f"{live_server.url}/account/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{live_server.url}/")


@pytest.fixture
def collective():
    return Collective.objects.create(name="Collectief Drenthe", region="Drenthe")


@pytest.fixture
def neighbours(collective):
    """One who brings and one who seeks, with a person each."""
    return company_with_person("Vezelwerk Een"), company_with_person("Snipperbedrijf Twee")


def test_a_sentence_is_understood_while_typing_and_saved_only_when_asked(
    page, live_server, neighbours
):
    (seeker, _), (_bringer, person) = neighbours
    say(seeker, NEED)
    sign_in(page, live_server, person)
    page.goto(f"{live_server.url}/halen-en-brengen/nieuw/")
    page.locator("textarea[name=text]").press_sequentially(OFFER)
    understood = page.locator("#say-understood")
    expect(understood).to_contain_text("200")
    expect(understood).to_contain_text(re.compile("brengen", re.IGNORECASE))
    expect(page.locator("#say")).to_contain_text("Vezelwerk Een")
    assert Listing.objects.count() == 1

    page.get_by_role("button", name="Plaatsen").click()

    expect(page).to_have_url(re.compile(r"/halen-en-brengen/\d+/"))
    expect(page.locator("main")).to_contain_text(OFFER)
    expect(page.locator("main")).to_contain_text("Vezelwerk Een")
    assert Listing.objects.count() == 2


def test_two_neighbours_say_yes_and_only_then_know_a_confidential_name(
    page, live_server, neighbours, browser
):
    (seeker, first), (bringer, second) = neighbours
    say(seeker, NEED, confidential=True)
    say(bringer, OFFER)
    sign_in(page, live_server, second)
    page.goto(f"{live_server.url}/halen-en-brengen/matches/")
    expect(page.locator("main article")).to_have_count(1)
    expect(page.locator("body")).not_to_contain_text("Vezelwerk Een")
    page.get_by_role("button", name="Interesse").first.click()
    expect(page.locator("body")).not_to_contain_text("Vezelwerk Een")

    other = browser.new_context(locale="nl-NL").new_page()
    sign_in(other, live_server, first)
    other.goto(f"{live_server.url}/halen-en-brengen/matches/")
    other.get_by_role("button", name="Ja, stel ons voor").first.click()
    expect(other.locator("main")).to_contain_text(second.email)

    page.goto(f"{live_server.url}/halen-en-brengen/matches/")
    expect(page.locator("main")).to_contain_text("Vezelwerk Een")
    expect(page.locator("main")).to_contain_text(first.email)


def test_the_same_works_by_keyboard_alone(page, live_server, neighbours):
    (_, _first), (_bringer, person) = neighbours
    sign_in(page, live_server, person)
    page.goto(f"{live_server.url}/halen-en-brengen/nieuw/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class(re.compile("skip"))
    page.locator("textarea[name=text]").focus()
    page.keyboard.type(OFFER)
    expect(page.locator("#say-understood")).to_contain_text("200")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Plaatsen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/halen-en-brengen/\d+/"))


def test_it_works_without_javascript(browser, live_server, neighbours):
    (seeker, _), (_bringer, person) = neighbours
    say(seeker, NEED)
    page = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    sign_in(page, live_server, person)
    page.goto(f"{live_server.url}/halen-en-brengen/nieuw/")
    page.locator("textarea[name=text]").fill(OFFER)
    page.get_by_role("button", name="Eerst bekijken").click()
    expect(page.locator("main")).to_contain_text("Vezelwerk Een")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page).to_have_url(re.compile(r"/halen-en-brengen/\d+/"))


def test_english_is_a_click_away_and_stays(page, live_server, neighbours):
    (_, _person), _other = neighbours
    page.goto(live_server.url)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name=re.compile("English|EN")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
