"""A company is asked once: by the people of the matter and its direction."""

import pytest

from naober.features.positions import news, rules
from naober.features.positions.models import Position
from naober.features.positions.tests import factories
from naober.foundation.members.models import Role
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def person(company, role, *, contact=False):
    return MembershipFactory(company=company, role=role, is_contact=contact).user


def asked(people, field):
    company = CompanyFactory()
    made = {name: person(company, *row[:1], contact=row[1]) for name, row in people.items()}
    return {name for name, user in made.items() if rules.asked(user).about(field)}


EVERYBODY = {
    "boss": (Role.DIRECTION, False),
    "contact": (Role.PURCHASING, True),
    "energy": (Role.ENERGY, False),
    "people": (Role.HR, False),
}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("", {"boss", "contact"}),
        (Role.ENERGY, {"boss", "energy"}),
        (Role.HSE, {"boss", "contact"}),  # nobody there: as without a field
        (Role.DIRECTION, {"boss"}),
    ],
)
def test_by_field(field, expected):
    assert asked(EVERYBODY, field) == expected


def test_where_nobody_speaks_everybody_is_asked():
    people = dict.fromkeys(("one", "two"), (Role.HR, False))
    assert asked(people, Role.ENERGY) == {"one", "two"}


def test_the_digest_asks_who_is_of_the_matter():
    company = CompanyFactory()
    energy, people = person(company, Role.ENERGY), person(company, Role.HR)
    for made in (factories.to_sign(), factories.for_comment()):
        Position.objects.filter(pk=made.pk).update(field=Role.ENERGY)
    assert len(news.digest_items(energy)) == 2
    assert news.digest_items(people) == []
