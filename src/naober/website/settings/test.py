"""Tests: SQLite in a file by default, PostgreSQL when NAOBER_DB says so."""

import os
import tempfile
from pathlib import Path

from naober.website.settings.base import *  # noqa: F403  (settings are layered this way in Django)
from naober.website.settings.base import DATABASES

SECRET_KEY = "for tests only, never used to serve anybody"
DEMO_DESK_IS_STAFF = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
MAIL_CARRIER = "naober.foundation.notifications.carriers.Memory"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, as in real life: in memory, threads share one cache in which locks do not wait. Its name
# is of this process, so that two runs never meet.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # else the live server still holds a database that must go
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {
        "NAME": Path(tempfile.gettempdir()) / f"naober-test-{os.getpid()}.sqlite3"
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Static files straight from the packages: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
