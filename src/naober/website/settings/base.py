"""What every installation shares. A region changes rows in the database, not this file."""

import os
from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[2]
DATA_FOLDER = Path(os.environ.get("NAOBER_DATA", "var")).resolve()

DEBUG = False
ROOT_URLCONF = "naober.website.urls"
WSGI_APPLICATION = "naober.website.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.User"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_htmx",
    "ninja",
    "django_q",
    "simple_history",
    "naober.foundation.core",
    "naober.foundation.journal",
    "naober.foundation.notifications",
    "naober.foundation.audience",
    "naober.foundation.members",
    "naober.features.ledger",
    "naober.features.agenda",
    "naober.features.weighing",
    "naober.features.focus",
    "naober.features.desk",
    "naober.features.exchange",
    "naober.features.meetings",
    "naober.features.positions",
    "naober.features.investments",
    "naober.features.streams",
    "naober.website",
]

MIDDLEWARE = [
    "naober.website.secure_headers.SecureHeadersMiddleware",  # first: static files have them too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "naober.foundation.members.http.LookingMiddleware",
    "naober.website.language.LanguageMiddleware",
    "naober.website.signing_in.middleware.SessionSeenMiddleware",
    "naober.website.signing_in.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "website" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naober.website.context.page",
            ],
        },
    }
]


FORM_RENDERER = "naober.website.forms.FormRenderer"


def _sqlite() -> dict[str, object]:
    """WAL and immediate transactions: several processes write without a single lost write."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_FOLDER / "naober.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Pages read once stay: 32 MB of them here, and the file itself mapped up to 1 GB.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-32768; PRAGMA mmap_size=1073741824",
        },
    }


def _postgresql() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("NAOBER_DB_NAME", "naober"),
        "USER": os.environ.get("NAOBER_DB_USER", "naober"),
        "PASSWORD": os.environ.get("NAOBER_DB_PASSWORD", ""),
        "HOST": os.environ.get("NAOBER_DB_HOST", ""),
        "PORT": os.environ.get("NAOBER_DB_PORT", ""),
        "CONN_MAX_AGE": 60,
        # Who may see what makes long conditions: to compile them takes longer than to try them.
        # And no disk turns any more: a row by an index costs little more than the next one.
        "OPTIONS": {
            "options": "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"
        },
    }


DATABASES = {"default": _postgresql() if os.environ.get("NAOBER_DB") == "postgresql" else _sqlite()}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

# One worker beside the server, on the same database: it sends mail, makes digests, tidies up.
# `retry` is longer than `timeout`, so that no task runs twice at the same time.
Q_CLUSTER = {
    "name": "naober",
    "orm": "default",
    "workers": 1,
    "timeout": 300,
    "retry": 360,
    "poll": 1,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "save_limit": 250,
    "label": "Django Q2",
}

# Mail waits in the outbox (foundation.notifications) until the worker hands it to a server. Links
# in mails are made of SITE_URL only.
SITE_URL = os.environ.get("NAOBER_URL", "http://127.0.0.1:8000").rstrip("/")
EMAIL_BACKEND = "naober.foundation.notifications.backend.OutboxBackend"
MAIL_CARRIER = "naober.foundation.notifications.carriers.Smtp"
DEFAULT_FROM_EMAIL = "Naober <naober@localhost>"

DEMO = False  # a demo has a mailbox page, and sends nothing
# Whether the demo's desk, whose password everybody knows, may open the administration.
DEMO_DESK_IS_STAFF = False

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "website" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "naober.website.storage.CompressedStaticStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "naober.website.signing_in.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "naober.website.signing_in.forms.LoginForm",
    "change_password": "naober.website.signing_in.forms.ChangePasswordForm",
    "set_password": "naober.website.signing_in.forms.SetPasswordForm",
    "reset_password": "naober.website.signing_in.forms.ResetPasswordForm",
    "reset_password_from_key": "naober.website.signing_in.forms.ResetPasswordKeyForm",
    "reauthenticate": "naober.website.signing_in.forms.ReauthenticateForm",
    "request_login_code": "naober.website.signing_in.forms.RequestLoginCodeForm",
    "confirm_login_code": "naober.website.signing_in.forms.ConfirmLoginCodeForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": False,  # axes counts the failures
    "change_password": "30/m/user",
    "request_login_code": "20/m/ip,3/m/key,20/d/key",
    "second_step": "5/5m/key,40/d/key",  # of one person: a code of six digits is soon guessed
}
# Most people have no password: a code comes by mail. Three guesses, then it is worth nothing.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told by mail

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "naober.website.signing_in.accounts.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the desk; nobody signs up with one
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_FORMS = {
    "authenticate": "naober.website.signing_in.forms.SecondStepForm",
    "reauthenticate": "naober.website.signing_in.forms.SecondStepAgainForm",
    "activate_totp": "naober.website.signing_in.forms.ActivateForm",
}
# Who cannot do without a second step: "" nobody, "desk" desk, board and administration, "all".
REQUIRE_SECOND_STEP = ""

# Sign-in with the account of a company or region; production reads NAOBER_OIDC_*.
SOCIALACCOUNT_ADAPTER = "naober.website.signing_in.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_CLIENT_IP_CALLABLE = "naober.website.signing_in.accounts.address_of"
AXES_USERNAME_CALLABLE = "naober.website.signing_in.accounts.username_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

# What goes wrong is told on the console, without the values of variables: they may be confidential.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor is a scanner's visit
        "django.request": {"level": "ERROR"},  # a page that is not there is no fault of ours
    },
}
