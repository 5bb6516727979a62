"""A first-time visitor with an invitation in the mailbox: an answer, one sentence, a match."""

import re

import pytest
from playwright.sync_api import expect

from naober.features.exchange.models import Listing
from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members import services
from naober.foundation.members.models import Collective, Company, User
from naober.foundation.members.services import Invitee
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    SiteFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db(transaction=True)
NEED = "Wij zoeken gewassen PET-vlokken, 150 ton per jaar"
OFFER = "Wij houden 200 ton PET-snippers per jaar over, gewassen"


def test_from_the_mail_to_a_match_within_three_minutes_and_without_a_password(page, live_server):
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe")
    seeker, _person = company_with_person("Vezelwerk Een")
    say(seeker, NEED)
    prospect = SiteFactory(company=CompanyFactory(name="Snipper Twee", stage="spoken")).company
    invitee = Invitee("Geesje Wind", "geesje@snipper.test", ["energy"])
    services.invite(company=prospect, invitee=invitee, by=UserFactory(desk_role="desk"))
    path = re.search(r"http://[^/]+(/doen/\S+)", Mail.objects.get().text)[1]

    page.goto(live_server.url + path)
    page.reload()  # a scanner looked first: nothing happened
    assert not User.objects.filter(email=invitee.email).exists()
    page.get_by_role("button", name="Ja, ik doe mee").click()
    expect(page).to_have_url(f"{live_server.url}/")
    page.locator("textarea[name=text]").fill(OFFER)
    page.get_by_role("button", name="Plaatsen").click()

    expect(page).to_have_url(re.compile(r"/halen-en-brengen/\d+/"))
    expect(page.locator("main")).to_contain_text("Vezelwerk Een")
    assert Listing.objects.filter(company=prospect).count() == 1
    assert Company.objects.get(pk=prospect.pk).stage == "joining"
    assert not User.objects.get(email=invitee.email).has_usable_password()
    page.goto(live_server.url)
    page.goto(f"{live_server.url}/bedrijven/{prospect.pk}/klopt-dit/")
    page.get_by_role("button", name="Ja, dit klopt").click()
    expect(page.locator("main")).to_contain_text("bevestigd")
