"""What a company said of a joint investment in confidence nobody else can tell: in worlds that
differ in that alone, everything others read is the same, byte for byte."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from naober.features.investments import news, services
from naober.features.investments.models import Figures, Investment, Participation, Pledge
from naober.features.investments.tests.factories import (
    InvestmentFactory,
    company_of,
    pledged,
    speaker,
)
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import CompanyFactory
from tests.access.cast import make_cast
from tests.leaks.test_votes import everything

pytestmark = pytest.mark.django_db
OTHERS = ("outsider", "member", "desk", "board")
EVERYWHERE = ("home", "investments:investments", "dashboard:power", "focus:agenda")
ABOUT_A_COMPANY = ("members:company", "company-export", "journal", "desk:company")
OF_A_COMPANY = (
    "investments:figures",
    "investments:pledge",
    "investments:case",
    "investments:board-pdf",
    "investments:years",
    "investments:join",
)
OF_ALL = ("investment", "whom", "shares", "group-case", "group-csv", "step")


@pytest.fixture
def people():
    cast = make_cast()
    return {name: cast.people[name] for name in OTHERS}


def pages_of(investment, company):
    urls = [reverse(name) for name in EVERYWHERE]
    urls += [reverse(f"investments:{name}", args=[investment.pk]) for name in OF_ALL]
    urls += [reverse(name, args=[investment.pk, company.pk]) for name in OF_A_COMPANY]
    return urls + [reverse(name, args=[company.pk]) for name in ABOUT_A_COMPANY]


def change(part, *, size, benefit, least, most, rule=""):
    Figures.objects.filter(participation=part).update(
        size=size, benefit_low=0, benefit_likely=benefit, benefit_high=benefit, alone_cost=benefit
    )
    Pledge.objects.filter(participation=part).update(
        least_companies=least, most_share=most, rule=rule
    )


def seven(investment):
    return [pledged(investment, CompanyFactory(), size=10 + n) for n in range(7)]


def test_while_companies_pledge_nobody_reads_what_one_of_them_said(people):
    made = InvestmentFactory(pledging=True)
    parts = seven(made)
    urls = pages_of(made, parts[0].company)
    everything(people, urls, news.digest_items)  # a first look may be written down
    before = everything(people, urls, news.digest_items)
    for size, benefit, least, most in ((999, 1, 2, 1), (Decimal("0.5"), 10**9, 24, 10**9)):
        change(parts[0], size=size, benefit=benefit, least=least, most=most, rule="equal")
        assert everything(people, urls, news.digest_items) == before
    told = before["desk", made.get_absolute_url()]
    assert parts[0].company.name in told  # that it said something, and no more
    assert "houdt de cijfers voor zich" in told


def test_who_stands_how_is_for_the_company_and_the_desk(people):
    """Another member, the board and visitors read the same whether it is in, out or was never
    there at all."""
    made = InvestmentFactory(pledging=True)
    parts = seven(made)
    urls = pages_of(made, parts[0].company)
    others = {name: user for name, user in people.items() if name != "desk"}
    everything(others, urls, news.digest_items)
    before = everything(others, urls, news.digest_items)
    Participation.objects.filter(pk=parts[0].pk).update(stance="out")
    assert everything(others, urls, news.digest_items) == before
    Participation.objects.filter(pk=parts[0].pk).delete()
    assert everything(others, urls, news.digest_items) == before


def test_the_journal_says_that_and_never_what(people):
    made = InvestmentFactory(pledging=True)
    user = speaker()
    said = {"investment": made, "company": company_of(user), "by": user}
    numbers = dict.fromkeys(("size", "benefit_low", "benefit_likely", "benefit_high"), 4711)
    services.give_figures(**said, values=numbers | {"alone_cost": 4711}, desk_reads=False)
    conditions = services.Conditions(4, Decimal(4711), "equal")
    services.give_pledge(**said, conditions=conditions)
    services.take_stance(**said, stance="out")
    kept = [f"{entry.action} {entry.facts}" for entry in Entry.objects.all()]
    assert len(kept) == 3
    assert not any("4711" in one or "out" in one or "equal" in one for one in kept)


def test_after_it_is_agreed_no_share_of_others_tells_what_one_gave(people):
    """Of three and of two: what the board, other members and the desk read is the same whatever
    the size and the share of one of them is. Its own people alone read another share."""
    for number in (2, 3):
        made = InvestmentFactory(pledging=True)
        parts = [pledged(made, CompanyFactory(), size=20 + n) for n in range(number)]
        Investment.objects.filter(pk=made.pk).update(pledges_until=timezone.now())
        services.settle_due()
        urls = pages_of(made, parts[0].company)
        everything(people, urls, news.digest_items)
        before = everything(people, urls, news.digest_items)
        change(parts[0], size=777, benefit=1, least=None, most=None)
        Participation.objects.filter(pk=parts[0].pk).update(share=Decimal("98765.43"))
        assert everything(people, urls, news.digest_items) == before


def test_of_a_group_of_two_the_other_reads_the_same_whatever_one_gave(people):
    """Also in the file that the other company takes along, and in its mail."""
    made = InvestmentFactory(pledging=True)
    user = speaker()
    mine, other = pledged(made, company_of(user)), pledged(made, CompanyFactory(), size=30)
    Investment.objects.filter(pk=made.pk).update(pledges_until=timezone.now())
    services.settle_due()
    reader = {"of the other": user}
    urls = [
        *pages_of(made, mine.company),
        f"{made.get_absolute_url()}bedrijf/{other.company_id}/samen/",
    ]
    everything(reader, urls, news.digest_items)
    before = everything(reader, urls, news.digest_items)
    change(other, size=9, benefit=1, least=None, most=None)
    Participation.objects.filter(pk=other.pk).update(share=Decimal(1))
    Participation.objects.filter(pk=mine.pk).update(share=Decimal("123456.78"))
    assert everything(reader, urls, news.digest_items) == before
