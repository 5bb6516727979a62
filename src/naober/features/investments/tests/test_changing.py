"""To come in later and to go out: at a price that nobody in the group pays for."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.investments import services
from naober.features.investments.models import Investment, Participation
from naober.features.investments.sharing import own_share
from naober.features.investments.tests.factories import company_of, speaker
from naober.features.investments.tests.test_services import NUMBERS
from naober.features.investments.tests.test_sharing import agreed
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def late():
    """A group of three, and somebody of a company that gave its figures since and asks."""
    made, people = agreed(3)
    user, desk = speaker(), UserFactory(desk_role="desk")
    give(made, user)
    services.ask_in(investment=made, company=company_of(user), by=user)
    return made, people, user, desk


def give(made, user, **numbers):
    return services.give_figures(
        investment=made,
        company=company_of(user),
        values=NUMBERS | numbers,
        desk_reads=False,
        by=user,
    )


def offer(made, user, desk):
    return services.offer_place(investment=made, company=company_of(user), by=desk).entry_price


def shares(made):
    return dict(Participation.objects.parties().values_list("company", "share"))


def test_as_if_it_had_been_there_from_the_start(late):
    made, _people, user, desk = late
    before = shares(made)
    price = offer(made, user, desk)
    services.join_later(investment=made, company=company_of(user), by=user)
    after = shares(made)
    assert after[company_of(user).pk] == price
    assert all(after[pk] < share for pk, share in before.items())
    whole = Decimal(1_000_000) * Decimal("0.83") ** Decimal("0.6")
    assert abs(sum(after.values()) - whole) < Decimal("0.05")
    assert own_share(Participation.objects.get(company=company_of(user))) == price


def test_after_half_its_life_what_is_left_of_an_annuity(late):
    """Of fifteen years at 7% there is 62.4% left after half of them: an annuity of 7.5 years is
    5.686, one of fifteen 9.108."""
    made, _people, user, desk = late
    whole = offer(made, user, desk)
    half = timezone.now() - timedelta(days=15 * 365.25 / 2)
    Investment.objects.update(started_at=half, state="running")
    Participation.objects.update(entry_price=None)
    left = Decimal("5.686") / Decimal("9.108")
    assert abs(offer(made, user, desk) - whole * left) < whole / 1000


def test_a_price_is_made_once_and_not_for_every_size_one_would_like(late):
    """Prices for all kinds of sizes would tell how large the others are."""
    made, _people, user, desk = late
    price = offer(made, user, desk)
    give(made, user, size=Decimal(400))
    assert Participation.objects.get(company=company_of(user)).entry_price is None
    with pytest.raises(ValidationError):
        services.join_later(investment=made, company=company_of(user), by=user)
    with pytest.raises(PermissionDenied):
        offer(made, user, user)
    with pytest.raises(ValidationError):
        offer(made, user, desk)  # it has to ask anew
    services.ask_in(investment=made, company=company_of(user), by=user)
    assert offer(made, user, desk) > price


def test_who_is_in_the_group_keeps_the_figures_it_was_shared_by(late):
    made, people, _user, _desk = late
    with pytest.raises(ValidationError):
        give(made, people[0], size=Decimal(1))


def test_who_goes_out_pays_on_nobody_elses_account_and_ends_the_offers(late):
    made, people, user, desk = late
    offer(made, user, desk)
    gone = company_of(people[0])
    before = shares(made)
    services.leave_group(investment=made, company=gone, by=people[0])
    before.pop(gone.pk)
    assert shares(made) == before
    assert Participation.objects.get(company=company_of(user)).entry_price is None


def test_no_price_of_a_group_of_one(late):
    made, people, user, desk = late
    for one in people[:2]:
        services.leave_group(investment=made, company=company_of(one), by=one)
    with pytest.raises(ValidationError):
        offer(made, user, desk)
