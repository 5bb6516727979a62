"""“Alles wat wij van u hebben” also holds deals, what they brought, and guests; of no one else."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from naober.features.exchange import services
from naober.features.exchange.models import Match
from naober.features.exchange.services import Terms
from naober.features.exchange.tests.factories import company_with_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """Two companies with an agreement, and a guest of the first in its listing."""
    giver, taker = company_with_person("Gever"), company_with_person("Nemer")
    say(taker[0], "Wij zoeken PET-snippers, 100 ton per jaar")
    mine = say(giver[0], "Wij houden 200 ton PET-snippers per jaar over")
    for side, (_company, person) in [("offer", giver), ("need", taker)]:
        match = services.express_interest(match=Match.objects.get(), side=side, by=person)
    services.propose_deal(match=match, side="offer", terms=Terms("Elke week"), by=giver[1])
    guest = services.invite_guest(
        to=mine, email="gast@naober.example", company=giver[0], by=giver[1]
    )
    return giver, taker, services.let_guest_in(guest=guest)


def taken(client, person, address):
    client.force_login(person)
    answer = client.get(address, {"form": "json"})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer) or answer.content)) as archive:
        return {name[3:-5]: json.loads(archive.read(name)) for name in archive.namelist()}


def test_both_take_along_what_they_agreed(client, both):
    giver, taker, _guest = both
    for (company, person), other in [(giver, "Nemer"), (taker, "Gever")]:
        found = taken(client, person, reverse("company-export", args=[company.pk]))
        [row] = found["samenwerkingen"]
        assert (row["Met"], row["Afgesproken"]) == (other, "Elke week")


def test_guests_stand_with_who_asked_them_in_and_with_themselves(client, both):
    giver, taker, guest = both
    mine = taken(client, giver[1], reverse("company-export", args=[giver[0].pk]))
    assert [row["E-mailadres"] for row in mine["gasten"]] == ["gast@naober.example"]
    theirs = taken(client, taker[1], reverse("company-export", args=[taker[0].pk]))
    assert theirs["gasten"] == []
    own = taken(client, guest, reverse("my-export"))
    assert [row["Bedrijf"] for row in own["gast-van"]] == ["Gever"]
