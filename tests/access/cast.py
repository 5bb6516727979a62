"""Every kind of person, and what is opened belongs to the company of the `colleague`."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from django.http.cookie import SimpleCookie
from django.test import Client

from naober.foundation.members.models import Company, User
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)


@dataclass
class Cast:
    """`outsider`: of a company that does not take part. `member`: of another company that does.
    `guest`: of no company. `partner`: of a school or authority. The last two may open just what a
    row's function lets them into."""

    company: Company
    people: dict[str, User | None]
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def sign_in(self) -> None:
        for name, user in self.people.items():
            client = Client()
            if user:
                client.force_login(user)
            self.cookies[name] = client.cookies

    def client(self, name: str) -> Client:
        """A new browser, in which this person signed in."""
        client = Client()
        client.cookies = deepcopy(self.cookies[name])
        return client


Arguments = Callable[[Cast], list[object]]
Row = tuple[str, Arguments, tuple[int, int, int, int, int, int, int, int]]


def make_cast() -> Cast:
    company = CompanyFactory()
    prospect = CompanyFactory(stage=Company.Stage.PROSPECT)
    school = CompanyFactory(kind=Company.Kind.PARTNER)
    return Cast(
        company,
        {
            "anonymous": None,
            "outsider": MembershipFactory(company=prospect).user,
            "member": MembershipFactory().user,
            "colleague": MembershipFactory(company=company).user,
            "guest": UserFactory(),
            "partner": MembershipFactory(company=school).user,
            "desk": UserFactory(desk_role="desk"),
            "board": UserFactory(desk_role="board"),
        },
    )


def nothing(cast: Cast) -> list[object]:
    return []
