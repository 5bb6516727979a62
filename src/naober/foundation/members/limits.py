"""How often something may be asked in an hour: by an address that did not sign in, or a person."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from naober.foundation.members.models import User

AN_HOUR = 3600
ASKED = 10  # requests to take part from one address in an hour
ASKED_BY_ALL = 200


def may_ask(request: HttpRequest) -> bool:
    """Count one more from this address, and of everybody together."""
    try:
        address = str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # no trusted proxy tells
        address = ""
    one = _count(f"members.join.{address}") <= ASKED
    return _count("members.join") <= ASKED_BY_ALL and one


def may_do(what: str, person: User, times: int) -> bool:
    """Count one more by this person, of what is too heavy or tells too much to do without end."""
    return _count(f"members.{what}.{person.pk}") <= times


def _count(key: str) -> int:
    if cache.add(key, 1, AN_HOUR):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in between
        return 1
