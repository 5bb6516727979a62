"""Invitations and what is asked of the desk are in its workbook, with what came of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naober.foundation.members.models import Invitation, Wish
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory
from naober.website.desk import exporting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        ({}, "wacht op antwoord"),
        ({"accepted_at": NOW}, "aangenomen"),
        ({"declined_at": NOW}, "afgewezen"),
        ({"withdrawn_at": NOW}, "ingetrokken"),
        ({"expires_at": NOW - timedelta(days=1)}, "verlopen"),
    ],
)
def test_what_came_of_an_invitation(moments, told):
    company = CompanyFactory()
    Invitation.objects.create(company=company, email="a@b.example", name="A", roles=[], **moments)
    desk = UserFactory(desk_role="desk")
    [row] = exporting.TABLES["invitations"].rows(desk)
    assert (row[0], row[2], row[6]) == (company.name, "a@b.example", told)


def test_what_was_asked_of_the_desk():
    asked = {"kind": "join", "name": "A", "email": "a@b.example", "company_name": "Nieuw"}
    Wish.objects.create(**asked, settled_at=NOW, was_granted=True)
    [row] = exporting.TABLES["wishes"].rows(UserFactory(desk_role="desk"))
    assert row[4] == "Nieuw"
    assert row[-1] == "ja gezegd"


def test_both_sheets_are_offered_and_made():
    desk = UserFactory(desk_role="desk")
    assert exporting.workbook(["invitations", "wishes"], desk).startswith(b"PK")
