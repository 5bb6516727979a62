"""A real installation. Everything that differs from one to the next comes from the environment.

NAOBER_SECRET_KEY      required: a random text of at least 50 characters
NAOBER_SECRET_KEY_BEFORE  the key of before, after a change: what was locked with it still opens
NAOBER_HOSTS           required: the names this site answers to, with commas; never "*"
NAOBER_URL             required: the address of this site, such as https://naober.example: links in
                       mails are made of it, never of the name that a browser asked for
NAOBER_DATA            folder of the SQLite file and the collected static files (default ./var)
NAOBER_DB              "postgresql", with NAOBER_DB_NAME, _USER, _PASSWORD, _HOST, _PORT
NAOBER_HTTPS           "no" only on a closed network without certificates
NAOBER_HSTS_SECONDS    tell browsers to use https only, for so long (default 30 days with https;
                       0: not. Other names under this one are never touched)
NAOBER_REQUIRE_MFA     who cannot do without a second step: "desk" (default: desk, board and
                       administration), "all", or "none"
NAOBER_OIDC_URL        sign in with the accounts of this OpenID Connect provider, with
                       NAOBER_OIDC_CLIENT, NAOBER_OIDC_SECRET and NAOBER_OIDC_NAME (on the button)
NAOBER_BEHIND_PROXY    "yes" when only a proxy of yours reaches this server: it has to
                       set X-Forwarded-Proto, and add the visitor's address to X-Forwarded-For
NAOBER_MAIL_HOST, _PORT, _USER, _PASSWORD, _FROM   the server that takes our mail
NAOBER_MAIL_SECURITY   "tls" (usual at port 465), "starttls" (usual at 587) or "none"
"""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from naober.website.settings.base import *  # noqa: F403  (settings are layered this way in Django)


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}; see naober.website.settings.production.")
    return value


def _number(name: str, usual: int) -> int:
    value = os.environ.get(name, "").strip() or str(usual)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} has to be a whole number, not {value!r}.")
    return int(value)


SECRET_KEY = _required("NAOBER_SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("NAOBER_SECRET_KEY is too short: take 50 random characters or more.")
SECRET_KEY_FALLBACKS = [key for key in [os.environ.get("NAOBER_SECRET_KEY_BEFORE", "")] if key]
ALLOWED_HOSTS = [host.strip() for host in _required("NAOBER_HOSTS").split(",") if host.strip()]
if "*" in ALLOWED_HOSTS or not ALLOWED_HOSTS:
    raise ImproperlyConfigured('NAOBER_HOSTS has to name the hosts; "*" lets anybody choose one.')

HTTPS = os.environ.get("NAOBER_HTTPS", "yes") != "no"
# ".naober.example" stands for every name under it, which here is written with a star.
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if HTTPS
]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# A name that no other site can set a cookie for: not one under it, not one beside it.
SESSION_COOKIE_NAME = "__Host-naober" if HTTPS else "naober"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_HSTS_SECONDS = _number("NAOBER_HSTS_SECONDS", 30 * 24 * 60 * 60 if HTTPS else 0)
if os.environ.get("NAOBER_BEHIND_PROXY") == "yes":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Else all visitors have the proxy's address, and one of them locks out the others.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

SITE_URL = _required("NAOBER_URL").rstrip("/")
if urlsplit(SITE_URL).scheme != ("https" if HTTPS else "http") or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(
        "NAOBER_URL has to be a full address, such as https://naober.example."
    )

EMAIL_HOST = os.environ.get("NAOBER_MAIL_HOST", "localhost")
EMAIL_PORT = _number("NAOBER_MAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("NAOBER_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("NAOBER_MAIL_PASSWORD", "")
_usual = {465: "tls", 587: "starttls"}.get(EMAIL_PORT, "none")
_security = os.environ.get("NAOBER_MAIL_SECURITY", "") or _usual
if _security not in {"tls", "starttls", "none"}:
    raise ImproperlyConfigured('NAOBER_MAIL_SECURITY is "tls", "starttls" or "none".')
if EMAIL_HOST_USER and _security == "none" and EMAIL_HOST not in {"localhost", "127.0.0.1", "::1"}:
    raise ImproperlyConfigured("NAOBER_MAIL_SECURITY: a password does not go over an open line.")
EMAIL_USE_SSL = _security == "tls"
EMAIL_USE_TLS = _security == "starttls"
DEFAULT_FROM_EMAIL = os.environ.get("NAOBER_MAIL_FROM", "naober@localhost")

_second_step = os.environ.get("NAOBER_REQUIRE_MFA", "") or "desk"
if _second_step not in ("desk", "all", "none"):
    raise ImproperlyConfigured('NAOBER_REQUIRE_MFA has to be "desk", "all" or "none".')
REQUIRE_SECOND_STEP = "" if _second_step == "none" else _second_step


def _provider(address: str) -> dict[str, object]:
    """The code comes back to /account/oidc/naober/login/callback/."""
    if HTTPS and not address.startswith("https://"):
        raise ImproperlyConfigured("NAOBER_OIDC_URL has to begin with https://.")
    return {
        "provider_id": "naober",
        "name": os.environ.get("NAOBER_OIDC_NAME", "") or "OpenID Connect",
        "client_id": _required("NAOBER_OIDC_CLIENT"),
        "secret": _required("NAOBER_OIDC_SECRET"),
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }


if os.environ.get("NAOBER_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [_provider(os.environ["NAOBER_OIDC_URL"])]}
    }
