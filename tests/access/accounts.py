"""Signing in and what belongs to it."""

from tests.access.cast import Cast, Row, nothing


def reset_key(cast: Cast) -> list[object]:
    return ["1", "wrong-key"]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("account_login", nothing, (200, 302, 302, 302, 302, 302, 302, 302)),
    ("account_logout", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_inactive", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_signup", nothing, (200, 302, 302, 302, 302, 302, 302, 302)),
    ("account_reauthenticate", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_change_password", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_done", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key", reset_key, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("account_reset_password_from_key_done", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
]
CHANGES: list[Row] = []
