"""To post a mail and to make a link in it, inside the transaction of what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from naober.foundation.notifications import links, message, tasks
from naober.foundation.notifications.models import Mail


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a mail goes. Its texts are made in their language."""

    email: str
    name: str
    language: str = "nl"
    user_id: int | None = None

    @classmethod
    def of(cls, user: Any) -> Recipient:
        return cls(user.email, user.name, user.language, user.pk)


def post(  # noqa: PLR0913  (a mail has these parts)
    *,
    to: Recipient,
    subject: str,
    text: str,
    key: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    at_once: bool = True,
) -> Mail | None:
    """Put a mail in the outbox; it is sent once the transaction stands. The same key is never
    posted twice: then this gives None. Without `html` it is made of the text.
    """
    mail = Mail(
        key=key,
        message_id=message.new_id(),
        email=to.email,
        name=message.one_line(to.name, 150),
        person_id=to.user_id,
        language=to.language,
        subject=message.one_line(subject, 200),
        text=message.plain(text),
        html=html,
        headers=dict(headers or {}),
    )
    if Mail.objects.filter(key=key).exists():
        return None
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:  # another process posted it in between
        if not Mail.objects.filter(key=key).exists():
            raise
        return None
    if at_once:
        transaction.on_commit(lambda: tasks.ask_to_send(mail.pk), robust=True)
    return mail


def make_link(*, purpose: str, person: Any, email: str, target: str, days: int = 14) -> str:
    """The full address of a page where one act can be done, once, within so many days. Opening
    it changes nothing. `person` is a user, or None when the act is of an address only.
    """
    language = getattr(person, "language", "nl")
    [link] = links.make([links.Wish(purpose, target, person, email, language, days)])
    return links.address_of(link)


def revoke_links(*, purpose: str, target: str) -> int:
    """What these links ask is over: none of them does anything any more."""
    return links.revoke(purpose, target)
