"""After what a working group keeps for itself, by who left it or never sat there."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.focus import services, shared_agenda
from naober.features.focus.tests.factories import (
    ActionFactory,
    FocusPointFactory,
    SeatFactory,
    WorkingGroupFactory,
)
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory, signed_in

pytestmark = pytest.mark.django_db


def page(user, name, *args):
    return signed_in(user).get(reverse(name, args=args))


def test_who_does_something_from_outside_does_not_read_who_sits_in_the_group():
    group = WorkingGroupFactory()
    SeatFactory(group=group, user=MembershipFactory(user__name="Gerda Zit").user)
    helper = UserFactory(name="Wim Helpt")
    action = ActionFactory(group=group, owner=helper)
    answer = page(helper, "focus:action", action.pk)
    assert action.text in answer.content.decode()
    assert "Gerda Zit" not in answer.content.decode()


def test_who_left_the_group_reads_of_what_they_did_no_names():
    group = WorkingGroupFactory()
    SeatFactory(group=group, user=MembershipFactory(user__name="Gerda Zit").user)
    seat = SeatFactory(group=group)
    action = ActionFactory(group=group, owner=seat.user, done_at=timezone.now())
    services.end_seat(seat=seat, by=seat.user)
    assert "Gerda Zit" not in page(seat.user, "focus:action", action.pk).content.decode()


def test_outsiders_read_of_a_public_focus_point_what_was_made_public_and_no_more():
    outsider = MembershipFactory(company__stage=Company.Stage.PROSPECT).user
    point = FocusPointFactory(is_public=True, title="Openbaar", text="Bij Ketelbouw lekt stoom")
    WorkingGroupFactory(point=point, name="Groep Ketelbouw")
    services.stop_focus(point=point, because="Ketelbouw wil niet", by=UserFactory(desk_role="desk"))
    text = page(outsider, "focus:point", point.pk).content.decode()
    assert "Openbaar" in text
    assert "Ketelbouw" not in text
    assert "Ketelbouw" not in page(outsider, "focus:points").content.decode()
    assert "Ketelbouw" not in page(outsider, "api-1:get_focus_point", point.pk).content.decode()
    assert "Openbaar" not in page(outsider, "search").content.decode()
    client = Client()
    client.force_login(outsider)
    found = client.get(reverse("search"), {"q": "Ketelbouw lekt"}).content.decode()
    assert point.get_absolute_url() not in found


def test_a_visitor_reads_no_name_of_a_group():
    WorkingGroupFactory(point__is_public=True, name="Groep Ketelbouw")
    assert "Ketelbouw" not in Client().get(reverse("focus:agenda")).content.decode()
    assert "Ketelbouw" not in str(shared_agenda.for_pdf(shared_agenda.read(AnonymousUser()), "nl"))
