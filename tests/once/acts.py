"""A step as a browser or the worker does it, and what the page puts in its form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from naober.foundation.notifications.services import make_link


@dataclass
class Act:
    """One press on a button, by somebody who is signed in or who holds a link."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    user: Any = None

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        if self.user:
            self.client.force_login(self.user)

    def __call__(self) -> int:
        """The status of the answer."""
        return self.client.post(self.path, self.data).status_code


@dataclass
class Chore:
    """Something the worker does."""

    do: Callable[[], object]

    def __call__(self) -> int:
        self.do()
        return 200


Scene = Callable[[], Act | Chore]


def fresh_number(path: str, user: Any) -> str:
    """What the page puts in its form."""
    client = Client()
    if user:
        client.force_login(user)
    page = client.get(path)
    form = page.context["say_form" if "say_form" in page.context else "form"]
    assert f'value="{form["once"].value()}"' in page.content.decode()
    return str(form["once"].value())


def sent_twice(made):
    """An act that makes one row of this table, sent by two browsers."""
    before = made.count()

    def check(statuses):
        assert statuses == [302, 302]
        assert made.count() == before + 1

    return check


def by_link(purpose: str, target: object, person: Any, choice: str = "yes") -> Act:
    address = make_link(purpose=purpose, person=person, email=person.email, target=str(target))
    return Act(address.removeprefix("http://testserver"), {"choice": choice})
