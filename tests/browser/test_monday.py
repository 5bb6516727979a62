"""The desk's Monday morning, walked in a real browser: who waits, a call, its notes, what they
give, a prospect invited, a company that stood there twice, and the workbook to take along."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from naober.features.desk.models import FollowUp
from naober.features.exchange import services
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members.models import Collective, Company, Invitation, Site
from naober.foundation.members.tests.factories import UserFactory
from tests.browser.test_walks import NEED, OFFER, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NOTES = "Zij houden 6 ton bostel per week over. Volgende week bellen over de koelcel."


@pytest.fixture
def monday():
    """A yes that waits for five days, a prospect, and one company under two names."""
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe")
    (giver, _), (taker, person) = company_with_person("Vezelwerk"), company_with_person("Snipper")
    say(giver, OFFER)
    say(taker, NEED)
    services.express_interest(match=Match.objects.get(), side="need", by=person)
    Interest.objects.update(at=timezone.now() - timedelta(days=5))
    for name, stage in [
        ("Ketelbouw Vuurkolk", Company.Stage.SPOKEN),
        ("Brouwerij Hopvlonder", Company.Stage.MEMBER),
        ("Brouwerij Hop-Vlonder B.V.", Company.Stage.PROSPECT),
    ]:
        Site.objects.create(company=Company.objects.create(name=name, stage=stage), place="Assen")
    return UserFactory(desk_role="desk")


def test_the_desk_s_monday_morning(page: Page, live_server, monday):
    sign_in(page, live_server, monday)
    main = page.locator("main")
    save = page.locator("main form button.btn-primary")

    # Somebody waits: the desk phones the neighbour, and notes what was said.
    page.goto(f"{live_server.url}/bureau/")
    waiting = page.locator("section.card", has=page.get_by_text(re.compile("Snipper wacht")))
    waiting.get_by_role("link", name=re.compile("^Gesproken: Vezelwerk")).first.click()
    page.locator("textarea[name=notes]").fill(NOTES)
    save.click()
    taking = page.locator("article.proposal", has_text="bostel")
    taking.get_by_role("button", name=re.compile("^Overnemen")).click()
    expect(taking).to_contain_text("overgenomen")
    made = Listing.objects.get(text__icontains="bostel")
    assert (made.company.name, made.entered_by_desk, made.audience_who) == (
        "Vezelwerk",
        True,
        "desk",
    )

    # Their answer to the neighbour who waits, given on their behalf and marked so.
    page.goto(f"{live_server.url}/halen-en-brengen/namens/{made.company_id}/")
    page.get_by_role("button", name="Ja, stel ons voor").first.click()
    expect(page).to_have_url(re.compile("/namens/"))
    assert Match.objects.introduced().count() == 1
    assert Interest.objects.get(side="offer").on_behalf

    # Something promised.
    page.goto(f"{live_server.url}/bureau/bedrijven/{made.company_id}/")
    page.get_by_role("link", name="Noteer iets om te doen").click()
    page.locator("main [name=text]").fill("De folder sturen")
    save.click()
    assert FollowUp.objects.filter(text="De folder sturen").exists()

    # A prospect is asked in, and stands a step further in the funnel.
    prospect = Company.objects.get(name="Ketelbouw Vuurkolk")
    page.goto(f"{live_server.url}/bedrijven/{prospect.pk}/mensen/uitnodigen/")
    page.locator("main [name=name]").fill("Roelie Vuurkolk")
    page.locator("main [name=email]").fill("roelie@naober.example")
    page.locator("main input[name=roles][value=direction]").check()
    save.click()
    expect(page.get_by_text("Roelie Vuurkolk").first).to_be_visible()
    assert Invitation.objects.get().company == prospect
    page.goto(f"{live_server.url}/bureau/trechter/")
    page.get_by_role("link", name=re.compile("^uitgenodigd")).click()
    expect(main).to_contain_text("Ketelbouw Vuurkolk")

    # One brewery under two names.
    page.goto(f"{live_server.url}/bureau/dubbelen/")
    page.get_by_role("link", name=re.compile("Hopvlonder")).first.click()
    page.locator("#sure").check()
    page.get_by_role("button", name="Maak er één van").click()
    assert Company.objects.exclude(merged_into=None).count() == 1

    # And all of it to take along.
    page.goto(f"{live_server.url}/bureau/export/")
    with page.expect_download() as given:
        save.click()
    assert given.value.suggested_filename.endswith(".xlsx")
