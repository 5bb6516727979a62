"""What companies plan and buy together for a focus point stands on its page, for who may know of
it, and can be reported as what it brought."""

import pytest
from django.test import Client
from django.urls import reverse

from naober.features.agenda.models import Milestone
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.focus.tests.factories import FocusPointFactory
from naober.features.investments.tests.factories import InvestmentFactory
from naober.features.streams import services
from naober.features.streams.tests.factories import plan_of, say
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(person, point):
    return client_of(person).get(point.get_absolute_url()).content.decode()


def test_a_plan_and_an_investment_stand_on_the_page_of_their_focus_point(desk):
    challenge = ChallengeFactory()
    point = FocusPointFactory()
    point.challenges.add(challenge)
    made = InvestmentFactory(point=point)
    kept = InvestmentFactory(point=point, audience=Level.DESK)
    offer = say("Wij houden 100 ton PET-snippers per jaar over in Emmen")
    need = say("Wij zoeken PET-snippers, 100 ton per jaar in Emmen")
    plan = plan_of([(offer, need)], desk=desk)
    plan.point = point
    plan.save()
    mine, stranger = offer.company.memberships.get().user, MembershipFactory().user
    for person in (mine, stranger):
        page = page_of(person, point)
        assert made.title in page
        assert kept.title not in page
        assert reverse("streams:own") + '"><b>' not in page
    services.tell_plan(plan=plan, rule="", by=desk)
    assert reverse("streams:own") + '"><b>' in page_of(mine, point)
    assert reverse("streams:own") + '"><b>' not in page_of(stranger, point)
    page = page_of(desk, point)
    assert kept.title in page
    assert plan.get_absolute_url() in page
    assert point.title in client_of(desk).get(plan.get_absolute_url()).content.decode()
    assert Milestone.objects.filter(challenge=challenge, kind="streams.told").count() == 1


def test_it_can_be_how_one_knows_of_a_result(desk):
    point = FocusPointFactory()
    made = InvestmentFactory(point=point)
    page = page_of(desk, point)
    address = f"http://testserver{made.get_absolute_url()}"
    assert f"?link={address}" in page
    form = client_of(desk).get(reverse("focus:result-new", args=[point.pk]) + f"?link={address}")
    assert f'value="{address}"' in form.content.decode()
