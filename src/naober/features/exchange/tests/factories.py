from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.services import Line, Said, Terms
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Membership
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)

OFFER = "Wij houden 200 ton PET-snippers per jaar over in Emmen"
NEED = "Wij zoeken PET-snippers, 100 ton per jaar"
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


class ListingFactory(factory.django.DjangoModelFactory):
    """A bare row, not understood and not in the index."""

    class Meta:
        model = Listing

    company = factory.SubFactory(CompanyFactory)
    direction = "offer"
    text = factory.Sequence(lambda n: f"iets bijzonders {n}")
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=100))


class MatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Match

    offer = factory.SubFactory(ListingFactory, direction="offer")
    need = factory.SubFactory(ListingFactory, direction="need")
    offer_company = factory.LazyAttribute(lambda match: match.offer.company)
    need_company = factory.LazyAttribute(lambda match: match.need.company)
    score = 0.5


def person_of(company, **fields):
    """Somebody who acts for a company."""
    return MembershipFactory(company=company, user=UserFactory(**fields)).user


def company_with_person(name=None, place="Emmen", latitude=52.78, longitude=6.9):
    company = CompanyFactory(**({"name": name} if name else {}))
    SiteFactory(company=company, place=place, latitude=latitude, longitude=longitude)
    return company, person_of(company)


def say(company, text, *, by=None, confidential=False, audience=Level.MEMBERS, **said):
    """Through the service, as a person of the company would."""
    first = Membership.objects.filter(company=company, ended_on=None).first()
    by = by or (first.user if first else person_of(company))
    said = Said(text=text, audience=audience, **({"who": "own"} if confidential else {}), **said)
    return services.say_listing(company=company, said=said, by=by)


def agree(match, giver, taker, **terms):
    """A deal that both confirmed."""
    terms = Terms("Elke week een vracht", **terms)
    deal = services.propose_deal(match=match, side="offer", terms=terms, by=giver[1])
    return services.confirm_deal(deal=deal, side="need", version=1, by=taker[1])


def tonnes(quantity="12.5", **fields):
    return Line("material", *YEAR, quantity=Decimal(quantity), **fields)
