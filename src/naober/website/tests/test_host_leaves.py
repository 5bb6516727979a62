"""The host of a coming meeting leaves: the desk finds on Monday that an address is needed."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from naober.features.desk.models import FollowUp
from naober.features.meetings.tests.factories import MeetingFactory
from naober.foundation.members.services import company_leaves
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_desk_finds_it_on_monday():
    host, desk = CompanyFactory(stage="member"), UserFactory(desk_role="desk")
    MeetingFactory(host=host, place="Kanaaldijk 9", title="Netwerkborrel")
    MeetingFactory(place="De Brink")
    company_leaves(company=host, by=desk)
    asked = FollowUp.objects.get()
    assert (asked.company, "Netwerkborrel" in asked.text) == (host, True)
    client = Client()
    client.force_login(desk)
    page = unescape(client.get(reverse("desk:monday")).content.decode())
    assert asked.text in page
