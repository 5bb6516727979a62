"""The demo on one's own machine: SQLite in ./var, only reachable from this machine."""

from naober.website.settings.base import *  # noqa: F403  (settings are layered this way in Django)

SECRET_KEY = "the demo's key; everybody may know it, so nothing real belongs in a demo"
DEMO = True
DEMO_DESK_IS_STAFF = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
MAIL_CARRIER = "naober.foundation.notifications.carriers.Kept"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "naober.website.storage.StaticStorage"},
}
