"""The desk acts for a company for a while: a bar says so on every page."""

import pytest
from django.urls import reverse

from naober.features.desk.tests.factories import ConversationFactory
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_bar_says_for_whom_the_desk_acts_until_it_stops(client):
    company = ConversationFactory(company__name="Zagerij Zwart").company
    client.force_login(UserFactory(desk_role="desk", language="en"))
    bar = "You act for Zagerij Zwart"
    follow_ups = reverse("desk:follow-ups")
    assert bar not in client.get(follow_ups).content.decode()
    client.post(reverse("desk:act-start", args=[company.pk]))
    assert bar in client.get(reverse("desk:follow-ups")).content.decode()
    say = f"{reverse('exchange:say')}?company={company.pk}"
    assert say in client.get(follow_ups).content.decode()
    client.post(reverse("desk:act-stop"))
    client.get(follow_ups)  # which tells that it stopped
    assert bar not in client.get(follow_ups).content.decode()


def test_nobody_else_acts_for_a_company_however_the_session_looks(client):
    company = ConversationFactory(company__name="Zagerij Zwart").company
    client.force_login(MembershipFactory().user)
    session = client.session
    session["acting_for"] = company.pk
    session.save()
    assert "banner--acting" not in client.get(reverse("home")).content.decode()
