"""What changed, by whom and when; never the words of before."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from naober.features.exchange import services
from naober.features.exchange.services import Said, Terms
from naober.features.exchange.tests.factories import (
    UserFactory,
    company_with_person,
    person_of,
    say,
)
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "Wij zoeken 400 ton glasscherven voor 12 euro de ton"


def page(client, listing, user):
    client.force_login(user)
    return client.get(reverse("exchange:changes", args=[listing.pk]))


@pytest.fixture
def owner():
    return company_with_person("Glasblazerij")


@pytest.fixture
def listing(owner):
    made = say(owner[0], SECRET, audience=Level.OWN)
    said = Said("Wij zoeken glasscherven", "need", audience=Level.MEMBERS)
    return services.edit_listing(listing=made, said=said, by=owner[1])


def test_its_own_people_read_which_parts_changed_and_for_whom_it_is(client, listing, owner):
    client.force_login(owner[1])
    text = page(client, listing, person_of(owner[0])).content.decode()
    for words in ("de zin", "wie het mag zien", "alle leden", str(owner[1])):
        assert words in text.lower() or words in text
    assert "bring or get" not in text


def test_the_words_of_before_are_kept_nowhere(client, listing, owner):
    text = page(client, listing, owner[1]).content.decode()
    kept = json.dumps(list(Entry.objects.values_list("facts", flat=True)))
    for secret in ("400 ton", "12 euro", SECRET):
        assert secret not in text
        assert secret not in kept


def test_the_link_to_it_stands_on_its_page(client, listing, owner):
    client.force_login(owner[1])
    address = reverse("exchange:changes", args=[listing.pk])
    assert address in client.get(reverse("exchange:listing", args=[listing.pk])).content.decode()


def test_the_desk_reads_what_it_did_itself(client, listing, owner):
    desk = UserFactory(desk_role="desk")
    services.renew_listing(listing=listing, by=desk)
    lines = page(client, listing, desk).context["page"].object_list
    assert [line.on_behalf for line in lines] == [True]
    assert len(page(client, listing, owner[1]).context["page"].object_list) == 3


def test_another_member_reads_nothing(client, listing):
    assert page(client, listing, company_with_person()[1]).status_code == 403


def test_the_desk_does_not_where_it_may_not_read_whose_it_is(client, owner):
    desk = UserFactory(desk_role="desk")
    made = say(owner[0], SECRET)
    services.renew_listing(listing=made, by=desk)
    said = Said("Wij zoeken glasscherven", "need", audience=Level.MEMBERS, who=Level.OWN)
    services.edit_listing(listing=made, said=said, by=owner[1])
    assert page(client, made, desk).status_code == 403


def test_a_changed_deal_says_what_changed_on_its_page(client, deal, giver, taker):
    terms = Terms("Elke maand een vracht", expected={"material": Decimal(3)})
    services.change_deal(deal=deal, side="need", terms=terms, version=1, by=taker[1])
    client.force_login(giver[1])
    text = client.get(reverse("exchange:deal", args=[deal.pk])).content.decode()
    assert "wat u afsprak, wat het naar verwachting oplevert" in text
    assert "Elke week een vracht" not in text
