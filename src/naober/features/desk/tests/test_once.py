"""Sent twice, made once; changed and sent again, made anew."""

import pytest
from django.urls import reverse

from naober.features.desk.models import FollowUp
from naober.foundation.core.once import fresh
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "of_another", "made"),
    [("Terugbellen", False, 1), ("Langsgaan", False, 2), ("Terugbellen", True, 2)],
)
def test_the_number_in_a_form(client, text, of_another, made):
    """A number that was made for somebody else counts as none."""
    desk, company = UserFactory(desk_role="desk"), CompanyFactory()
    client.force_login(desk)
    page = reverse("desk:follow-up-add", args=[company.pk])
    number = fresh(UserFactory() if of_another else desk)
    for said in ("Terugbellen", text):
        form = {"text": said, "due": "2027-01-04", "once": number}
        assert client.post(page, form).status_code == 302
    assert FollowUp.objects.filter(company=company).count() == made
