from datetime import timedelta

import factory
from django.utils import timezone

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.weighing import services
from naober.features.weighing.models import Ballot, Candidate, Round, State
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    question = factory.Sequence(lambda n: f"Waar gaan we {n} aan werken?")
    budget = 10_000
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))

    class Params:
        opened = factory.Trait(
            state=State.OPEN,
            opened_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=20)),
        )


class CandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidate

    round = factory.SubFactory(RoundFactory)
    challenge = factory.SubFactory(ChallengeFactory, audience=Level.MEMBERS)
    title = factory.Sequence(lambda n: f"Kandidaat {n}")
    cost = 4_000
    position = factory.Sequence(lambda n: n % 30_000)


class BallotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ballot

    round = factory.SubFactory(RoundFactory, opened=True)
    company = factory.SubFactory(CompanyFactory)


def voter(**company):
    """Somebody of a company that takes part."""
    return MembershipFactory(company=CompanyFactory(**company)).user


def round_with_votes(votes, costs=(4_000, 4_000, 4_000), companies=None, **fields):
    """An open round; `votes` are, for each company, the places of the candidates it wants."""
    made = RoundFactory(opened=True, **fields)
    candidates = [CandidateFactory(round=made, cost=cost) for cost in costs]
    for number, wanted in enumerate(votes):
        company = companies[number] if companies else CompanyFactory()
        points = {str(candidates[place].pk): 1 for place in wanted}
        BallotFactory(round=made, company=company, points=points)
    return made


def closed_round(votes=((0,), (0, 1), (0, 1), (0, 1), (1,), (1, 2)), **fields):
    """Counted, to be confirmed."""
    made = round_with_votes(votes, **fields)
    Round.objects.filter(pk=made.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    services.close_due()
    made.refresh_from_db()
    return made


def company_of(user):
    return Company.objects.of(user).get()
