"""Who reads which share: and where one share would tell what another gave, nobody any."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from naober.features.investments import exports, services
from naober.features.investments.models import Figures, Participation
from naober.features.investments.sharing import sharing
from naober.features.investments.tests.factories import (
    InvestmentFactory,
    company_of,
    pledged,
    speaker,
)
from naober.features.investments.tests.test_settling import closes
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def agreed(number, **figures):
    """People of so many companies that agreed, and the investment."""
    made, people = InvestmentFactory(pledging=True), [speaker() for _ in range(number)]
    for place, user in enumerate(people):
        pledged(made, company_of(user), size=20 + place, **figures)
    return closes(made), people


def page(investment, user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("investments:shares", args=[investment.pk]))


def amount(user):
    return Participation.objects.get(company=company_of(user)).share


def shown(answer, sum_):
    """Whether this amount stands there, as Dutch writes it."""
    text = f"{sum_:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00")
    return text in answer.content.decode()


def test_of_three_each_reads_its_own_share_and_not_the_whole():
    made, people = agreed(3)
    for user in people:
        answer = page(made, user)
        assert shown(answer, amount(user))
        others = [other for other in people if other is not user]
        assert not any(shown(answer, amount(other)) for other in others)
        read = sharing(user, made)
        assert (len(read.shares), read.whole, read.parties) == (1, "", 3)
        assert "alleen" in read.shares[0].because
        assert f" {read.shares[0].amount}:" in read.shares[0].because


def test_of_six_the_whole_too():
    made, people = agreed(6)
    read = sharing(people[0], made)
    assert read.whole
    assert len(read.shares) == 1


def test_of_two_neither_reads_any_until_both_opened_up():
    made, (one, other) = agreed(2)
    for user in (one, other):
        answer = page(made, user)
        assert "Hier wordt geen deel getoond" in answer.content.decode()
        assert not shown(answer, amount(one))
        assert not shown(answer, amount(other))
        assert exports.of_company(company_of(user))[0].rows[0][-2] is None
    for user, opened in ((one, 0), (other, 2)):
        services.open_up(investment=made, company=company_of(user), opens=True, by=user)
        assert len(sharing(one, made).shares) == opened
    assert shown(page(made, one), amount(other))
    assert exports.of_company(company_of(one))[0].rows[0][-2] == amount(one)


def test_who_reads_all_figures_reads_what_other_rules_hold_against_it():
    made, people = agreed(2)
    heading = "Wat andere manieren"
    assert heading not in page(made, people[0]).content.decode()
    for user in people:
        services.open_up(investment=made, company=company_of(user), by=user, opens=True)
    found = sharing(people[0], made)
    assert found.objections
    assert heading in page(made, people[0]).content.decode()
    assert not sharing(speaker(), made).objections


def test_that_some_of_three_open_up_lays_the_third_not_bare():
    made, people = agreed(3)
    for user in people[:2]:
        services.open_up(investment=made, company=company_of(user), opens=True, by=user)
    assert [one.part.company for one in sharing(people[0], made).shares] == [company_of(people[0])]


def test_who_speaks_for_all_but_one_reads_no_share():
    made, people = agreed(3)
    MembershipFactory(user=people[0], company=company_of(people[1]))
    read = sharing(people[0], made)
    assert read.is_refused
    assert not read.shares


def test_the_desk_reads_shares_when_all_lend_theirs_or_many_do_not():
    desk = UserFactory(desk_role="desk")
    made, _people = agreed(4, desk_reads=True)
    assert len(sharing(desk, made).shares) == 4
    for hidden in range(1, 5):
        row = Figures.objects.filter(desk_reads=True).first()
        Figures.objects.filter(pk=row.pk).update(desk_reads=False)
        read = sharing(desk, made)
        assert (read.is_refused, read.shares, read.whole) == (True, [], ""), hidden


def test_board_and_other_members_read_how_many_and_nothing_more():
    made, people = agreed(3)
    for user in (UserFactory(desk_role="board"), speaker()):
        assert page(made, user).status_code == 404
        read = sharing(user, made)
        assert (read.parties, read.names, read.shares, read.whole) == (3, [], [], "")
        client = Client()
        client.force_login(user)
        text = client.get(made.get_absolute_url()).content.decode()
        assert not any(company_of(one).name in text for one in people)


def test_nobody_opens_what_is_not_its_own():
    made, people = agreed(2)
    desk = UserFactory(desk_role="desk")
    with pytest.raises(ValidationError):
        services.open_up(investment=made, company=company_of(people[0]), opens=True, by=desk)
    with pytest.raises(PermissionDenied):
        services.open_up(investment=made, company=company_of(people[1]), opens=True, by=people[0])
    assert not Participation.objects.filter(opens_up=True).exists()


def test_the_amounts_add_up():
    made, people = agreed(3)
    whole = Decimal(1_000_000) * Decimal("0.63") ** Decimal("0.6")
    assert sum(amount(user) for user in people) == round(whole, 2)
    assert made.is_settled


def test_the_sum_of_sizes_is_for_who_knows_at_most_one_of_them():
    made, user = InvestmentFactory(pledging=True), speaker()
    pledged(made, company_of(user), size=20)
    for place in range(4):
        pledged(made, size=20 + place)
    services.reckon_all()
    assert "samen ongeveer" not in total_page(made, user)
    for place in range(3):
        pledged(made, size=20 + place)
    services.reckon_all()
    assert "8 bedrijven samen ongeveer 170" in total_page(made, user)
    assert "samen ongeveer" not in total_page(made, UserFactory(desk_role="desk"))
    second = pledged(made, size=20).company
    MembershipFactory(user=user, company=second)
    assert "samen ongeveer" not in total_page(made, user)


def total_page(investment, user):
    client = Client()
    client.force_login(user)
    answer = client.get(investment.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()
