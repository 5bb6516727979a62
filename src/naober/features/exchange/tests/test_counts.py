"""The number above a list is that of the list, for whoever reads it and whatever they filter."""

from itertools import product

import pytest
from django.utils import timezone

from naober.features.exchange.counts import count_listings
from naober.features.exchange.models import ListingGuest, Match
from naober.features.exchange.selectors import Wanted, listings
from naober.features.exchange.tests.factories import ListingFactory, person_of
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company, CompanyGroup
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

FILTERS = [Wanted(), Wanted(direction="need"), Wanted(place="Emmen"), Wanted(tab="own")]


@pytest.mark.django_db
def test_a_count_is_as_many_as_the_list_has() -> None:
    owner, met, chosen, other = CompanyFactory.create_batch(4)
    group = CompanyGroup.objects.create(name="Groep")
    group.companies.add(chosen)
    made = {
        (level, direction): ListingFactory(
            company=owner,
            audience=level,
            audience_who=level,
            audience_group=group,
            direction=direction,
            place="Emmen",
            entered_by_desk=direction == "need",
        )
        for level, direction in product(Level.values, ["offer", "need"])
    }
    hidden = made[Level.OWN, "offer"]
    theirs = ListingFactory(company=met, direction="need", audience=Level.OWN)
    Match.objects.create(
        offer=hidden,
        need=theirs,
        offer_company=owner,
        need_company=met,
        score=0.5,
        introduced_at=timezone.now(),
    )
    guest = person_of(CompanyFactory(stage=Company.Stage.PROSPECT))
    ListingGuest.objects.create(listing=hidden, user=guest, company=owner, email="g@naober.example")
    readers = [
        guest,
        *(person_of(company) for company in (owner, met, chosen, other)),
        *(UserFactory(desk_role=role) for role in ("desk", "board")),
    ]
    seen = set()
    for reader, wanted, looking in product(readers, FILTERS, [True, False]):
        reader.is_looking, reader.settled = looking, None
        found = len(listings(reader, wanted))
        assert count_listings(reader, wanted) == found, (reader, wanted, looking)
        seen.add(found)
    assert len(seen) > len(Level.values)
