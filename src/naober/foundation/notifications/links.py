"""Links in mails: made here, read here, used up here.

The token is a random code with a signature over it and the purpose; everything else stands in the
row, so that a link can end before its time.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from naober.foundation.notifications.models import Link

LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """A link to be made."""

    purpose: str
    target: str
    person: Any
    email: str
    language: str = "nl"
    days: int = 14


def make(wishes: Iterable[Wish]) -> list[Link]:
    """In one query, however many."""
    now = timezone.now()
    return Link.objects.bulk_create(
        Link(
            code=secrets.token_urlsafe(18),
            purpose=wish.purpose,
            target=wish.target,
            person=wish.person,
            email=wish.email,
            language=wish.language,
            created_at=now,
            expires_at=now + timedelta(days=wish.days),
        )
        for wish in wishes
    )


def token_of(link: Link) -> str:
    return _signer(link.purpose).sign(link.code)


def address_of(link: Link, path: str = "doen") -> str:
    """The full address. It is made of SITE_URL only, never of what a visitor's browser asked."""
    return f"{settings.SITE_URL}/{path}/{token_of(link)}/"


def find(token: str) -> Link | None:
    """The link of a token, good or over; None when the token is not ours."""
    code = token.partition(".")[0]
    if len(token) > LONGEST_TOKEN or "\x00" in token:
        return None
    link = Link.objects.select_related("person").filter(code=code).first()
    return link if link and _is_signed(link, token) else None


def _is_signed(link: Link, token: str) -> bool:
    try:
        return _signer(link.purpose).unsign(token) == link.code
    except BadSignature:
        return False


def _signer(purpose: str) -> Signer:
    return Signer(sep=".", salt=f"naober.mail-link.{purpose}")


def take(link: Link, choice: str) -> bool:
    """Use it up. Of two at the same time one gets it; the other waits, and hears no."""
    now = timezone.now()
    good = Link.objects.filter(
        pk=link.pk, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    )
    return bool(good.update(used_at=now, choice=choice))


def revoke(purpose: str, target: str, email: str = "") -> int:
    """End what is still open of these links, of everybody or of one address."""
    still_open = Link.objects.filter(
        purpose=purpose, target=target, used_at__isnull=True, revoked_at__isnull=True
    )
    if email:
        still_open = still_open.filter(email=email)
    return still_open.update(revoked_at=timezone.now())
