"""Who opened a listing: useful for who placed it, and no way to what a neighbour hides."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.tests.factories import (
    NEED,
    OFFER,
    company_with_person,
    person_of,
    say,
)
from naober.foundation.audience.models import Sighting
from naober.foundation.members.models import CompanyGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(giver):
    return say(giver[0], OFFER)


def look(client, listing, person):
    client.force_login(person)
    for url in (
        reverse("exchange:listing", args=[listing.pk]),
        reverse("api-1:get_listing", args=[listing.pk]),
    ):
        assert client.get(url).status_code == 200


def weeks_ago(number):
    """A moment in a week that is over, its Monday when `number` is whole."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday() + 7 * number)


def told(client, listing, owner):
    client.force_login(owner)
    page = client.get(reverse("exchange:seen", args=[listing.pk]))
    return [(row["week"], row["who"], row["name"] or "") for row in page.context["page"]]


def age(number):
    Sighting.objects.update(day=weeks_ago(number) + timedelta(days=2))


def test_a_week_stands_there_when_it_is_over(client, giver, taker, listing):
    look(client, listing, taker[1])
    assert Sighting.objects.get().company == taker[0]
    assert told(client, listing, giver[1]) == []
    Sighting.objects.update(day=weeks_ago(0) - timedelta(days=1))
    assert told(client, listing, giver[1]) == [(weeks_ago(1), "company", taker[0].name)]
    assert told(client, listing, person_of(giver[0])) == [(weeks_ago(1), "company", "Nemer")]


def test_twice_in_a_week_is_once(client, giver, taker, listing):
    for day in (0, 3, 6):
        Sighting.objects.create(
            about="exchange.listing",
            object_id=listing.pk,
            viewer="company",
            company=taker[0],
            day=weeks_ago(1) + timedelta(days=day),
        )
    assert told(client, listing, giver[1]) == [(weeks_ago(1), "company", taker[0].name)]


def test_while_something_hidden_fits_nobody_is_named_so_no_absence_tells(
    client, giver, taker, listing
):
    third = company_with_person("Derde")
    say(taker[0], NEED, confidential=True)
    assert Match.objects.filter(offer=listing).exists()
    for company in (taker, third):
        look(client, listing, company[1])
    assert list(Sighting.objects.values_list("viewer", "company")) == [("someone", None)]
    age(1)
    assert told(client, listing, giver[1]) == [(weeks_ago(1), "someone", "")]


def test_who_came_before_in_that_week_is_not_named_either(client, giver, taker, listing):
    look(client, listing, taker[1])
    age(2)
    Sighting.objects.bulk_create(
        Sighting(
            about=one.about, object_id=one.object_id, viewer="company", company=taker[0], day=d
        )
        for one in Sighting.objects.all()
        for d in (weeks_ago(1) + timedelta(days=1),)
    )
    say(taker[0], NEED, confidential=True)
    came = datetime.combine(weeks_ago(1) + timedelta(days=3), time(12))
    Match.objects.update(first_seen_at=timezone.make_aware(came))
    assert told(client, listing, giver[1]) == [
        (weeks_ago(1), "someone", ""),
        (weeks_ago(2), "company", taker[0].name),
    ]


def test_after_an_introduction_names_stand_there_again(client, giver, taker, listing):
    hidden = say(taker[0], NEED, confidential=True)
    match = Match.objects.get(need=hidden)
    services.express_interest(match=match, side="offer", by=giver[1])
    services.express_interest(match=match, side="need", by=taker[1])
    look(client, listing, taker[1])
    assert Sighting.objects.get().company == taker[0]


def test_what_its_owner_cannot_see_changes_nothing(client, giver, taker, listing):
    """Else that nobody is named would tell that there is something."""
    other = CompanyGroup.objects.create(name="Anderen", owner=taker[0])
    for level, more in (("own", {}), ("desk", {}), ("named", {"group": other})):
        Listing.objects.filter(company=taker[0]).delete()
        hidden = say(taker[0], NEED, confidential=True, audience=level, **more)
        assert Match.objects.filter(offer=listing, need=hidden).exists()
        Sighting.objects.all().delete()
        look(client, listing, taker[1])
        assert Sighting.objects.get().company == taker[0]
    other.companies.add(giver[0])
    Sighting.objects.all().delete()
    look(client, listing, taker[1])
    assert Sighting.objects.get().viewer == "someone"
