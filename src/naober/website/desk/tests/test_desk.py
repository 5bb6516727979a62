"""The desk's week and what it does for a company: with the names that it may know, no others."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from naober.features.desk.models import Proposal
from naober.features.desk.tests.factories import (
    ContactPersonFactory,
    ConversationFactory,
    FollowUpFactory,
    ProposalFactory,
)
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.features.focus import services as focus_services
from naober.features.focus.tests.factories import ResultFactory, SeatFactory
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.website.desk import monday

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=100)


@pytest.fixture
def client(client, desk):
    client.force_login(desk)
    return client


def keys(desk):
    return {block.key: block for block in monday.week(desk)}


def waiting_match(**need):
    match = MatchFactory(
        offer=ListingFactory(company__name="Zagerij Zwart"), need=ListingFactory(**need)
    )
    at = timezone.now() - timedelta(days=5)
    Interest.objects.create(match=match, side="offer", answer="yes", at=at)
    return match


def test_who_waits_on_whom_with_the_number_to_phone(desk):
    match = waiting_match(direction="need", company__name="Kwekerij Koel")
    phone = ContactPersonFactory(company=match.need_company).phone
    line = keys(desk)["wie-wacht"].lines[0]
    assert "Kwekerij Koel" in line.title
    assert "Zagerij Zwart" in line.text
    assert line.phone == phone


@pytest.mark.parametrize(("level", "shown"), [("own", False), ("desk", True), ("members", True)])
def test_a_name_that_is_hidden_from_the_desk_is_not_on_its_page(client, level, shown):
    who = {"audience_who": level, "audience_contact": level}
    waiting_match(direction="need", company__name="Kwekerij Koel", **who)
    body = client.get(reverse("desk:monday")).content.decode()
    # as a company it may stand there; what waits on it may not
    waits = reverse("desk:list", args=["wie-wacht"])
    assert ("Kwekerij Koel" in client.get(waits).content.decode()) == shown
    assert ("b-wie-wacht" in body) == shown


def test_the_side_that_waits_is_not_named_when_it_hides(client):
    match = waiting_match(direction="need", company__name="Kwekerij Koel")
    hidden = {"audience_who": "own", "audience_contact": "own"}
    Listing.objects.filter(pk=match.offer_id).update(**hidden)
    body = client.get(reverse("desk:list", args=["wie-wacht"])).content.decode()
    assert "Kwekerij Koel" in body
    assert "Zagerij Zwart" not in body


def test_nothing_of_what_is_for_a_companys_own_eyes_is_counted(desk):
    waiting_match(direction="need", audience="own", audience_who="own", audience_contact="own",
                  audience_amount="own", audience_price="own")  # fmt: skip
    assert "wie-wacht" not in keys(desk)


def test_new_matches_worth_a_call_until_somebody_answers(desk):
    match = MatchFactory(score=0.9)
    assert "bellen" in keys(desk)
    Interest.objects.create(match=match, side="need", answer="no")
    assert "bellen" not in keys(desk)
    MatchFactory(score=0.2)
    old = MatchFactory(score=0.9)
    Match.objects.filter(pk=old.pk).update(first_seen_at=timezone.now() - LONG_AGO)
    assert "bellen" not in keys(desk)


def test_what_ends_who_is_quiet_and_what_was_promised(desk):
    soon = timezone.localdate() + timedelta(days=3)
    ListingFactory(expires_on=soon)
    FollowUpFactory(due=timezone.localdate())
    FollowUpFactory(due=timezone.localdate() + timedelta(days=9))
    ProposalFactory()
    silent = CompanyFactory(name="Stille Molen")
    Company.objects.filter(pk=silent.pk).update(created_at=timezone.now() - LONG_AGO)
    found = keys(desk)
    assert len(found["loopt-af"].lines) == 1
    assert len(found["doen"].lines) == 1
    assert len(found["voorstellen"].lines) == 1
    assert [line.title for line in found["stil"].lines] == ["Stille Molen"]
    ConversationFactory(company=silent)
    assert "stil" not in keys(desk)


def test_nobody_spoken_with_has_front_runners_first_and_a_way_to_all(client):
    for number in range(7):
        CompanyFactory(name=f"Bedrijf {number}", is_front_runner=number == 6)
    body = client.get(reverse("desk:monday")).content.decode()
    assert body.index("Bedrijf 6") < body.index("Bedrijf 0")
    assert "Bedrijf 5" not in body
    assert "Bedrijf 5" in client.get(reverse("desk:list", args=["nooit"])).content.decode()
    assert client.get(reverse("desk:list", args=["onzin"])).status_code == 404


def test_a_phone_number_that_is_for_colleagues_only_is_not_shown(desk):
    company = CompanyFactory()
    person = UserFactory(phone="0591 111", phone_level="own")
    MembershipFactory(company=company, user=person)
    assert monday.whom_to_phone([company.pk]) == {}
    person.phone_level = "desk"
    person.save()
    assert [said for _name, said in monday.whom_to_phone([company.pk]).values()] == ["0591 111"]


def fill(n):
    """Every block but those of people who ask something, with names of its own."""
    soon = timezone.localdate() + timedelta(days=3)
    for _number in range(n):
        at = timezone.now() - timedelta(days=5)
        Interest.objects.create(match=MatchFactory(score=0.9), side="offer", answer="yes", at=at)
        MatchFactory(score=0.8, offer__expires_on=soon)
        FollowUpFactory()
        ProposalFactory()


def test_the_week_asks_as_much_of_the_database_with_many_as_with_some(
    client, django_assert_num_queries
):
    url = reverse("desk:monday")
    client.get(url)
    fill(5)
    with CaptureQueriesContext(connection) as some:
        client.get(url)
    fill(15)
    with django_assert_num_queries(len(some)):
        client.get(url)
    assert len(some) <= 45


def test_a_listing_from_a_conversation_is_placed_for_the_company_with_its_name_hidden(client):
    one = ProposalFactory()
    data = {f"p{one.pk}-text": one.text, f"p{one.pk}-direction": "offer"}
    answer = client.post(reverse("desk:proposal-accept", args=[one.pk]), data)
    assert answer.status_code == 302
    made = Listing.objects.get()
    one.refresh_from_db()
    assert made.company == one.conversation.company
    assert made.entered_by_desk
    assert made.is_veiled
    assert made.audience_who == "desk"
    assert one.result == f"exchange.listing:{made.pk}"
    page = client.get(reverse("desk:conversation", args=[one.conversation_id]))
    assert reverse("exchange:listing", args=[made.pk]) in page.content.decode()


def test_a_listing_that_cannot_be_placed_leaves_the_proposal_open(client):
    one = ProposalFactory()
    data = {f"p{one.pk}-text": "", f"p{one.pk}-direction": "offer"}
    answer = client.post(reverse("desk:proposal-accept", args=[one.pk]), data)
    assert answer.status_code == 422
    assert Proposal.objects.get().state == "open"
    assert not Listing.objects.exists()


def test_notes_are_for_the_desk_only(client, django_user_model):
    talk = ConversationFactory(notes="Zeer vertrouwelijk gezegd: zwaluwstaart")
    person = MembershipFactory(company=talk.company).user
    board = UserFactory(desk_role="board")
    for other in (person, board):
        client.force_login(other)
        for url in ("home", "search", "members:directory"):
            body = client.get(reverse(url), {"q": "zwaluwstaart"}).content.decode()
            assert "Zeer vertrouwelijk" not in body
        body = client.get(talk.company.get_absolute_url()).content.decode()
        assert "zwaluwstaart" not in body


def test_the_workbook_has_what_was_chosen_and_no_hidden_name(client):
    hidden = {"audience_who": "own", "audience_contact": "own"}
    ListingFactory(company__name="Zagerij Zwart", **hidden)
    ListingFactory(company__name="Kwekerij Koel")
    ContactPersonFactory(company__name="=1+1", note="@SUM(A1)")
    sheets = ["companies", "people", "listings", "matches", "funnel", "proposals",
              "conversations", "follow_ups"]  # fmt: skip
    answer = client.post(reverse("desk:export"), {"sheets": sheets})
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == len(sheets)
    listed = {row[1].value for row in book.worksheets[5].iter_rows(min_row=2)}
    assert "Kwekerij Koel" in listed
    assert "Zagerij Zwart" not in listed
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types


def test_a_stage_follows_another_or_is_refused(client):
    company = CompanyFactory(stage="prospect")
    url = reverse("desk:stage", args=[company.pk])
    client.post(url, {"stage": "invited"})
    company.refresh_from_db()
    assert company.stage == "invited"
    for nonsense in ("prospect", "onzin", ""):
        assert client.post(url, {"stage": nonsense}).status_code == 302
    company.refresh_from_db()
    assert company.stage == "invited"


def test_pasted_lines_become_companies(client):
    answer = client.post(reverse("desk:prospects"), {"lines": "Weverij Het Weefgetouw"})
    assert answer.status_code == 302
    look = client.get(answer.url)
    assert "Weverij Het Weefgetouw" in look.content.decode()
    done = client.post(answer.url, {"take": ["1"], "do": "import"})
    assert done.status_code == 302
    assert Company.objects.filter(name="Weverij Het Weefgetouw", stage="prospect").exists()


def test_a_result_that_nobody_confirmed_stands_there_with_whom_to_phone(desk):
    one = SeatFactory(company__name="Kwekerij Koel")
    other = SeatFactory(group=one.group, company__name="Zagerij Zwart")
    phone = ContactPersonFactory(company=other.company).phone
    made = ResultFactory(point=one.group.point, by=one.user, company=one.company)
    [line] = keys(desk)["resultaten"].lines
    assert line.title.startswith("Zagerij Zwart")
    assert line.text.startswith("Kwekerij Koel")
    assert line.text.count("Kwekerij") == 1
    assert (line.company, line.phone) == (other.company.pk, phone)
    focus_services.confirm_result(result=made, by=other.user)
    assert "resultaten" not in keys(desk)


def test_a_result_that_nobody_can_confirm_says_so(desk):
    made = ResultFactory(company=None, by=desk)
    [line] = keys(desk)["resultaten"].lines
    assert line.company is None
    assert line.url == made.point.get_absolute_url()
