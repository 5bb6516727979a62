"""The whole chain, once, through pages as people do it.

A challenge that a member types is recognised by two others, chosen in a round, and taken up by a
working group that the desk lets the others into. The group meets, its minutes become a decision and
an action, the action is done, one company reports a result and another confirms it; and a mail
tells the first member what became of it.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from naober.features.agenda.models import Challenge, Recognition, State
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.exchange.tests.factories import company_with_person
from naober.features.focus.models import Action, Decision, FocusPoint, Result, WorkingGroup
from naober.features.meetings.models import Meeting
from naober.features.weighing.models import Round
from naober.foundation.members.models import Collective
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest
from tests.browser.test_walks import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
CHALLENGE = "Wij vinden geen monteurs voor de nachtdienst"
DECISION = "We beginnen met een klas van twaalf"
ACTION = "Het lesplan van de school opvragen"
BROUGHT = "12 mensen als monteur aan het werk"
MAIN = "main form button.btn-primary"


@pytest.fixture
def cast():
    Collective.objects.create(name="Collectief Drenthe", region="Drenthe")
    people = {name: company_with_person(name) for name in ("Vezelwerk", "Snipper", "Ketelbouw")}
    for name, (_company, person) in people.items():
        person.name = f"Jannie {name}"
        person.save()
    return {name: person for name, (_company, person) in people.items()}


@pytest.fixture
def desk():
    return UserFactory(desk_role="desk", name="Bureau")


class Walker:
    """Signs in as whoever is next, in the one browser window."""

    def __init__(self, page: Page, live_server) -> None:
        self.page, self.server = page, live_server
        self.main = page.locator("main")

    def come_in(self, user) -> None:
        self.page.context.clear_cookies()
        sign_in(self.page, self.server, user)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main form [name={name}]").first.fill(value)

    def choose(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main form [name={name}]").first.select_option(value)

    def press(self, words: str) -> None:
        self.main.get_by_role("button", name=words).first.click()
        expect(self.page.locator("main h1")).to_be_visible()

    def follow(self, words: str) -> None:
        self.main.get_by_role("link", name=words).first.click()
        expect(self.page.locator("main h1")).to_be_visible()


@pytest.fixture
def walker(page: Page, live_server):
    return Walker(page, live_server)


def test_from_a_challenge_to_a_confirmed_result_and_the_mail_that_tells_it(walker, cast, desk):
    challenge = _raised_and_recognised(walker, cast)
    chosen = _weighed(walker, cast, desk, challenge)
    assert [one.challenge for one in chosen.candidates.filter(chosen=True)] == [challenge]
    group = _taken_up(walker, cast, desk, challenge)
    assert group.point.challenges.get() == challenge
    _let_in(walker, desk, group)
    meeting = _announced(walker, cast, desk, group)
    _held_with_minutes(walker, desk, meeting)
    _done(walker, cast)
    _reported_and_confirmed(walker, cast, desk, group)
    challenge.refresh_from_db()
    assert challenge.state == State.DONE

    Mail.objects.all().delete()
    digest.send(cast["Vezelwerk"], timezone.localdate() + timedelta(days=7))
    told = Mail.objects.get(email=cast["Vezelwerk"].email).text
    assert CHALLENGE in told
    assert BROUGHT in told
    walker.come_in(cast["Vezelwerk"])
    walker.open(challenge.get_absolute_url())
    expect(walker.main).to_contain_text(BROUGHT)


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


def _let_in(walker: Walker, desk, group: WorkingGroup) -> None:
    """From the page of the focus point, as the desk would find it."""
    walker.come_in(desk)
    walker.open(group.point.get_absolute_url())
    walker.follow("Naar de acties")
    walker.follow("Leden en opdracht")
    for left in (1, 0):
        walker.press("Binnenlaten")
        expect(walker.main.get_by_role("button", name="Binnenlaten")).to_have_count(left)
    assert set(group.seats.values_list("state", flat=True)) == {"in"}


def _announced(walker: Walker, cast, desk, group: WorkingGroup) -> Meeting:
    """Who was asked says yes by the link in the mail, without signing in."""
    walker.open("/bijeenkomsten/nieuw/")
    walker.fill(title="Eerste overleg", day=(timezone.localdate() + timedelta(days=9)).isoformat())
    walker.choose(kind="group", for_whom="invited", working_group=str(group.pk))
    walker.press("Bewaren")
    meeting = Meeting.objects.get()
    walker.follow("De agenda")
    walker.main.get_by_role("button", name="Samen monteurs opleiden").click()
    expect(walker.main.locator(".points")).to_contain_text("Samen monteurs opleiden")
    walker.open(meeting.get_absolute_url())
    walker.follow("Aankondigen en uitnodigen")
    walker.press("Aankondigen en versturen")
    walker.page.context.clear_cookies()
    for name in ("Snipper", "Ketelbouw"):
        mail = Mail.objects.get(email=cast[name].email, key__startswith="meetings.invite:")
        walker.open(re.search(r"/doen/\S+", mail.text)[0])
        walker.press("Ja, ik kom")
        expect(walker.main).to_contain_text("Eerste overleg")
    assert meeting.invitees.filter(answer="yes").count() == 2
    return meeting


def _held_with_minutes(walker: Walker, desk, meeting: Meeting) -> None:
    """Nine days go by: the meeting has just begun."""
    begun = timezone.now() - timedelta(minutes=5)
    Meeting.objects.update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    walker.come_in(desk)
    walker.open(meeting.get_absolute_url())
    walker.follow("Lijst bij de deur")
    for name in ("Jannie Ketelbouw", "Jannie Snipper"):
        walker.press(name)
    expect(walker.page.locator("#here")).to_contain_text("2")
    walker.open(meeting.get_absolute_url())
    walker.follow("Verslag")
    day = f"{timezone.localdate() + timedelta(days=20):%d-%m-%Y}"
    text = f"Besluit: {DECISION}\nActie: Jannie Snipper, {ACTION}, {day}"
    walker.fill(text=text)
    expect(walker.page.locator("#read")).to_contain_text("Jannie Snipper")
    walker.press("Opslaan")
    walker.press("Het is geweest")
    walker.open(f"{meeting.get_absolute_url()}verslag/")
    walker.press("Delen")
    assert Decision.objects.get().text == DECISION
    assert Action.objects.get().text == ACTION


def _done(walker: Walker, cast) -> None:
    walker.come_in(cast["Snipper"])
    walker.open("/agenda/acties/")
    expect(walker.main).to_contain_text(ACTION)
    walker.page.locator("button.todo__tick").click()
    expect(walker.page.locator(".todo--done")).to_contain_text(ACTION)
    assert Action.objects.get().done_by == cast["Snipper"]


def _reported_and_confirmed(walker: Walker, cast, desk, group: WorkingGroup) -> None:
    """Neither who reported it nor a colleague is asked whether it is so; another company is."""
    colleague = MembershipFactory(company=group.seats.get(user=cast["Snipper"]).company).user
    walker.open(group.point.get_absolute_url())
    walker.follow("Een resultaat melden")
    walker.fill(value="12", unit="mensen", what="als monteur aan het werk")
    walker.press("Melden")
    expect(walker.main).to_contain_text("nog niet bevestigd")
    yes = walker.main.get_by_role("button", name="Ja, dat klopt")
    expect(yes).to_have_count(0)
    walker.come_in(colleague)
    walker.open(group.point.get_absolute_url())
    expect(yes).to_have_count(0)
    walker.come_in(cast["Ketelbouw"])
    walker.open(group.point.get_absolute_url())
    yes.click()
    expect(walker.main.locator(".chip--yes")).to_contain_text("bevestigd")
    assert Result.objects.get().confirmed_company.name == "Ketelbouw"
