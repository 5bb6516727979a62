"""How people get in: by invitation only."""

import unicodedata

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The desk makes accounts; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not go together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def username_of(request: HttpRequest | None, credentials: dict[str, str] | None) -> str:
    """Under which name django-axes counts failures: the address as a database compares it, so that
    no other writing (a long s, an i without its dot) is a fresh start."""
    given = credentials or {}
    posted = request.POST.get("login", "") if request else ""
    name = given.get("email") or given.get("username") or posted
    return unicodedata.normalize("NFKC", name).strip().upper().lower()


def address_of(request: HttpRequest) -> str | None:
    """From which address django-axes counts failures: a trusted proxy tells, if there is one."""
    try:
        return str(DefaultAccountAdapter(request).get_client_ip(request))
    except PermissionDenied:  # there is none: then by name alone
        return None
