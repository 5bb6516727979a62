import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from naober.features.focus import selectors, services
from naober.features.focus.models import Action, Document, FocusPoint, Seat, WorkingGroup
from naober.features.focus.services import Charter
from naober.features.focus.tests.factories import (
    ActionFactory,
    DocumentFactory,
    FocusPointFactory,
    SeatFactory,
)
from naober.foundation.members.models import Company, User
from naober.foundation.members.services import company_leaves, forget, merge_companies
from naober.foundation.members.services import leave as leave_company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(desk):
    return services.form_group(point=FocusPointFactory(), charter=Charter("Gas"), by=desk)


@pytest.fixture
def chair(group):
    return SeatFactory(group=group, is_chair=True)


def member():
    role = MembershipFactory(company__stage="member")
    return role.user, role.company


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.text).group(1)


def press(client, url, choice="yes"):
    assert client.get(url).status_code == 200
    return client.post(url, {"choice": choice})


def test_only_the_desk_forms_one_and_once(group, desk):
    assert services.form_group(point=group.point, charter=Charter("Nog eens"), by=desk) == group
    with pytest.raises(PermissionDenied):
        services.form_group(point=FocusPointFactory(), charter=Charter("Gas"), by=member()[0])


def test_who_asks_is_let_in_by_the_chair(group, chair):
    user, company = member()
    seat = services.ask_to_join(group=group, company=company, by=user)
    assert not WorkingGroup.objects.inside_for(user).exists()
    with pytest.raises(PermissionDenied):
        services.let_in(seat=seat, by=user)
    services.let_in(seat=seat, by=chair.user)
    assert WorkingGroup.objects.inside_for(user).get() == group
    assert Mail.objects.get(email=user.email).subject


def test_one_asks_for_ones_own_company_only(group):
    user, _company = member()
    with pytest.raises(PermissionDenied):
        services.ask_to_join(group=group, company=CompanyFactory(stage="member"), by=user)


def test_a_guest_comes_in_by_mail_and_sees_this_group_only(group, chair):
    services.invite(
        group=group, email="Docent@School.example", organisation="De school", by=chair.user
    )
    mail = Mail.objects.get(email="docent@school.example")
    client = Client()
    press(client, link_in(mail))
    guest = User.objects.get(email="docent@school.example")
    assert Seat.objects.get(user=guest).is_guest
    assert client.get(group.get_absolute_url()).status_code == 200
    FocusPointFactory()
    assert list(FocusPoint.objects.visible_to(guest)) == [group.point]
    home = client.get(reverse("home")).content.decode()
    assert group.name in home
    services.end_seat(seat=Seat.objects.get(user=guest), by=chair.user)
    assert client.get(group.get_absolute_url()).status_code == 404


def test_who_acts_for_a_member_sits_there_for_it(group, chair):
    user, company = member()
    seat = services.invite(group=group, email=user.email, organisation="", by=chair.user)
    assert (seat.company, seat.is_guest) == (None, True)  # nothing shows before they say yes
    press(Client(), link_in(Mail.objects.get(email=user.email)))
    seat.refresh_from_db()
    assert (seat.company, seat.is_guest, seat.state) == (company, False, "in")


def test_no_is_no_and_the_link_is_over(group, chair):
    services.invite(group=group, email="docent@school.example", organisation="", by=chair.user)
    url = link_in(Mail.objects.get(email="docent@school.example"))
    press(Client(), url, "no")
    Client().post(url, {"choice": "yes"})
    assert Seat.objects.get(email="docent@school.example").state == "over"
    assert not User.objects.filter(email="docent@school.example").exists()


def test_an_invitation_that_was_taken_back_opens_nothing(group, chair):
    seat = services.invite(
        group=group, email="docent@school.example", organisation="", by=chair.user
    )
    services.end_seat(seat=seat, by=chair.user)
    Client().post(link_in(Mail.objects.get(email="docent@school.example")), {"choice": "yes"})
    assert not WorkingGroup.objects.inside_for(UserFactory()).exists()
    assert not Seat.objects.running().filter(email="docent@school.example").exists()


def test_who_was_asked_is_not_asked_twice(group, chair):
    services.invite(group=group, email="docent@school.example", organisation="", by=chair.user)
    with pytest.raises(ValidationError):
        services.invite(group=group, email="DOCENT@school.example", organisation="", by=chair.user)


def test_one_chair_and_no_guest(group, chair):
    other = SeatFactory(group=group)
    services.make_chair(seat=other, by=chair.user)
    assert Seat.objects.get(group=group, is_chair=True) == other
    guest = Seat.objects.create(group=group, user=UserFactory(), is_guest=True, state="in")
    with pytest.raises(ValidationError):
        services.make_chair(seat=guest, by=other.user)
    with pytest.raises(PermissionDenied):
        services.make_chair(seat=chair, by=chair.user)


def test_who_leaves_the_company_leaves_the_group(group, chair, desk):
    seat = SeatFactory(group=group)
    MembershipFactory(company=seat.company, is_contact=True)
    action = ActionFactory(group=group, owner=seat.user)
    leave_company(company=seat.company, person=seat.user, by=seat.user)
    seat.refresh_from_db()
    action.refresh_from_db()
    assert seat.state == "over"
    assert action.owner == chair.user


def test_of_who_is_forgotten_no_address_stays(group, chair):
    services.invite(
        group=group, email="docent@school.example", organisation="De school", by=chair.user
    )
    press(Client(), link_in(Mail.objects.get(email="docent@school.example")))
    guest = User.objects.get(email="docent@school.example")
    forget(person=guest)
    seat = Seat.objects.get(user=guest)
    assert (seat.email, seat.organisation, seat.state) == ("", "", "over")


def test_a_company_that_leaves_takes_its_people_along(group, chair, desk):
    seat = SeatFactory(group=group)
    mine = ActionFactory(group=group, company=seat.company)
    company_leaves(company=seat.company, by=desk)
    seat.refresh_from_db()
    mine.refresh_from_db()
    assert seat.state == "over"
    assert (mine.company, mine.owner) == (None, chair.user)


def test_companies_made_one_sit_there_as_one(group, desk):
    kept = CompanyFactory(stage="member")
    seat = SeatFactory(group=group)
    Action.objects.create(group=group, text="Bellen", company=seat.company)
    merge_companies(kept=kept, merged=seat.company, by=desk)
    assert Seat.objects.get(pk=seat.pk).company == kept
    assert Action.objects.get().company == kept


@pytest.mark.parametrize("tab", ["people", "decisions", "documents", "talk"])
def test_from_outside_nothing_of_the_inside_is_read(group, chair, tab):
    secret = "Steenkolenplan"
    ActionFactory(group=group, text=secret)
    DocumentFactory(group=group, title=secret)
    services.say(group=group, text=secret, by=chair.user)
    user, _company = member()
    client = Client()
    client.force_login(user)
    assert client.get(reverse(f"focus:{tab}", args=[group.pk])).status_code == 403
    seen = client.get(group.get_absolute_url()).content.decode()
    seen += client.get(group.point.get_absolute_url()).content.decode()
    assert not selectors.search_actions(user, secret).exists()
    assert secret not in seen
    assert not Document.objects.visible_to(user).exists()
    assert chair.user.email not in seen


def test_the_group_shows_no_company_that_stays_out_of_the_directory(group):
    hidden = SeatFactory(group=group, company__in_directory=False)
    user, _company = member()
    client = Client()
    client.force_login(user)
    assert hidden.company.name not in client.get(group.get_absolute_url()).content.decode()
    assert Company.objects.visible_to(user).exclude(pk=hidden.company_id).exists()
