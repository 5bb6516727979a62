"""What a page behind a link in a mail shows, and what comes of it.

A feature implements, in its `mail_acts.py`, for each purpose `describe(link) -> ActPage`, which
changes nothing, and `perform(link, choice, data) -> Done`, which runs in the transaction in which
the link is used up. The page shows no more than the mail itself did: it may have been forwarded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm
from django.http import QueryDict

if TYPE_CHECKING:
    from naober.foundation.notifications.models import Link


@dataclass(frozen=True, slots=True)
class Choice:
    """One button. `tone`: "" the first wish, "quiet" another answer, "danger" what cannot be
    undone."""

    value: str
    label: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ActPage:
    """What will happen. `fields`: a Django form that goes with the answer, or nothing. With most
    acts the form only adds something to a yes, and the yes stands above it; `fields_first`: the
    form is the answer, and the button stands under it. `ask`: one line above the form.
    `more`: a page that says more, and what it is called; only for who may open it."""

    title: str
    text: str
    choices: tuple[Choice, ...]
    fields: BaseForm | tuple[()] | None = ()
    fields_first: bool = False
    ask: str = ""
    more: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What happened, and the way on. `sign_in` is for invitations only: see website.mail.links."""

    title: str
    text: str
    url: str = ""
    sign_in: Any = None


class AskAgainError(Exception):
    """Raised by `perform` when something has to be filled in anew: nothing was changed, the link
    stays good, and the page is shown again (with the errors in its form)."""

    def __init__(self, page: ActPage) -> None:
        super().__init__(page.title)
        self.page = page


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table of purposes. `signs_in`: whether who uses it may be signed in by it.
    `one_click`: the choice that a mail program may make by itself, to stop mail (RFC 8058).
    `leaves_no_trace`: choices of which nothing is kept, not even that the link was used."""

    describe: Callable[[Link], ActPage]
    perform: Callable[[Link, str, QueryDict], Done]
    signs_in: bool = False
    one_click: str = ""
    leaves_no_trace: frozenset[str] = frozenset()
