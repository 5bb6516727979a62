from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Realised,
    Stance,
    State,
    Step,
)
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory


class InvestmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Investment

    title = factory.Sequence(lambda n: f"Waterzuivering {n}")
    unit = "m³ per uur"
    reference_size = Decimal(100)
    reference_cost = Decimal(1_000_000)
    exponent = Decimal("0.6")
    phasing = factory.LazyFunction(lambda: [100])
    lifetime = 15
    audience = Level.MEMBERS

    class Params:
        pledging = factory.Trait(
            state=State.PLEDGING,
            opened_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=5)),
            pledges_until=factory.LazyFunction(lambda: timezone.now() + timedelta(days=14)),
        )


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participation

    investment = factory.SubFactory(InvestmentFactory)
    company = factory.SubFactory(CompanyFactory)
    stance = Stance.IN


class FiguresFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Figures

    participation = factory.SubFactory(ParticipationFactory)
    size = Decimal(20)
    benefit_low = Decimal(30_000)
    benefit_likely = Decimal(50_000)
    benefit_high = Decimal(70_000)


class PledgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pledge

    participation = factory.SubFactory(ParticipationFactory)


class StepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Step

    what = "De grond is klaar"
    planned_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))


class RealisedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Realised

    year = 2025
    cost = Decimal(8_000)
    benefit = Decimal(20_000)


def speaker(company=None, **fields):
    """Somebody of a company that takes part."""
    return MembershipFactory(company=company or CompanyFactory(**fields)).user


def company_of(user):
    return Company.objects.of(user).get()


def pledged(investment, company=None, *, size=20, least=None, most=None, **figures):
    """A company that gave figures and pledged."""
    part = ParticipationFactory(investment=investment, company=company or CompanyFactory())
    FiguresFactory(participation=part, size=Decimal(size), **figures)
    PledgeFactory(participation=part, least_companies=least, most_share=most)
    return part
