"""The request as views see it once somebody is signed in."""

from django.http import HttpRequest

from naober.foundation.members.models import User


class MemberRequest(HttpRequest):
    """A request of someone who is signed in: login_required, or the api's auth, guarantees it."""

    user: User
