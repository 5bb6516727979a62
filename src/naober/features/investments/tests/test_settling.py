"""The clock: how it stands, and the largest group whose conditions all hold."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from naober.features.investments import engine_bridge, services
from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Reckoning,
    State,
)
from naober.features.investments.tests.factories import InvestmentFactory, pledged
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def closes(investment):
    """Its moment came, and the clock looks."""
    Investment.objects.filter(pk=investment.pk).update(
        pledges_until=timezone.now() - timedelta(minutes=1)
    )
    services.settle_due()
    investment.refresh_from_db()
    return investment


def group_of(investment):
    return list(Participation.objects.parties().filter(investment=investment).order_by("pk"))


@pytest.mark.parametrize("rule", ["shapley", "nucleolus", "separable", "proportional", "equal"])
def test_the_shares_are_what_it_costs_and_nobody_pays_more_than_alone(rule):
    made = InvestmentFactory(pledging=True, subsidy_percent=20, subsidy_most=150_000)
    for size in (20, 22, 25, 28):
        pledged(made, size=size)
    Pledge.objects.update(rule=rule)
    closes(made)
    assert (made.state, made.rule) == (State.AGREED, rule)
    whole = Decimal(1_000_000) * Decimal("0.95") ** Decimal("0.6")
    assert sum(part.share for part in group_of(made)) == round(whole - 150_000, 2)
    for part in group_of(made):
        size = Figures.objects.get(participation=part).size
        alone = Decimal(1_000_000) * (size / 100) ** Decimal("0.6") * Decimal("0.8")
        assert part.share <= alone + Decimal("0.01")


def test_conditions_hold_to_the_euro_and_who_has_one_that_does_not_falls_out():
    made = InvestmentFactory(pledging=True)
    stays = [pledged(made, size=20, least=3), pledged(made, size=20), pledged(made, size=20)]
    pledged(made, size=20, most=Decimal(1_000))
    closes(made)
    assert group_of(made) == stays
    assert all(part.joined_on == timezone.localdate() for part in group_of(made))


def test_who_wants_more_companies_than_there_are_takes_the_others_along():
    made = InvestmentFactory(pledging=True)
    for _ in range(3):
        pledged(made, least=4)
    closes(made)
    assert made.state == State.IDEA
    assert made.failed_at is not None
    assert Pledge.objects.count() == 3  # what they said stays
    assert group_of(made) == []


def test_by_hand_only_once_the_time_is_over():
    desk, made = UserFactory(desk_role="desk"), InvestmentFactory(pledging=True)
    pledged(made)
    pledged(made)
    with pytest.raises(ValidationError):
        services.settle_investment(investment=made, by=desk)
    Investment.objects.update(pledges_until=timezone.now())
    assert services.settle_investment(investment=made, by=desk).state == State.AGREED
    with pytest.raises(ValidationError):
        services.settle_investment(investment=made, by=desk)
    assert services.settle_due() == 0


def test_who_left_or_doubts_is_not_in_it():
    made = InvestmentFactory(pledging=True)
    parts = [pledged(made) for _ in range(4)]
    Participation.objects.filter(pk=parts[0].pk).update(stance="doubt")
    Company.objects.filter(pk=parts[1].company_id).update(stage=Company.Stage.LEFT)
    closes(made)
    assert group_of(made) == parts[2:]


def test_one_that_fails_does_not_hold_up_the_others(monkeypatch):
    broken, good = InvestmentFactory(pledging=True), InvestmentFactory(pledging=True)
    for made in (broken, good):
        pledged(made)
        pledged(made)
    Investment.objects.update(pledges_until=timezone.now())
    real = engine_bridge.largest_group

    def breaks(investment, asked):
        if investment.pk == broken.pk:
            raise RuntimeError
        return real(investment, asked)

    monkeypatch.setattr(engine_bridge, "largest_group", breaks)
    assert services.settle_due() == 1
    states = dict(Investment.objects.values_list("pk", "state"))
    assert states == {broken.pk: State.PLEDGING, good.pk: State.AGREED}


def told(investment):
    services.reckon_all()
    return dict(Reckoning.objects.values_list("investment", "told")).get(investment.pk)


def test_how_it_stands_is_told_in_few_words():
    made = InvestmentFactory(pledging=True)
    for _ in range(2):
        pledged(made, least=6)
    assert told(made) is None  # of two nothing
    for _ in range(2):
        pledged(made, least=6)
    assert told(made) == {"outlook": "near", "more": 2}
    for _ in range(3):
        pledged(made, least=6)
    assert told(made)["outlook"] == "flies"


def test_trying_out_what_others_pledged_shows_nothing():
    """Two who work together, and change their pledges each night for a month."""
    made = InvestmentFactory(pledging=True)
    two = [pledged(made, size=20), pledged(made, size=20)]
    for most in (40_000, 60_000, 90_000):
        pledged(made, size=20, most=Decimal(most))
    first = told(made)
    kept = Reckoning.objects.get().made_at
    for night in range(30):
        most = Decimal(1_000) * (night + 1)
        for part in two:
            Pledge.objects.filter(participation=part).update(
                most_share=most, least_companies=2 + night % 5
            )
            Figures.objects.filter(participation=part).update(size=1 + night * 10)
        assert told(made) == first
    assert Reckoning.objects.get().made_at == kept


def test_sums_are_told_of_a_crowd_only_and_no_two_that_can_be_subtracted():
    made = InvestmentFactory(pledging=True)
    parts = [pledged(made, size=20 + n) for n in range(5)]
    assert "size" not in told(made)
    parts += [pledged(made, size=20 + n) for n in range(3)]
    first = told(made)
    assert (first["size"], first["companies"]) == ("170", 8)
    for part in parts[:4]:  # enough to say anew how it stands, not for a sum
        Figures.objects.filter(participation=part).update(size=60)
    second = told(made)
    assert (second["size"], second["companies"]) == ("170", 8)
    for part in parts[2:]:
        Figures.objects.filter(participation=part).update(size=61)
    assert told(made)["size"] != "170"
