"""What the database keeps on a match is what its answers and listings say, whoever wrote them."""

import pytest
from django.utils import timezone

from naober.features.exchange import selectors
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def _kept(match: Match) -> tuple[str, str, bool]:
    found = Match.objects.get(pk=match.pk)
    return found.offer_answer, found.need_answer, found.by_desk


def test_answers_given_changed_and_taken_back() -> None:
    match, other = MatchFactory(), MatchFactory()
    one = Interest.objects.create(match=match, side="offer", answer="yes")
    Interest.objects.bulk_create([Interest(match=match, side="need", answer="no")])
    assert _kept(match) == ("yes", "no", False)
    Interest.objects.filter(match=match).update(answer="yes")
    assert _kept(match) == ("yes", "yes", False)
    one.delete()
    assert _kept(match) == ("", "yes", False)
    assert _kept(other) == ("", "", False)


def test_the_desk_placed_it_until_it_is_handed_over() -> None:
    listing = ListingFactory(entered_by_desk=True, direction="offer")
    match = MatchFactory(offer=listing)
    assert _kept(match) == ("", "", True)
    Listing.objects.filter(pk=listing.pk).update(entered_by_desk=False)
    assert _kept(match) == ("", "", False)
    match.need.entered_by_desk = True
    match.need.save()
    assert _kept(match) == ("", "", True)


def test_what_waits_is_what_has_turn_nought() -> None:
    me = MembershipFactory()
    desk = UserFactory(desk_role="desk")
    mine = ListingFactory(company=me.company, direction="need", entered_by_desk=True)
    made = [MatchFactory(need=mine) for _n in range(8)]
    Match.objects.filter(pk=made[5].pk).update(introduced_at=timezone.now())
    Match.objects.filter(pk=made[6].pk).update(ended_at=timezone.now())
    answers = ["yes-", "-yes", "no-", "yesno", "--", "yesyes", "yes-"]
    for match, (offer, need) in zip(made, [_two(both) for both in answers], strict=False):
        for side, answer in (("offer", offer), ("need", need)):
            if answer:
                Interest.objects.create(match=match, side=side, answer=answer)
    for reader in (me.user, desk):
        turns = {row.pk for row in selectors.matches_of(reader) if row.turn == 0}
        assert turns == {made[0].pk}
        assert set(selectors.matches_waiting_for(reader).values_list("pk", flat=True)) == turns


def _two(both: str) -> tuple[str, str]:
    known = {"yes-": ("yes", ""), "-yes": ("", "yes"), "no-": ("no", ""), "--": ("", "")}
    return known.get(both) or (both[:3], both[3:])


def test_the_desk_leafs_through_what_was_answered_and_the_best_of_what_is_new(monkeypatch) -> None:
    monkeypatch.setattr(selectors, "MAX_NEW", 2)
    desk = UserFactory(desk_role="desk")
    of_desk = [MatchFactory(offer__entered_by_desk=True, score=n / 10) for n in range(1, 6)]
    others = MatchFactory(score=0.9)
    Interest.objects.create(match=of_desk[0], side="offer", answer="yes")
    Interest.objects.create(match=of_desk[1], side="need", answer="no")
    listed = [row.pk for row in selectors.matches_to_list(desk)]
    assert listed == [of_desk[n].pk for n in (4, 3, 0, 1)]
    assert others.pk not in listed
    assert selectors.matches_of(desk).count() == len(of_desk)


def test_who_works_for_the_desk_and_for_a_company_leafs_through_all_of_the_company(
    monkeypatch,
) -> None:
    monkeypatch.setattr(selectors, "MAX_NEW", 1)
    one = MembershipFactory(user__desk_role="desk")
    own = [MatchFactory(offer__company=one.company) for _n in range(3)]
    listed = {row.pk for row in selectors.matches_to_list(one.user)}
    assert listed == {match.pk for match in own}
