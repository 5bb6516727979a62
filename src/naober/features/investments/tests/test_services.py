from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.investments import services
from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Stance,
    State,
)
from naober.features.investments.services import Conditions
from naober.features.investments.tests.factories import (
    FiguresFactory,
    InvestmentFactory,
    ParticipationFactory,
    company_of,
    pledged,
    speaker,
)
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
VALUES = {
    "title": "Eén waterzuivering",
    "unit": "m³ per uur",
    "reference_size": Decimal(100),
    "reference_cost": Decimal(900_000),
    "exponent": Decimal("0.6"),
    "phasing": [60, 40],
    "lifetime": 15,
}
NUMBERS = {
    "size": Decimal(20),
    "benefit_low": Decimal(10_000),
    "benefit_likely": Decimal(20_000),
    "benefit_high": Decimal(30_000),
    "alone_cost": None,
}


def desk():
    return UserFactory(desk_role="desk")


def give(investment, user, company=None, *, desk_reads=False, **numbers):
    return services.give_figures(
        investment=investment,
        company=company or company_of(user),
        values=NUMBERS | numbers,
        desk_reads=desk_reads,
        by=user,
    )


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_the_desk_sets_it_up_once_and_nobody_else_sees_it():
    by = desk()
    made = services.make_investment(values=VALUES, by=by, number=7)
    assert services.make_investment(values=VALUES, by=by, number=7) == made
    assert made.audience == Level.DESK
    assert not Investment.objects.visible_to(speaker()).exists()
    with pytest.raises(PermissionDenied):
        services.make_investment(values=VALUES, by=speaker())


@pytest.mark.parametrize("phasing", [[], [50], [50, 60], [-10, 110], ["100"], "100", [100] * 11])
def test_the_years_in_which_it_is_paid_are_together_all_of_it(phasing):
    with pytest.raises(ValidationError) as refused:
        services.make_investment(values=VALUES | {"phasing": phasing}, by=desk())
    assert "phasing" in refused.value.error_dict


def test_what_companies_pledge_on_does_not_change():
    by, made = desk(), InvestmentFactory(pledging=True)
    with pytest.raises(ValidationError):
        services.edit_investment(investment=made, values={"reference_cost": 1}, by=by)
    with pytest.raises(ValidationError):
        services.remove_investment(investment=made, by=by)


def test_companies_are_asked_once_somebody_can_see_it():
    by, made = desk(), InvestmentFactory(audience=Level.DESK)
    with pytest.raises(ValidationError):
        services.open_pledges(investment=made, until=in_days(7), by=by)
    services.edit_investment(investment=made, values={"audience": Level.MEMBERS}, by=by)
    with pytest.raises(ValidationError):
        services.open_pledges(investment=made, until=in_days(-1), by=by)
    opened = services.open_pledges(investment=made, until=in_days(7), by=by)
    assert opened.takes_pledges
    with pytest.raises(ValidationError):
        services.extend_pledges(investment=made, until=in_days(3), by=by)
    assert services.extend_pledges(investment=made, until=in_days(9), by=by).takes_pledges


def test_only_a_company_of_the_group_sees_what_is_for_a_group():
    user, other = speaker(), speaker()
    group = CompanyGroup.objects.create(name="Emmen")
    group.companies.add(company_of(user))
    made = InvestmentFactory(audience=Level.NAMED, audience_group=group)
    assert Investment.objects.visible_to(user).get() == made
    assert not Investment.objects.visible_to(other).exists()


def test_figures_are_written_over_and_the_journal_says_no_number():
    user, made = speaker(), InvestmentFactory()
    give(made, user, size=Decimal(77))
    give(made, user, size=Decimal(88), desk_reads=True)
    kept = Figures.objects.get()
    assert (kept.size, kept.desk_reads, kept.on_behalf) == (88, True, False)
    for entry in Entry.objects.filter(action="investment.figures"):
        assert entry.facts == {"title": made.title}


def test_from_low_to_high():
    with pytest.raises(ValidationError) as refused:
        give(InvestmentFactory(), speaker(), benefit_high=Decimal(1))
    assert "benefit_likely" in refused.value.error_dict


def test_the_desk_fills_in_what_it_was_told_and_not_over_what_is_kept_from_it():
    by, user, made = desk(), speaker(), InvestmentFactory(pledging=True)
    company = company_of(user)
    kept = give(made, by, company)
    assert (kept.on_behalf, kept.desk_reads) == (True, True)
    assert Figures.objects.visible_to(by).exists()
    give(made, user)  # the company takes it over, and lends it no more
    assert not Figures.objects.visible_to(by).exists()
    for act in (
        lambda: give(made, by, company),
        lambda: services.give_pledge(
            investment=made, company=company, conditions=Conditions(), by=by
        ),
        lambda: services.take_stance(investment=made, company=company, stance="out", by=by),
    ):
        with pytest.raises(ValidationError):
            act()
    assert Figures.objects.get().size == 20


def test_another_company_says_nothing_for_this_one():
    made, company = InvestmentFactory(pledging=True), CompanyFactory()
    with pytest.raises(PermissionDenied):
        give(made, speaker(), company)
    with pytest.raises(PermissionDenied):
        services.take_stance(investment=made, company=company, stance="in", by=speaker())


def test_who_is_not_in_has_no_pledge():
    user, made = speaker(), InvestmentFactory(pledging=True)
    give(made, user)
    services.give_pledge(
        investment=made,
        company=company_of(user),
        conditions=Conditions(4, Decimal(60_000)),
        by=user,
    )
    part = Participation.objects.get()
    assert (part.stance, part.pledge.least_companies) == (Stance.IN, 4)
    services.take_stance(investment=made, company=company_of(user), stance="doubt", by=user)
    assert not Pledge.objects.exists()


def test_a_pledge_needs_a_size_and_comes_in_time():
    user, made = speaker(), InvestmentFactory(pledging=True)
    ask = {"investment": made, "company": company_of(user), "conditions": Conditions(), "by": user}
    with pytest.raises(ValidationError):
        services.give_pledge(**ask)
    give(made, user)
    assert services.give_pledge(**ask).least_companies is None
    Investment.objects.update(pledges_until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(ValidationError):
        services.give_pledge(**ask)


def test_who_leaves_the_collective_joins_nothing_that_is_open():
    open_one = pledged(InvestmentFactory(pledging=True))
    services.withdraw(company=open_one.company)
    assert not Participation.objects.exists()


def test_two_rows_of_one_company_have_one_part():
    made = InvestmentFactory()
    first = ParticipationFactory(investment=made, said_at=in_days(-3))
    last = FiguresFactory(participation__investment=made).participation
    services.before_two_become_one(kept=first.company, merged=last.company)
    assert Participation.objects.get() == last


def test_stopped_with_a_reason():
    by, made = desk(), InvestmentFactory()
    with pytest.raises(ValidationError):
        services.stop_investment(investment=made, because=" ", by=by)
    stopped = services.stop_investment(investment=made, because="Te duur", by=by)
    assert (stopped.state, stopped.why_stopped) == (State.STOPPED, "Te duur")
