"""A challenge that a member types is recognised by two others, chosen in a round, taken up by a
working group that the others ask to join, and a mail tells the first member what became of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from naober.features.agenda.models import Challenge, Recognition, State
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.exchange.tests.factories import company_with_person
from naober.features.focus.models import FocusPoint, WorkingGroup
from naober.features.weighing.models import Round
from naober.foundation.members.models import Collective
from naober.foundation.members.tests.factories import UserFactory
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest
from tests.browser.test_walks import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
CHALLENGE = "Wij vinden geen monteurs voor de nachtdienst"
MAIN = "main form button.btn-primary"


@pytest.fixture
def cast():
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe")
    people = {name: company_with_person(name) for name in ("Vezelwerk", "Snipper", "Ketelbouw")}
    return {name: person for name, (_company, person) in people.items()}


@pytest.fixture
def desk():
    return UserFactory(desk_role="desk", name="Bureau")


class Walker:
    """Signs in as whoever is next, in the one browser window."""

    def __init__(self, page: Page, live_server) -> None:
        self.page, self.server = page, live_server

    def come_in(self, user) -> None:
        self.page.context.clear_cookies()
        sign_in(self.page, self.server, user)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main form [name={name}]").first.fill(value)

    def press(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words).first.click()
        expect(self.page.locator("main h1")).to_be_visible()


@pytest.fixture
def walker(page: Page, live_server):
    return Walker(page, live_server)


def test_from_a_challenge_to_a_working_group_and_the_mail_that_tells_it(walker, cast, desk):
    challenge = _raised_and_recognised(walker, cast)
    chosen = _weighed(walker, cast, desk, challenge)
    assert [one.challenge for one in chosen.candidates.filter(chosen=True)] == [challenge]
    group = _taken_up(walker, cast, desk, challenge)
    assert group.point.challenges.get() == challenge

    Mail.objects.all().delete()
    digest.send(cast["Vezelwerk"], timezone.localdate() + timedelta(days=7))
    told = Mail.objects.get(email=cast["Vezelwerk"].email).text
    assert CHALLENGE in told


def _raised_and_recognised(walker: Walker, cast) -> Challenge:
    walker.come_in(cast["Vezelwerk"])
    walker.open("/agenda/vraagstukken/nieuw/")
    walker.fill(text=CHALLENGE)
    walker.press("Inbrengen")
    challenge = Challenge.objects.get()
    expect(walker.page).to_have_url(re.compile(f"{challenge.pk}/"))
    for name in ("Snipper", "Ketelbouw"):
        walker.come_in(cast[name])
        walker.open(challenge.get_absolute_url())
        walker.press("Wij ook, met onze naam")
    assert Recognition.objects.filter(challenge=challenge).count() == 2
    expect(walker.page.locator("main")).to_contain_text("Snipper")
    return challenge


def _weighed(walker: Walker, cast, desk, challenge: Challenge) -> Round:
    walker.come_in(desk)
    walker.open("/agenda/rondes/nieuw/")
    closes = timezone.localtime() + timedelta(days=3)
    walker.fill(
        question="Waar werken wij dit jaar aan?",
        budget="40",
        closes_at=closes.strftime("%Y-%m-%dT%H:%M"),
    )
    walker.page.locator("main [name=unit]").select_option("hours")
    walker.page.locator(MAIN).click()
    expect(walker.page).to_have_url(re.compile(r"/kandidaten/"))
    second = ChallengeFactory(company=challenge.company, text="Wij rijden halfleeg terug")
    for one in (challenge, second):
        walker.page.reload()
        walker.page.locator(f"[name=n{one.pk}-cost]").fill("30")
        walker.press("Deze toevoegen")
    made = Round.objects.get()
    walker.open(made.get_absolute_url())
    walker.press("De ronde openen")
    for person in cast.values():
        walker.come_in(person)
        walker.open(f"{made.get_absolute_url()}stem/")
        walker.page.locator("label", has_text=CHALLENGE).click()
        walker.page.locator(MAIN).click()
        expect(walker.page).to_have_url(re.compile(f"/rondes/{made.pk}/$"))
    walker.come_in(desk)
    walker.open(made.get_absolute_url())
    walker.press("Sluiten en tellen")
    walker.press("De uitkomst bevestigen")
    expect(walker.page.locator("main")).to_contain_text(CHALLENGE)
    made.refresh_from_db()
    assert made.state == "decided"
    return made


def _taken_up(walker: Walker, cast, desk, challenge: Challenge) -> WorkingGroup:
    walker.open("/agenda/focuspunten/nieuw/")
    walker.fill(title="Samen monteurs opleiden", goal="Twaalf monteurs erbij in een jaar")
    walker.page.locator(f"[name=challenges][value='{challenge.pk}']").check()
    walker.page.locator(MAIN).click()
    expect(walker.page.locator("main h1")).to_contain_text("Samen monteurs opleiden")
    point = FocusPoint.objects.get()
    challenge.refresh_from_db()
    assert challenge.state == State.CHOSEN
    walker.open(f"/agenda/focuspunten/{point.pk}/groep/")
    walker.fill(name="Werkgroep monteurs")
    walker.page.locator(MAIN).click()
    group = WorkingGroup.objects.get()
    for name in ("Snipper", "Ketelbouw"):
        walker.come_in(cast[name])
        walker.open(group.get_absolute_url())
        walker.press("Ik wil graag meedoen")
    assert group.seats.filter(state="asked").count() == 2
    return group
