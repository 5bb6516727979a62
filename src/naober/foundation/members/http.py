"""The request as views see it once somebody is signed in."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from naober.foundation.members.models import User

CHANGES_NOTHING = ("GET", "HEAD")


class MemberRequest(HttpRequest):
    """A request of someone who is signed in: login_required, or the api's auth, guarantees it."""

    user: User


class LookingMiddleware:
    """Marks who only looks, so that what they may see is looked up once (`readers.reader_of`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in CHANGES_NOTHING:
            request.user = cast(User, SimpleLazyObject(partial(_looking, request.user)))
        return self.get_response(request)


def _looking(user: User | AnonymousUser) -> User | AnonymousUser:
    if isinstance(user, User):
        user.is_looking = True
    return user
