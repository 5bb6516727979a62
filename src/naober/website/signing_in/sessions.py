"""The sessions of one person, to see and to end."""

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

SEEN = "seen"
QUARTER = 15 * 60


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One session as its owner reads it. The device is a guess from what the browser says."""

    pk: int
    device: str
    address: str
    begun: datetime
    seen: datetime
    is_this_one: bool


def of(request: HttpRequest) -> list[Shown]:
    """This person's sessions, the one of this page first; what ended by itself goes here."""
    found = UserSession.objects.purge_and_list(request.user)
    shown = [_shown(session) for session in found]
    return sorted(shown, key=lambda session: (session.is_this_one, session.seen), reverse=True)


def _shown(session: UserSession) -> Shown:
    return Shown(
        pk=session.pk,
        device=device(session.user_agent),
        address=session.ip,
        begun=session.created_at,
        seen=session.last_seen_at,
        is_this_one=session.is_current(),
    )


def device(agent: str) -> str:
    """ "Firefox, Windows" from the long line that a browser sends."""
    names = [
        next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in names if name) or _("unknown device")


def forget(before: datetime) -> None:
    """Drop what was not seen since: the address in it is nobody's business any more."""
    UserSession.objects.filter(last_seen_at__lt=before).delete()


def begun(request: HttpRequest) -> None:
    """Somebody signed in, by whatever way. Without an address there was no browser."""
    request.session[SEEN] = int(time.time())
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def seen(request: HttpRequest) -> None:
    """Tell when a session was last used, at most once in a quarter of an hour."""
    now = int(time.time())
    if now - request.session.get(SEEN, now) < QUARTER:
        return
    request.session[SEEN] = now
    session = UserSession.objects.filter(session_key=request.session.session_key)
    session.update(last_seen_at=timezone.now())
