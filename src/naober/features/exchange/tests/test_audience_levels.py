"""The ladder on listings: rules on a row and a question to the database give the same answers."""

from itertools import product

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from naober.features.exchange.models import Listing
from naober.features.exchange.tests.factories import ListingFactory
from naober.foundation.audience.levels import ORDER, FieldGroup, Level, narrowest, rank
from naober.foundation.audience.models import Sighting, saw
from naober.foundation.audience.readers import (
    A_MEMBER,
    A_VISITOR,
    THE_DESK,
    Reader,
    seen_by,
    step_of,
)
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import CompanyFactory


@given(st.sampled_from(ORDER), st.tuples(*[st.sampled_from(ORDER)] * 4))
def test_nothing_is_wider_than_the_object_nor_the_contact_than_the_name(whole, groups):
    names = [f"audience_{group}" for group in FieldGroup.values]
    listing = Listing(audience=whole, **dict(zip(names, groups, strict=True)))
    listing.narrow()
    before = [getattr(listing, name) for name in names]
    assert all(rank(level) <= rank(whole) for level in before)
    assert rank(listing.audience_contact) <= rank(listing.audience_who)
    assert listing.whole_level == narrowest(*before)
    listing.narrow()
    assert [getattr(listing, name) for name in names] == before


@pytest.mark.django_db
def test_what_the_database_lets_through_is_what_the_step_says():
    group = CompanyGroup.objects.create(name="Groep")
    chosen, stranger, owner = CompanyFactory.create_batch(3)
    group.companies.add(chosen)
    for level in Level.values:
        ListingFactory(company=owner, audience=level, audience_who=level, audience_group=group)
    readers = {
        Reader(companies=(owner.pk,)): ORDER,
        THE_DESK: ORDER[1:],
        Reader(companies=(chosen.pk,), groups=(group.pk,), is_member=True): ORDER[2:],
        Reader(companies=(stranger.pk,), is_member=True): ORDER[3:],
        A_MEMBER: ORDER[3:],
        A_VISITOR: ORDER[5:],
    }
    for reader, expected in readers.items():
        found = Listing.objects.filter(seen_by(reader)).values_list("audience", flat=True)
        assert set(found) == set(expected)
        inside = Q(company__in=reader.companies)
        rows = Listing.objects.annotate(step=step_of(reader, inside=inside))
        assert {row.audience for row in rows if row.may_read(FieldGroup.WHO)} == set(expected)


@pytest.mark.django_db
def test_two_companies_may_own_one_thing_and_it_may_be_asked_from_another_table():
    one, other, stranger = CompanyFactory.create_batch(3)
    listing = ListingFactory(company=one, audience="own")
    listing.site = other.sites.create(place="Emmen")
    listing.save()
    for company, count in [(one, 1), (other, 1), (stranger, 0)]:
        reader = Reader(companies=(company.pk,))
        owners = ("company", "site__company")
        assert Listing.objects.filter(seen_by(reader, owners)).count() == count


@pytest.mark.django_db
def test_without_rights_asked_one_reads_what_is_public_only():
    assert not ListingFactory().may_read(FieldGroup.WHO)
    public = dict.fromkeys((f"audience_{group}" for group in FieldGroup.values), "public")
    assert ListingFactory(audience="public", **public).may_read()


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "then"), list(product(["company", "desk"], repeat=2)))
def test_a_sighting_is_written_once_a_day(first, then, django_assert_num_queries):
    companies = {"company": CompanyFactory().pk, "desk": None}
    for viewer in (first, then, first, then):
        saw(about="x", pk=1, viewer=viewer, company=companies[viewer])
    assert Sighting.objects.of("x", 1).count() == len({first, then})
    with django_assert_num_queries(1):
        saw(about="x", pk=1, viewer=first, company=companies[first])


@pytest.mark.django_db
def test_visitors_are_counted():
    for _ in range(3):
        saw(about="x", pk=1, viewer="visitor")
    assert Sighting.objects.get().times == 3
