"""How people get in: by invitation only."""

import base64
import unicodedata
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The desk makes accounts; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not go together."),
        "incorrect_code": _("This code is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Of this site's own address, whatever name the browser asked for."""
        asked: str = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(asked).path}"


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """The secrets of the second step are no use to who reads the database or a backup of it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right."),
    }

    def get_totp_issuer(self) -> str:
        return "Naober"

    def encrypt(self, text: str) -> str:
        return _locks()[0].encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for lock in _locks():
            try:
                return lock.decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        raise PermissionDenied("The secret key of this installation has changed.")


def _locks() -> list[Fernet]:
    """One for the key of now, and one for each key of before that is still accepted."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [sha256(b"second step:" + str(key).encode()).digest() for key in keys]
    return [Fernet(base64.urlsafe_b64encode(digest)) for digest in digests]


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
