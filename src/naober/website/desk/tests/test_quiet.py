"""Who has gone quiet: told by what the desk may read of them, and by nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Deal, Interest
from naober.features.exchange.services import Said
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import MembershipFactory
from naober.website.desk import monday_companies

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent():
    """Somebody of a company of which nothing was heard for long."""
    one = MembershipFactory()
    old = timezone.now() - timedelta(days=200)
    Company.objects.filter(pk=one.company_id).update(created_at=old)
    return one


def is_quiet(desk, one) -> bool:
    return one.company in monday_companies.quiet(desk)


@pytest.mark.parametrize(
    ("audience", "who", "quiet"),
    [("own", "own", True), ("members", "own", True), ("desk", "desk", False),
     ("members", "members", False)],
)  # fmt: skip
def test_a_listing_counts_when_the_desk_reads_whose_it_is(desk, silent, audience, who, quiet):
    assert is_quiet(desk, silent)
    said = Said(text="Wij hebben 3 ton karton over", direction="offer", audience=audience, who=who)
    services.say_listing(company=silent.company, by=silent.user, said=said)
    assert is_quiet(desk, silent) == quiet


@pytest.mark.parametrize(("who", "quiet"), [("own", True), ("members", False)])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_counts_when_the_desk_reads_whose_it_is(desk, silent, who, quiet, answer):
    hidden = {"audience_who": who, "audience_contact": who}
    match = MatchFactory(offer=ListingFactory(company=silent.company, **hidden))
    Interest.objects.create(match=match, side="offer", answer=answer, by=silent.user)
    record(action=f"match.{answer}", by=silent.user, company=silent.company)
    if not quiet:  # the bare row that it answers from was placed now; it is not what counts here
        type(match.offer).objects.update(created_at=timezone.now() - timedelta(days=90))
    assert is_quiet(desk, silent) == quiet


@pytest.mark.parametrize(("audience", "quiet"), [("own", True), ("desk", False)])
def test_a_deal_counts_when_the_desk_may_see_it(desk, silent, audience, quiet):
    other = MembershipFactory().company
    Deal.objects.create(
        offer_company=silent.company, need_company=other, agreed="iets", audience=audience,
        proposed_by_side="offer", offer_signed_at=timezone.now(),
    )  # fmt: skip
    record(action="deal.proposed", by=silent.user, company=silent.company)
    assert is_quiet(desk, silent) == quiet


@pytest.mark.parametrize(
    ("action", "quiet"), [("company.edited", False), ("listing.closed", True), ("guest.came", True)]
)
def test_an_act_counts_when_the_desk_reads_it_on_a_page(desk, silent, action, quiet):
    record(action=action, by=silent.user, company=silent.company)
    assert is_quiet(desk, silent) == quiet
