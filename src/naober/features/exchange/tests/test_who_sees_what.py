"""Who may see a listing, and who may read whose it is: every kind of person x every audience."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import selectors
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.tests.factories import (
    CompanyFactory,
    ListingFactory,
    MatchFactory,
    MembershipFactory,
    UserFactory,
    person_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return CompanyFactory()


@pytest.fixture
def people(company):
    left = person_of(company)
    left.memberships.update(ended_on=timezone.localdate())
    return {
        "stranger": AnonymousUser(),
        "no member": UserFactory(),
        "left": left,
        "colleague": person_of(company),
        "neighbour": person_of(CompanyFactory()),
        "desk": UserFactory(desk_role="desk"),
        "board": UserFactory(desk_role="board"),
    }


EVERYBODY = {"colleague", "neighbour", "desk", "board"}
US, DESK, ALL = {"colleague"}, {"colleague", "desk"}, {"stranger", "no member", "left", *EVERYBODY}
#  audience, who reads the name, entered by the desk -> who sees it, who may read the name
AUDIENCES = [
    ("members", "members", False, EVERYBODY, EVERYBODY),
    ("members", "own", False, EVERYBODY, US),
    ("members", "own", True, EVERYBODY, DESK),
    ("members", "desk", False, EVERYBODY, DESK),
    ("own", "own", False, US, US),
    ("own", "own", True, DESK, DESK),
    ("desk", "own", False, DESK, US),
    ("desk", "desk", False, DESK, DESK),
    ("neighbours", "neighbours", False, EVERYBODY, EVERYBODY),
    ("public", "own", False, ALL, US),
    ("public", "members", False, ALL, EVERYBODY),
    ("public", "public", False, ALL, ALL),
]


@pytest.mark.parametrize(("audience", "who", "by_desk", "sees", "names"), AUDIENCES)
def test_listing(company, people, audience, who, by_desk, sees, names):
    ListingFactory(company=company, audience=audience, audience_who=who, entered_by_desk=by_desk)
    visible = {who for who, p in people.items() if Listing.objects.visible_to(p).exists()}
    named = {who for who, p in people.items() if Listing.objects.named_to(p).exists()}
    assert (visible, named) == (sees, names)


@pytest.mark.parametrize("state", ["expired", "closed"])
def test_what_is_over_is_there_for_its_own_people_only(company, people, state):
    over = {"expired": {"expires_on": timezone.localdate() - timedelta(days=1)}}
    ListingFactory(company=company, **over.get(state, {"closed_at": timezone.now()}))
    assert not Listing.objects.open().exists()
    visible = {who for who, p in people.items() if Listing.objects.visible_to(p).exists()}
    assert visible == {"colleague"}


def test_a_listing_is_open_on_its_last_day():
    ListingFactory(expires_on=timezone.localdate())
    assert Listing.objects.open().exists()


def test_an_introduction_shows_the_two_listings_to_each_other_and_to_nobody_else(people):
    offer = ListingFactory(audience_who="own")
    need = ListingFactory(direction="need", audience_who="own")
    giver, taker = person_of(offer.company), person_of(need.company)
    match = MatchFactory(offer=offer, need=need)
    assert not Listing.objects.named_to(taker).filter(pk=offer.pk).exists()
    match.introduced_at = timezone.now()
    match.save()
    assert set(Listing.objects.named_to(taker)) == {offer, need}
    assert set(Listing.objects.named_to(giver)) == {offer, need}
    assert not Listing.objects.named_to(people["neighbour"]).exists()


def test_a_match_is_for_the_two_sides_only(people):
    match = MatchFactory()
    both = {person_of(match.offer.company), person_of(match.need.company)}
    assert all(Match.objects.visible_to(person).exists() for person in both)
    assert not any(Match.objects.visible_to(person).exists() for person in people.values())


def test_a_match_with_a_private_listing_appears_on_the_other_side_after_its_yes():
    match = MatchFactory(need__audience="own")
    giver, taker = person_of(match.offer.company), person_of(match.need.company)
    assert Match.objects.visible_to(taker).exists()
    assert not Match.objects.visible_to(giver).exists()
    Interest.objects.create(match=match, side="need", answer="yes")
    assert Match.objects.visible_to(giver).exists()


def test_a_match_of_an_expired_listing_drops_out_unless_they_were_introduced():
    match = MatchFactory(offer__expires_on=timezone.localdate() - timedelta(days=1))
    taker = person_of(match.need.company)
    assert not selectors.matches_of(taker).exists()
    Match.objects.update(introduced_at=timezone.now())
    assert selectors.matches_of(taker).exists()


def test_what_waits_for_me_stands_first_and_what_was_declined_last():
    need = ListingFactory(direction="need")
    me = person_of(need.company)
    made = {name: MatchFactory(need=need, score=0.9) for name in ("new", "said yes", "no")}
    made["asked"] = MatchFactory(need=need, score=0.1)
    made["known"] = MatchFactory(need=need, introduced_at=timezone.now())
    Interest.objects.create(match=made["asked"], side="offer", answer="yes")
    Interest.objects.create(match=made["said yes"], side="need", answer="yes")
    Interest.objects.create(match=made["no"], side="offer", answer="no")
    order = [next(n for n, m in made.items() if m == match) for match in selectors.matches_of(me)]
    assert order == ["asked", "known", "new", "said yes", "no"]
    (waiting,) = selectors.waiting_for(me)
    assert waiting.text.startswith("1 ")


def test_somebody_without_a_running_role_has_no_matches():
    match = MatchFactory()
    MembershipFactory(company=match.offer.company, ended_on=timezone.localdate())
    left = match.offer.company.memberships.get().user
    assert not selectors.matches_of(left).exists()


def test_an_answer_is_for_the_side_that_gave_it():
    match = MatchFactory()
    given = Interest.objects.create(match=match, side="offer", answer="no", reason="quality")
    assert given in Interest.objects.visible_to(person_of(match.offer_company))
    assert given not in Interest.objects.visible_to(person_of(match.need_company))


@pytest.mark.parametrize(("stage", "links"), [("member", True), ("prospect", False)])
def test_a_name_that_all_may_read_is_a_way_in_only_where_there_is_one(client, stage, links):
    shown = ListingFactory(audience="public", audience_who="public")
    client.force_login(MembershipFactory(company=CompanyFactory(stage=stage)).user)
    page = client.get(reverse("exchange:listing", args=[shown.pk])).content.decode()
    assert shown.company.name in page
    assert (f'href="{shown.company.get_absolute_url()}"' in page) is links
