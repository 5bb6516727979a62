"""What happens to people's accounts, for the journal: signs of allauth and axes are heard here.

About a person, never about a company: colleagues do not read when somebody signs in.
"""

from datetime import timedelta
from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.journal.services import forget_sign_ins, record
from naober.foundation.members.models import User
from naober.website.signing_in import sessions

SHOWN = 10
KEPT = timedelta(days=90)


def lately(user: User) -> QuerySet[Entry]:
    """The last things that happened to one's own account."""
    return Entry.objects.filter(about=_about(user), action__startswith="person.")[:SHOWN]


def sessions_ended(user: User) -> None:
    _note("person.sessions_ended", user)


def forget_old() -> None:
    """Housekeeping: addresses of visitors, failures and sign-ins go after ninety days."""
    before = timezone.now() - KEPT
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(attempt_time__lt=before).delete()
    sessions.forget(before)
    forget_sign_ins(before)


def connect() -> None:
    """Called once, when the site starts."""
    user_logged_in.connect(_signed_in, dispatch_uid="journal")
    user_locked_out.connect(_locked_out, dispatch_uid="journal")
    for signal in (account.password_changed, account.password_reset, account.password_set):
        signal.connect(_password_changed, dispatch_uid="journal")
    mfa.authenticator_added.connect(_second_step_on, dispatch_uid="journal")
    mfa.authenticator_removed.connect(_second_step_off, dispatch_uid="journal")
    mfa.authenticator_reset.connect(_new_codes, dispatch_uid="journal")


def _signed_in(request: HttpRequest, user: User, **_more: Any) -> None:
    sessions.begun(request)
    if request.META.get("REMOTE_ADDR"):
        ways = [record["method"] for record in get_authentication_records(request, user)]
        _note("person.signed_in", user, way="+".join(ways[-2:]))


def _locked_out(username: str, **_more: Any) -> None:
    """By the name as axes counts it; whoever is not known is not written down."""
    user = User.objects.filter(email=username).first()
    if user:
        record(action="person.locked_out", about=_about(user))


def _password_changed(user: User, **_more: Any) -> None:
    _note("person.password_changed", user)


def _second_step_on(user: User, authenticator: Any, **_more: Any) -> None:
    _note("person.second_step_on", user, kind=authenticator.type)


def _second_step_off(user: User, authenticator: Any, **_more: Any) -> None:
    _note("person.second_step_off", user, kind=authenticator.type)


def _new_codes(user: User, **_more: Any) -> None:
    _note("person.new_codes", user)


def _note(action: str, user: User, **facts: Any) -> None:
    record(action=action, by=user, about=_about(user), **facts)


def _about(user: User) -> str:
    return f"members.user:{user.pk}"
