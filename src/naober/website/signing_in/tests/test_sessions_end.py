"""However somebody came in: the session is listed, can be ended, and ends with the person."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from naober.features.exchange.services import invite_guest
from naober.features.exchange.tests.factories import ListingFactory
from naober.foundation.members.services import forgetting
from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.links import address_of
from naober.foundation.notifications.models import Link

pytestmark = pytest.mark.django_db


def test_a_session_by_mail_link_is_listed_and_ends():
    one, client = MembershipFactory(), Client()
    listing = ListingFactory(company=one.company, audience="own")
    invite_guest(to=listing, email="gast@buiten.example", company=one.company, by=one.user)
    path = "/doen/" + address_of(Link.objects.get(purpose="guest.invite")).split("/doen/")[1]
    opened = client.post(path, {"choice": "yes"})
    assert opened.status_code == 302
    session = UserSession.objects.get()
    assert session.session_key == client.session.session_key
    assert client.get(reverse("usersessions_list")).status_code == 200
    assert client.get(opened.url).status_code == 200
    session.end()
    assert client.get(opened.url).status_code == 302


def test_a_forgotten_person_has_no_session():
    one, client = MembershipFactory(), Client()
    client.force_login(one.user)
    assert client.get(reverse("exchange:listings")).status_code == 200
    forgetting.forget(person=one.user)
    assert client.get(reverse("exchange:listings")).status_code == 302
    assert not UserSession.objects.filter(user=one.user).exists()
