"""The second step of signing in: who cannot do without, and whether this session took it."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from naober.foundation.members.models import User

TAKEN = "second_step_taken"  # in the session, so that it is looked up once
OPEN = frozenset(
    [
        "second-step",
        "account_logout",
        "account_reauthenticate",
        "choose-language",
        "choose-theme",
        "mfa_activate_totp",
        "mfa_reauthenticate",
    ]
)


def is_needed(user: User) -> bool:
    """By the setting: nobody, or desk, board and administration, or everybody."""
    if settings.REQUIRE_SECOND_STEP == "all":
        return True
    holds_keys = bool(user.desk_role or user.is_staff or user.is_superuser)
    return settings.REQUIRE_SECOND_STEP == "desk" and holds_keys


def is_missing(request: HttpRequest) -> bool:
    """Whether this request has to wait until the second step was taken."""
    return is_wanted_now(request) and not _is_open(request.path)


def is_wanted_now(request: HttpRequest) -> bool:
    """Whether this session needs a second step and did not take it yet."""
    user = request.user
    if not user.is_authenticated or not is_needed(user) or request.session.get(TAKEN) == user.pk:
        return False
    if _took_it(request, user):
        request.session[TAKEN] = user.pk
        return False
    return True


def _took_it(request: HttpRequest, user: User) -> bool:
    """In this session: that the person has one is not enough, as a link by mail opens one too."""
    records = get_authentication_records(request, user)
    return is_mfa_enabled(user) and any(record["method"] == "mfa" for record in records)


def _is_open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN
    except Resolver404:
        return False
