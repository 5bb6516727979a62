"""The desk answers, agrees and signs for a company, marked as such; what is only for a company's
own eyes stays out."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from naober.features.exchange import rules, selectors, services
from naober.features.exchange.models import Deal, Interest, Listing, Match
from naober.features.exchange.services import Terms
from naober.features.exchange.tests.factories import NEED, OFFER, company_with_person, say
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    user = UserFactory(desk_role="desk", name="Tineke")
    client.force_login(user)
    return user


def matched(giver, taker, offer=None, need=None):
    """Both said it themselves, each to the audience given."""
    say(taker[0], NEED, **(need or {}))
    say(giver[0], OFFER, **(offer or {}))
    return Match.objects.get()


def page_for(client, company):
    return client.get(reverse("exchange:on-behalf", args=[company.pk])).content.decode()


def yes(client, match, side):
    return client.post(reverse("exchange:interest", args=[match.pk]), {"side": side}, follow=True)


@pytest.mark.parametrize("audience", [Level.DESK, Level.MEMBERS, Level.PUBLIC])
def test_the_desk_answers_for_whoever_let_it_read_the_name(client, desk, giver, taker, audience):
    match = matched(giver, taker, offer={"audience": audience})
    assert "Nemer" in page_for(client, giver[0])
    yes(client, match, "offer")
    given = Interest.objects.get()
    assert (given.side, given.answer, given.on_behalf, given.by) == ("offer", "yes", True, desk)
    entry = Entry.objects.get(action="match.yes")
    assert (entry.company, entry.on_behalf, entry.by) == (giver[0], True, desk)


def test_its_own_page_of_matches_stays_empty(client, desk, giver, taker):
    matched(giver, taker)
    assert not selectors.matches_of(desk).exists()
    assert "Gever" not in client.get(reverse("exchange:matches")).content.decode()


def test_the_company_sees_that_the_desk_answered(client, desk, giver, taker):
    yes(client, matched(giver, taker), "offer")
    words = "door het bureau namens u beantwoord"
    for person, told in [(giver[1], True), (taker[1], False)]:
        client.force_login(person)
        assert (words in client.get(reverse("exchange:matches")).content.decode()) is told


@pytest.mark.parametrize("hidden", [{"audience": Level.OWN}, {"who": Level.OWN}])
def test_whose_name_is_for_its_own_eyes_is_not_acted_for(client, desk, giver, taker, hidden):
    match = matched(giver, taker, offer=hidden)
    assert OFFER not in page_for(client, giver[0])
    assert yes(client, match, "offer").status_code == 404
    with pytest.raises(PermissionDenied):
        services.express_interest(match=match, side="offer", by=desk)
    with pytest.raises(PermissionDenied):
        services.decline_match(match=match, side="offer", by=desk)
    assert not Interest.objects.exists()


def test_a_hidden_other_side_does_not_exist_there(client, desk, giver, taker):
    """Also when that side said yes: the company reads that, the desk does not."""
    match = matched(giver, taker, offer={"audience": Level.OWN})
    before = page_for(client, taker[0])
    services.express_interest(match=match, side="offer", by=giver[1])
    assert str(match.pk) not in before
    assert str(match.pk) not in page_for(client, taker[0])
    assert yes(client, match, "need").status_code == 404


def test_who_hides_its_name_is_introduced_and_not_named_to_the_desk(client, desk, giver, taker):
    match = matched(giver, taker, offer={"who": Level.OWN})
    services.express_interest(match=match, side="offer", by=giver[1])
    text = yes(client, match, "need").content.decode()
    match.refresh_from_db()
    assert match.introduced_at is not None
    assert giver[0].name not in text
    assert giver[1].email not in text
    assert giver[1].email not in page_for(client, taker[0])
    assert not rules.may_make_deal(desk, match, "need")


def test_no_one_else_acts_for_a_company(client, giver, taker):
    match = matched(giver, taker)
    for person in [taker[1], UserFactory(desk_role="board"), UserFactory()]:
        client.force_login(person)
        assert client.get(reverse("exchange:on-behalf", args=[giver[0].pk])).status_code == 403
        with pytest.raises(PermissionDenied):
            services.express_interest(match=match, side="offer", by=person)


def test_from_a_phone_call_to_a_deal_signed_on_its_behalf(client, desk, giver, taker):
    match = matched(giver, taker)
    services.express_interest(match=match, side="need", by=taker[1])
    yes(client, match, "offer")
    assert taker[1].email in page_for(client, giver[0])
    address = reverse("exchange:deal-new", args=[match.pk])
    typed = {"side": "offer", "agreed": "Elke week een vracht", "audience": "desk"}
    page = client.post(address, typed, follow=True).content.decode()
    deal = Deal.objects.get()
    assert (deal.offer_by_desk, deal.need_by_desk) == (True, False)
    assert "het bureau namens dit bedrijf (Tineke)" in page
    deal = services.confirm_deal(deal=deal, side="need", version=1, by=taker[1])
    assert deal.is_confirmed


def test_the_desk_never_signs_for_both(desk, giver, taker):
    match = matched(giver, taker)
    for side in ("offer", "need"):
        services.express_interest(match=match, side=side, by=desk)
    deal = services.propose_deal(match=match, side="offer", terms=Terms("Zo doen we het"), by=desk)
    with pytest.raises(ValidationError):
        services.confirm_deal(deal=deal, side="need", version=1, by=desk)


def test_the_desk_writes_nothing_down_that_it_could_not_read(desk, giver, taker):
    match = matched(giver, taker)
    for side in ("offer", "need"):
        services.express_interest(match=match, side=side, by=desk)
    terms = Terms("Zo doen we het", audience=Level.OWN)
    with pytest.raises(ValidationError, match="bureau"):
        services.propose_deal(match=match, side="offer", terms=terms, by=desk)


def test_after_a_phone_call_it_is_kept_longer_or_closed(client, desk, giver):
    made = say(giver[0], OFFER)
    client.post(reverse("exchange:renew", args=[made.pk]))
    answer = client.post(reverse("exchange:close", args=[made.pk]), follow=True)
    assert answer.status_code == 200
    assert Listing.objects.get().closed_at is not None
    done = Entry.objects.filter(action__in=["listing.renewed", "listing.closed"])
    assert list(done.values_list("company", "on_behalf")) == [(giver[0].pk, True)] * 2


def test_only_the_company_changes_its_words(desk, giver):
    assert not rules.may_edit(desk, say(giver[0], OFFER))


def test_a_company_of_one_s_own_is_no_behalf(giver, taker, desk):
    desk.memberships.create(company=giver[0])
    match = matched(giver, taker)
    services.express_interest(match=match, side="offer", by=desk)
    assert not Interest.objects.get().on_behalf


def test_the_page_costs_the_same_for_many(client, desk, django_assert_max_num_queries, giver):
    for number in range(4):
        say(company_with_person(f"Nemer {number}")[0], NEED)
    say(giver[0], OFFER)
    with django_assert_max_num_queries(14):
        assert page_for(client, giver[0]).count("<article") == 4
