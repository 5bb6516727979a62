"""From a leftover to a plan, walked in a real browser: two companies tell what it costs them now,
the desk has a plan made, looks who could leave, asks both and tells them; one reads its own."""

import re

import pytest
from playwright.sync_api import Page, expect

from naober.features.exchange.tests.factories import company_with_person, say
from naober.features.streams import tasks
from naober.features.streams.models import Plan, StreamDetail
from naober.foundation.members.models import Collective, Site
from naober.foundation.members.tests.factories import UserFactory
from tests.browser.test_walks import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
OFFER = "Wij houden 200 ton PET-snippers per jaar over in Emmen"
NEED = "Wij zoeken PET-snippers, 100 ton per jaar in Hoogeveen"


@pytest.fixture
def people():
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe")
    (giver, one), (taker, other) = company_with_person("Vezelwerk"), company_with_person("Snipper")
    for company, place in ((giver, "Emmen"), (taker, "Hoogeveen")):
        Site.objects.filter(company=company).update(place=place)
    say(giver, OFFER)
    say(taker, NEED)
    return one, other, UserFactory(desk_role="desk")


def tell(page: Page, live_server, person, cost: str):
    sign_in(page, live_server, person)
    page.goto(f"{live_server.url}/uitwisselplan/van-ons/")
    page.get_by_role("link", name=re.compile("beslis")).click()
    page.locator("input[name=cost]").fill(cost)
    page.locator("select[name=audience_cost]").select_option("desk")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("main")).to_contain_text(cost)
    page.context.clear_cookies()


def test_from_a_leftover_to_a_plan(page: Page, live_server, people):
    giver, taker, desk = people
    tell(page, live_server, giver, "60-90")
    tell(page, live_server, taker, "650-750")
    assert StreamDetail.objects.count() == 2

    sign_in(page, live_server, desk)
    page.goto(f"{live_server.url}/uitwisselplan/")
    page.locator("input[name=name]").fill("Voorjaar")
    page.get_by_role("button", name="Uitrekenen").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    plan = Plan.objects.get()
    tasks.reckon(plan.pk, plan.asked_at.isoformat())  # what the worker does
    expect(page.locator(".sankey")).to_be_visible()  # it asks by itself

    slider = page.get_by_label("Schuif langs de bedrijven")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator("#left-over")).to_contain_text("Zonder")
    page.get_by_role("button", name="Vraag het beide").click()
    expect(page.locator("#rows").locator("..")).to_contain_text("beide gevraagd")
    page.get_by_role("button", name="Vertel het de bedrijven").click()
    expect(page.get_by_role("button", name="Terugnemen")).to_be_visible()
    page.context.clear_cookies()

    sign_in(page, live_server, taker)
    page.goto(f"{live_server.url}/uitwisselplan/van-ons/")
    expect(page.locator("main")).to_contain_text("Vezelwerk")
    page.get_by_role("link", name="Kijk, en zeg ja of nee").click()
    expect(page.get_by_role("button", name=re.compile("Interesse|Ja"))).to_be_visible()
