from datetime import timedelta

import factory
from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Listing, Match
from naober.features.exchange.services import Said
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Membership
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)


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
