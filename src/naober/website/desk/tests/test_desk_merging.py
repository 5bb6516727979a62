"""Two companies made one: nothing is forgotten, nothing that may not be edited is edited."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from naober.features.desk.models import NotTheSame
from naober.features.desk.tests.factories import (
    ContactPersonFactory,
    ConversationFactory,
    FollowUpFactory,
)
from naober.features.exchange.models import Deal, Listing, Match
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.features.ledger import services as ledger
from naober.features.positions.tests import factories as positions
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, CompanyGroup, Membership, Role
from naober.foundation.members.services.merging import references
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)
from naober.website.desk.merging import STAYS, make_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return CompanyFactory(name="Weverij Het Weefgetouw", activity="weverij", website="")


@pytest.fixture
def merged():
    return CompanyFactory(name="Het Weefgetouw BV", website="https://weefgetouw.example")


def test_every_table_that_points_to_a_company_is_known():
    found = {(rel.related_model, rel.field.name) for rel in _pointing() if _is_present(rel)}
    assert set(references()) == found
    assert len(found) > 15


def _pointing():
    fields = Company._meta.get_fields(include_hidden=True)
    return [one for one in fields if one.auto_created and not one.concrete and not one.many_to_many]


def _is_present(rel):
    return not rel.related_model.__name__.startswith("Historical")


def test_all_comes_along(desk, kept, merged):
    SiteFactory(company=kept)
    SiteFactory(company=merged, place="Coevorden")
    ListingFactory(company=merged)
    MatchFactory(offer=ListingFactory(company=merged))
    MembershipFactory(company=merged)
    CompanyGroup.objects.create(name="Wevers", owner=merged).companies.add(merged, kept)
    for factory in (ContactPersonFactory, ConversationFactory, FollowUpFactory):
        factory(company=merged)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    for model, name in references():
        if model not in (Entry, Company, *STAYS):
            assert not model._default_manager.filter(**{name: merged.pk}).exists(), (model, name)
    assert kept.sites.filter(is_main=True).count() == 1
    assert kept.sites.count() == 2
    assert kept.groups.count() == 1


def test_what_was_chosen_wins_and_gaps_are_filled(desk, kept, merged):
    make_one(kept=kept, merged=merged, taken=["name", "nonsense", "merged_into"], by=desk)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert kept.name == "Het Weefgetouw BV"
    assert (kept.activity, kept.website) == ("weverij", "https://weefgetouw.example")
    assert merged.merged_into == kept
    assert merged not in Company.objects.visible_to(desk)
    assert Entry.objects.get(company=kept, action="company.merged").on_behalf


def test_the_ledger_stays_as_it_was_written(desk, kept, merged):
    entry = ledger.record(
        company=merged,
        direction="gave",
        kind="hours",
        quantity=Decimal(4),
        unit="hours",
        on=timezone.localdate(),
        source="test",
        key="test:1",
    )
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    entry.refresh_from_db()
    assert entry.company == merged
    assert entry.company.merged_into == kept


def test_who_acts_for_both_keeps_one_role_that_runs(desk, kept, merged):
    person = UserFactory()
    day = timezone.localdate()
    role = {"user": person, "role": Role.ENERGY}
    MembershipFactory(company=kept, ended_on=day, **role)
    MembershipFactory(company=merged, **role)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    assert Membership.objects.get(user=person).ended_on is None


def test_people_of_both_are_asked_first(client, desk, kept, merged):
    """Else each reads what the other keeps for its own eyes."""
    mine, yours = MembershipFactory(company=kept), MembershipFactory(company=merged)
    listing = ListingFactory(company=merged, audience="own")
    with pytest.raises(ValidationError):
        make_one(kept=kept, merged=merged, taken=[], by=desk)
    client.force_login(desk)
    page = client.post(reverse("desk:merge", args=[kept.pk, merged.pk]), {"sure": "1"})
    assert page.status_code == 422
    assert f"mensen van {merged.name} daar dan stoppen" in page.content.decode()
    assert not Listing.objects.visible_to(mine.user).filter(pk=listing.pk).exists()
    assert Company.objects.get(pk=merged.pk).merged_into is None
    Membership.objects.filter(pk=yours.pk).update(ended_on=timezone.localdate())
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    assert Listing.objects.get().company == kept


def test_the_same_people_for_both_need_no_asking(desk, kept, merged):
    person = UserFactory()
    for company in (kept, merged):
        MembershipFactory(company=company, user=person)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    assert Company.objects.get(pk=merged.pk).merged_into == kept


def test_a_match_between_the_two_goes(desk, kept, merged):
    MatchFactory(offer=ListingFactory(company=kept), need__company=merged)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    assert not Match.objects.exists()
    assert Listing.objects.filter(company=kept).count() == 2


def test_a_deal_between_the_two_stands_in_the_way(desk, kept, merged):
    Deal.objects.create(
        offer_company=kept, need_company=merged, agreed="10 t per week", proposed_by_side="offer"
    )
    with pytest.raises(ValidationError):
        make_one(kept=kept, merged=merged, taken=["name"], by=desk)
    merged.refresh_from_db()
    assert merged.merged_into is None


def test_what_each_adds_under_a_text_stands_in_the_way_and_is_said(client, desk, kept, merged):
    position = positions.signed(kept)
    positions.services.sign(position=position, company=merged, by=desk, minority="Liever eerder.")
    position.signatures.filter(company=kept).update(minority="Liever later.")
    client.force_login(desk)
    page = client.post(reverse("desk:merge", args=[kept.pk, merged.pk]), {"sure": "1"})
    assert page.status_code == 422
    assert "ieder iets anders" in page.content.decode()
    position.signatures.filter(company=kept).update(minority="")
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    [signature] = position.signatures.all()
    assert (signature.company, signature.minority) == (kept, "Liever eerder.")


def test_refused(desk, kept, merged):
    with pytest.raises(PermissionDenied):
        make_one(kept=kept, merged=merged, taken=[], by=UserFactory())
    with pytest.raises(ValidationError):
        make_one(kept=kept, merged=kept, taken=[], by=desk)
    with pytest.raises(ValidationError):
        make_one(kept=kept, merged=CompanyFactory(kind="partner"), taken=[], by=desk)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    with pytest.raises(ValidationError):
        make_one(kept=CompanyFactory(), merged=merged, taken=[], by=desk)


def test_what_was_said_apart_moves_without_pairs_of_one(desk, kept, merged):
    third = CompanyFactory()
    NotTheSame.objects.create(first=merged, second=third)
    NotTheSame.objects.create(first=kept, second=merged)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    assert list(NotTheSame.objects.values_list("first", "second")) == [(kept.pk, third.pk)]
