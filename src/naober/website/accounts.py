"""How people get in: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The desk makes accounts; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def username_of(request: HttpRequest | None, credentials: dict[str, str] | None) -> str:
    """Under which name django-axes counts failures: the address, in lower case."""
    given = credentials or {}
    posted = request.POST.get("login", "") if request else ""
    return (given.get("email") or given.get("username") or posted).strip().lower()
