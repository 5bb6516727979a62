"""A no teaches, a yes takes it back, and no question comes twice."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naober.features.exchange import selectors, services
from naober.features.exchange.models import Interest, Lesson, Match, Reach
from naober.features.exchange.services import Said, lessons
from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.audience.crowd import MIN_CROWD

OFFER = "Wij houden 200 ton PET-snippers per jaar over"
NEED = "Wij zoeken PET-snippers, 100 ton per jaar"
FAR = {"place": "Meppel", "latitude": 52.69, "longitude": 6.19}

db = pytest.mark.django_db


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_weights_stay_within_bounds_and_never_rise(times, companies):
    assert lessons.FLOOR <= lessons.own_weight(times) <= 1
    assert lessons.own_weight(times + 1) <= lessons.own_weight(times)
    assert lessons.weight_for_all(companies + 1) <= lessons.weight_for_all(companies)


def test_what_all_see_moves_once_and_not_by_who_comes_after():
    weights = [lessons.weight_for_all(companies) for companies in range(50)]
    assert weights == [1] * MIN_CROWD + [lessons.LESS_FOR_ALL] * (50 - MIN_CROWD)


def offers(count, **fields):
    """So many neighbours with the same stuff."""
    made = []
    for _each in range(count):
        company, person = company_with_person(**fields)
        made.append((say(company, OFFER), person))
    return made


def decline(match, by, reason, side="need", **more):
    return services.decline_match(match=match, side=side, by=by, reason=reason, **more)


@db
def test_not_what_we_mean_sinks_what_is_alike_for_that_company_only(taker):
    say(taker[0], NEED)
    (first, _), (second, other) = offers(2)
    decline(Match.objects.get(offer=first), taker[1], "not_suitable")
    match = Match.objects.get(offer=second)
    assert match.need_weight == pytest.approx(lessons.LESS)
    assert match.offer_weight == 1
    mine = selectors.matches_of(taker[1]).get(pk=match.pk)
    theirs = selectors.matches_of(other).get(pk=match.pk)
    assert mine.my_score < theirs.my_score


@db
def test_it_holds_for_matches_made_later_and_is_taken_back_by_a_yes(taker):
    say(taker[0], NEED)
    [(first, _)] = offers(1)
    match = Match.objects.get(offer=first)
    decline(match, taker[1], "not_suitable")
    decline(match, taker[1], "not_suitable")
    assert Lesson.objects.get().times == 1
    [(later, _)] = offers(1)
    assert Match.objects.get(offer=later).need_weight == pytest.approx(lessons.LESS)
    services.express_interest(match=match, side="need", by=taker[1])
    assert not Lesson.objects.exists()
    assert Match.objects.get(offer=later).need_weight == 1


@db
def test_when_several_companies_say_so_it_counts_a_little_for_all():
    [(offer, _)] = offers(1)
    takers = [company_with_person() for _each in range(lessons.MANY + 1)]
    for company, _person in takers:
        say(company, NEED)
    *refusing, (last, _person) = takers
    for number, (company, person) in enumerate(refusing, start=1):
        decline(Match.objects.get(need_company=company), person, "not_suitable")
        weight = Match.objects.get(offer=offer, need_company=last).need_weight
        assert weight == pytest.approx(lessons.weight_for_all(number))
    assert weight == pytest.approx(lessons.LESS_FOR_ALL)


@db
def test_too_far_away_draws_the_circle_in_and_a_yes_lets_go(taker):
    say(taker[0], NEED)
    (first, _), (second, _) = offers(2, **FAR)
    match = Match.objects.get(offer=first)
    decline(match, taker[1], "distance")
    assert Reach.objects.get().kilometres == pytest.approx(lessons.kilometres(match), abs=0.1)
    far = Match.objects.get(offer=second)
    assert far.need_weight == pytest.approx(lessons.TOO_FAR)
    [(near, _)] = offers(1)
    assert Match.objects.get(offer=near).need_weight == 1
    services.express_interest(match=far, side="need", by=taker[1])
    assert not Reach.objects.exists()


@db
@pytest.mark.parametrize("reason", ["", "not_suitable", "quality", "amount", "other"])
def test_a_declined_pair_never_comes_back_as_a_question(taker, reason):
    say(taker[0], NEED)
    [(offer, giver)] = offers(1)
    decline(Match.objects.get(), taker[1], reason)
    services.edit_listing(listing=offer, said=Said(OFFER + ", los gestort"), by=giver)
    services.renew_listing(listing=offer, by=giver)
    assert all(row.turn not in (0, 1) for row in selectors.matches_of(taker[1]))
    services.express_interest(match=Match.objects.get(), side="offer", by=giver)
    assert all(row.turn not in (0, 1) for row in selectors.matches_of(taker[1]))


@db
def test_not_even_when_the_same_is_said_in_a_new_listing(taker):
    say(taker[0], NEED)
    [(offer, giver)] = offers(1)
    decline(Match.objects.get(), taker[1], "not_suitable")
    services.close_listing(listing=offer, by=giver)
    say(offer.company, OFFER)
    assert all(row.turn not in (0, 1) for row in selectors.matches_of(taker[1]))


@db
def test_of_a_hidden_listing_no_absence_tells_whose_it_is(taker):
    say(taker[0], NEED)
    [(offer, giver)] = offers(1)
    decline(Match.objects.get(), taker[1], "not_suitable")
    services.close_listing(listing=offer, by=giver)
    hidden = say(offer.company, OFFER, confidential=True)
    assert Match.objects.filter(offer=hidden).exists()


@db
def test_other_concepts_are_another_question(taker):
    say(taker[0], "Wij zoeken houten pallets en PET-snippers")
    [(offer, giver)] = offers(1)
    decline(Match.objects.get(), taker[1], "not_suitable")
    services.edit_listing(listing=offer, said=Said("Wij houden houten pallets over"), by=giver)
    assert selectors.matches_of(taker[1]).get().turn == 1
    assert not Interest.objects.exists()


@db
def test_not_now_comes_back_on_its_day_and_not_before(taker):
    say(taker[0], NEED)
    offers(1)
    today = timezone.localdate()
    decline(Match.objects.get(), taker[1], "time", until=today + timedelta(days=20))
    services.end_unanswered(today + timedelta(days=19))
    assert all(row.turn != 1 for row in selectors.matches_of(taker[1]))
    services.end_unanswered(today + timedelta(days=20))
    assert selectors.matches_of(taker[1]).get().turn == 1
