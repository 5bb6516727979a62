"""Signing in and what belongs to it."""

from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession

from tests.access.cast import Cast, Row, nothing


def session(cast: Cast) -> list[object]:
    """Of the colleague."""
    person = cast.people["colleague"]
    key = f"key-{UserSession.objects.count()}"
    return [UserSession.objects.create(user=person, ip="192.0.2.1", session_key=key).pk]


def provider(cast: Cast) -> list[object]:
    """There is none, unless the settings name one."""
    return ["naober"]


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def reset_key(cast: Cast) -> list[object]:
    return [user_pk_to_url_str(cast.people["member"]), "wrong-key"]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("account_login", nothing, (200, 302, 302, 302, 302, 302, 302, 302)),
    ("account_logout", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_inactive", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_signup", nothing, (200, 302, 302, 302, 302, 302, 302, 302)),
    ("account_reauthenticate", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_change_password", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_set_password", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("account_reset_password", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_done", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key", reset_key, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key_done", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_request_login_code", nothing, (200, 302, 302, 302, 302, 302, 302, 302)),
    ("account_confirm_login_code", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("usersessions_list", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("session-end", session, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("session-end-others", nothing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("second-step", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mfa_index", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("mfa_authenticate", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mfa_reauthenticate", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mfa_activate_totp", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mfa_deactivate_totp", nothing, (302, 404, 404, 404, 404, 404, 404, 404)),
    ("mfa_view_recovery_codes", nothing, (302, 404, 404, 404, 404, 404, 404, 404)),
    ("mfa_generate_recovery_codes", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mfa_download_recovery_codes", nothing, (302, 404, 404, 404, 404, 404, 404, 404)),
    ("openid_connect_login", provider, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("openid_connect_callback", provider, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("socialaccount_login_cancelled", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("journal", company, (302, 404, 403, 200, 404, 404, 200, 403)),
]
CHANGES: list[Row] = [
    ("session-end", session, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("session-end-others", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
]
