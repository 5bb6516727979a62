"""After a neighbour's name, place or words, by what one may do oneself; most of it once worked."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from ninja.testing import TestClient

from naober.features.exchange import cards, previews, selectors, services
from naober.features.exchange.api import router
from naober.features.exchange.engine_bridge import as_others_know_it
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.services import Said
from naober.features.exchange.tests.factories import (
    MatchFactory,
    company_with_person,
    person_of,
    say,
)
from naober.foundation.audience.models import Sighting
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.services import save_site
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
api = TestClient(router)
OFFER, NEED = "Wij houden PET-snippers over", "Wij zoeken PET-snippers"


@pytest.fixture
def giver():
    return company_with_person("NaamGever")


@pytest.fixture
def taker():
    return company_with_person("NaamNemer")


def as_seen_by(user, listing):
    found = selectors.listing_for(user, listing.pk)
    return found and cards.listing_cards([found])[0]


def matched(giver, taker, **said):
    """The giver's listing and the taker's, and their match."""
    listing = say(giver[0], OFFER, **said)
    say(taker[0], NEED)
    return listing, Match.objects.get()


def test_moving_ones_own_site_tells_nothing_of_a_hidden_place(giver, taker):
    listing = say(giver[0], OFFER, confidential=True)
    site, seen = taker[0].sites.get(), set()
    for n in range(6):
        company_with_person(f"Nabij {n}"), company_with_person(f"Ver {n}", "Meppel", 52.7, 6.2)
    for place in ("Emmen", "Meppel", "Assen", "Maastricht"):
        site.place = place
        save_site(site=site, by=taker[1])
        card = as_seen_by(taker[1], listing)
        seen.add((card.title, card.place, str(card.facts)))
    assert len(seen) == 1


def test_what_becomes_for_ones_own_company_takes_back_ones_yes(giver, taker):
    listing, match = matched(giver, taker)
    services.express_interest(match=match, side="offer", by=giver[1])
    assert Match.objects.visible_to(taker[1]).exists()
    said = Said("Wij houden geheime hars over", "offer", audience="own")
    services.edit_listing(listing=listing, said=said, by=giver[1])
    assert not Match.objects.visible_to(taker[1]).exists()
    assert as_seen_by(taker[1], listing) is None
    with pytest.raises(PermissionDenied):
        services.express_interest(match=match, side="need", by=taker[1])


def test_what_a_neighbour_was_introduced_by_cannot_become_for_ones_own_eyes(giver, taker):
    listing, match = matched(giver, taker)
    services.express_interest(match=match, side="offer", by=giver[1])
    services.express_interest(match=match, side="need", by=taker[1])
    with pytest.raises(ValidationError, match="kent deze al"):
        services.edit_listing(
            listing=listing, said=Said("Geheim plan", "offer", audience="own"), by=giver[1]
        )
    assert as_seen_by(taker[1], listing).text == OFFER


def test_a_reply_that_gets_other_words_is_no_reply_any_more(giver, taker):
    listing = say(giver[0], OFFER)
    match = services.reply_to_listing(listing=listing, company=taker[0], by=taker[1])
    reply = match.need
    said = Said(reply.text, "need", audience="own", reference="bellen")
    services.edit_listing(listing=reply, said=said, by=taker[1])
    assert Match.objects.visible_to(giver[1]).exists()  # one's own note changes nothing
    said = Said("Wij zoeken geheime hars", "need", audience="own")
    services.edit_listing(listing=reply, said=said, by=taker[1])
    assert not Match.objects.visible_to(giver[1]).exists()
    assert not Listing.objects.get(pk=reply.pk).is_reply


def test_a_yes_to_a_page_is_never_given_for_what_is_for_ones_own_eyes(giver, taker):
    secret = say(taker[0], NEED, audience="own")
    listing = say(giver[0], OFFER)
    match = services.reply_to_listing(listing=listing, company=taker[0], by=taker[1])
    assert match.need != secret
    assert not Interest.objects.filter(match__need=secret).exists()


def test_the_desk_answers_for_a_company_without_its_own_only_listings(giver, taker):
    say(taker[0], NEED, audience="own")
    desk = UserFactory(desk_role="desk")
    match = services.reply_to_listing(listing=say(giver[0], OFFER), company=taker[0], by=desk)
    assert match.need.is_reply


def test_what_the_desk_wrote_down_and_the_company_said_anew_is_the_companys(giver):
    desk = UserFactory(desk_role="desk")
    listing = say(giver[0], OFFER, by=desk)
    assert as_seen_by(desk, listing).own
    said = Said("Wij houden geheime hars over", "offer", who="own")
    services.edit_listing(listing=listing, said=said, by=giver[1])
    assert as_seen_by(desk, listing).hidden


def test_the_desks_choice_of_companies_does_not_lack_the_hidden_one(giver, taker):
    listing = say(giver[0], OFFER, confidential=True)
    desk = UserFactory(desk_role="desk")
    found = selectors.listing_for(desk, listing.pk)
    assert giver[0].pk in selectors.companies_to_reply_for(desk, found)


@pytest.mark.parametrize("side", ["x", "", "OFFER", "need\x00", "offer'--"])
def test_a_side_that_does_not_exist_is_forbidden(client, giver, taker, side):
    _, match = matched(giver, taker)
    client.force_login(taker[1])
    url = reverse("exchange:interest", args=[match.pk])
    assert client.post(url, {"side": side}).status_code == 403
    assert not Interest.objects.exists()


@pytest.mark.parametrize("back", ["٣", "9" * 5000, "//elders.example", "1\n", "-1"])
def test_back_leads_nowhere_else(client, giver, taker, back):
    _, match = matched(giver, taker)
    client.force_login(taker[1])
    url = reverse("exchange:decline", args=[match.pk])
    answer = client.post(url, {"side": "need", "back": back})
    assert answer.headers["Location"] == reverse("exchange:matches")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x1b"])
def test_what_is_shown_is_what_was_typed(giver, mark):
    listing = say(giver[0], f"{mark}{OFFER}", reference=f"no{mark}te")
    assert mark not in listing.text + listing.reference


def test_half_a_character_is_refused_or_left_out(giver):
    body = b'{"text": "Wij houden \\ud800 PET over", "company": %d}' % giver[0].pk
    headers = {"content-type": "application/json"}
    answer = api.post("/listings", data=body, user=giver[1], headers=headers)
    assert answer.status_code in (201, 400, 422)


def test_a_colleague_who_left_has_nothing(client, giver, taker):
    listing, match = matched(giver, taker)
    for side, by in (("offer", giver[1]), ("need", taker[1])):
        services.express_interest(match=match, side=side, by=by)
    left = person_of(giver[0])
    left.memberships.update(ended_on="2026-01-01")
    assert not Listing.objects.visible_to(left).exists()
    assert not Match.objects.visible_to(left).exists()
    client.force_login(left)
    for name in ("listing", "edit"):
        assert client.get(reverse(f"exchange:{name}", args=[listing.pk])).status_code == 404
    assert client.get(reverse("members:company", args=[giver[0].pk])).status_code == 404


def test_what_was_placed_just_before_and_after_does_not_tell_whose_a_hidden_one_is(giver, taker):
    """Neither by the number in its address, nor by its place in the list, nor by when it ends."""
    placed = [say(giver[0], OFFER, confidential=n == 2) for n in range(5)]
    placed += [say(taker[0], OFFER, confidential=n == 2) for n in range(5)]
    ids = [listing.pk for listing in placed]
    assert all(abs(one - other) > 1 for one, other in pairwise(sorted(ids)))
    assert ids not in (sorted(ids), sorted(ids, reverse=True))
    hidden = [listing for listing in placed if listing.is_veiled]
    assert {listing.created_at.isoformat()[10:19] for listing in hidden} <= {
        "T00:00:00",
        "T22:00:00",
        "T23:00:00",
    }
    assert len({listing.created_at for listing in hidden}) == 1
    assert all((listing.expires_on + timedelta(days=1)).day == 1 for listing in hidden)
    say(giver[0], NEED), say(taker[0], NEED)
    matches = list(Match.objects.order_by("first_seen_at").values_list("pk", flat=True))
    assert matches != sorted(matches)


def test_a_listing_that_becomes_hidden_forgets_when_it_came(giver):
    listing = say(giver[0], OFFER)
    said = Said(OFFER, "offer", who="own")
    made = services.edit_listing(listing=listing, said=said, by=giver[1])
    assert timezone.localtime(made.created_at).hour == 0
    renewed = services.renew_listing(listing=made, by=giver[1])
    assert (renewed.expires_on + timedelta(days=1)).day == 1


@pytest.mark.parametrize("cadence", ["per week", "per dag", "per jaar", "eenmalig"])
def test_the_reasons_tell_no_more_of_an_amount_than_the_card(giver, taker, cadence):
    """Two roundings of one figure, a week and a year, would narrow it down together."""
    say(taker[0], "Wij zoeken PET-snippers, 1000 ton per jaar")
    told = set()
    for tonnes in (151, 183, 190, 249):
        listing = say(giver[0], f"{OFFER}, {tonnes} ton {cadence}", confidential=True)
        card, match = as_seen_by(taker[1], listing), Match.objects.get(offer=listing)
        told.add((card.text, str(card.facts), match.score, str(match.reasons)))
        item = as_others_know_it(listing)
        told.add(str((item.amount, item.power)))
    assert len(told) == 2


def test_an_id_is_a_whole_number_at_once(giver, taker):
    made = services.reply_to_listing(listing=say(giver[0], OFFER), company=taker[0], by=taker[1])
    assert {type(made.pk), type(made.need.pk), type(MatchFactory().pk)} == {int}


def test_of_a_name_that_visitors_may_not_read_they_see_no_day_either(giver):
    listing = say(giver[0], OFFER, audience="public", who="members")
    assert (listing.expires_on + timedelta(days=1)).day == 1
    assert timezone.localtime(listing.created_at).hour == 0


def test_the_desk_does_not_find_a_hidden_owner_by_looking_for_each_company_in_turn(giver, taker):
    say(giver[0], OFFER, confidential=True)
    desk, seen = UserFactory(desk_role="desk"), set()
    for company in (giver[0], taker[0], company_with_person("Derde")[0]):
        found = previews.preview_of(company=company, said=Said(NEED, "need"), by=desk, skipped=[])
        seen.add(tuple((one.card.title, one.card.pk, str(one.chips)) for one in found.found))
    assert len(seen) == 1
    assert len(seen.pop()) == 1


def test_who_opened_it_names_companies_and_never_people(client, giver, taker):
    listing = say(giver[0], OFFER, audience="public")
    desk, board = UserFactory(desk_role="desk"), UserFactory(desk_role="board")
    url = reverse("exchange:listing", args=[listing.pk])
    client.get(url)
    for person in (taker[1], taker[1], desk, board, UserFactory(), giver[1]):
        client.force_login(person)
        client.get(url)
    Sighting.objects.update(day=timezone.localdate() - timedelta(days=7))
    client.force_login(giver[1])
    page = client.get(reverse("exchange:seen", args=[listing.pk]))
    told = [(row["who"], row["name"], row["count"]) for row in page.context["page"]]
    assert sorted(told, key=str) == sorted(
        [
            ("board", None, 1),
            ("company", taker[0].name, 1),
            ("desk", None, 1),
            ("guest", None, 1),
            ("visitor", None, 1),
        ],
        key=str,
    )
    words = page.content.decode()
    assert taker[0].name in words
    assert not any(str(p) in words or p.email in words for p in (taker[1], desk, board))


def test_a_group_is_made_of_the_names_that_were_typed_and_used_again(client, giver, taker):
    client.force_login(giver[1])
    form = {"text": OFFER, "company": giver[0].pk, "who": "named", "names": taker[0].name.upper()}
    for _ in range(2):
        assert client.post(reverse("exchange:say"), form).status_code == 302
    (group,) = CompanyGroup.objects.all()
    assert (group.owner, list(group.companies.all())) == (giver[0], [taker[0]])
    stranger = company_with_person("Derde")[1]
    assert all(as_seen_by(taker[1], made) for made in Listing.objects.all())
    assert not Listing.objects.visible_to(stranger).exists()


@pytest.mark.parametrize("wrong", [{"names": ""}, {"names": "Bestaat Niet"}, {"group": "999"}])
def test_companies_that_do_not_exist_are_refused(client, giver, wrong):
    client.force_login(giver[1])
    form = {"text": OFFER, "company": giver[0].pk, "who": "named", **wrong}
    assert client.post(reverse("exchange:say"), form).status_code == 422
    assert not Listing.objects.exists()


def test_a_group_of_somebody_else_cannot_be_chosen(client, giver, taker):
    group = CompanyGroup.objects.create(name="Van hen", owner=taker[0])
    client.force_login(giver[1])
    form = {"text": OFFER, "company": giver[0].pk, "who": "named", "group": group.pk}
    assert client.post(reverse("exchange:say"), form).status_code == 422
    assert "Van hen" not in client.get(reverse("exchange:say")).content.decode()


def test_what_is_for_a_group_fits_its_companies_whoever_spoke_first(giver, taker):
    group = CompanyGroup.objects.create(name="Groep")
    group.companies.add(taker[0])
    say(giver[0], OFFER, audience="named", group=group)
    say(taker[0], NEED)
    other = company_with_person("Derde")
    say(other[0], NEED)
    assert [m.need_company for m in Match.objects.visible_to(taker[1])] == [taker[0]]
    assert not Match.objects.visible_to(other[1]).exists()
