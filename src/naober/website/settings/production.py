"""A real installation. Everything that differs from one to the next comes from the environment.

NAOBER_SECRET_KEY      required: a long random text
NAOBER_HOSTS           required: the names this site answers to, with commas
NAOBER_DATA            folder of the SQLite file and the collected static files (default ./var)
NAOBER_DB              "postgresql", with NAOBER_DB_NAME, _USER, _PASSWORD, _HOST, _PORT
NAOBER_HTTPS           "no" only on a closed network without certificates
NAOBER_HSTS_SECONDS    tell browsers to use https only, for so long (default 0: not)
NAOBER_BEHIND_PROXY    "yes" when a proxy of yours sets X-Forwarded-Proto
NAOBER_MAIL_HOST, NAOBER_MAIL_PORT, NAOBER_MAIL_USER, NAOBER_MAIL_PASSWORD, NAOBER_MAIL_FROM
"""

import os

from django.core.exceptions import ImproperlyConfigured

from naober.website.settings.base import *  # noqa: F403  (settings are layered this way in Django)


def _required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}; see naober.website.settings.production.")
    return value


SECRET_KEY = _required("NAOBER_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("NAOBER_HOSTS").split(",") if host.strip()]

HTTPS = os.environ.get("NAOBER_HTTPS", "yes") != "no"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(os.environ.get("NAOBER_HSTS_SECONDS", "0"))
if os.environ.get("NAOBER_BEHIND_PROXY") == "yes":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_HOST = os.environ.get("NAOBER_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("NAOBER_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("NAOBER_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("NAOBER_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
DEFAULT_FROM_EMAIL = os.environ.get("NAOBER_MAIL_FROM", "naober@localhost")
