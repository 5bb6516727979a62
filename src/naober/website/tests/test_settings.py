"""A real installation starts only with what it needs, and then it is closed to the outside."""

import os
import subprocess
import sys

import pytest

NEEDED = {
    "NAOBER_SECRET_KEY": "x" * 60,
    "NAOBER_HOSTS": "naober.example, www.naober.example",
    "NAOBER_URL": "https://naober.example",
}


def production(code, **environment):
    """Settings are read once a process, so each of these is a process."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith("NAOBER_")}
    settings = {
        **keep,
        **environment,
        "DJANGO_SETTINGS_MODULE": "naober.website.settings.production",
    }
    code = f"from django.conf import settings; settings.DEBUG; {code}"
    return subprocess.run(
        [sys.executable, "-c", code], env=settings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", NEEDED)
def test_it_says_what_is_missing(missing):
    done = production("pass", **{key: value for key, value in NEEDED.items() if key != missing})
    assert done.returncode == 1
    assert f"Set {missing}" in done.stderr


def test_cookies_go_over_https_only_and_errors_show_no_details():
    names = ["DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    done = production(f"print([getattr(settings, name) for name in {names}])", **NEEDED)
    assert done.stdout.strip() == "[False, True, True, True]"


def test_hosts_and_https_are_for_the_administrator_to_say():
    environment = {
        **NEEDED,
        "NAOBER_HTTPS": "no",
        "NAOBER_HSTS_SECONDS": "60",
        "NAOBER_URL": "http://naober.example:8000/",
    }
    names = ["ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    code = f"print(*[getattr(settings, name) for name in {names}])"
    done = production(code, **environment)
    assert done.stdout.strip() == "['naober.example', 'www.naober.example'] False 60"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NAOBER_SECRET_KEY", "short"),
        ("NAOBER_HOSTS", "*"),
        ("NAOBER_HOSTS", " , "),
        ("NAOBER_URL", "http://naober.example"),
        ("NAOBER_URL", "naober.example"),
        ("NAOBER_MAIL_SECURITY", "perhaps"),
    ],
)
def test_what_would_stand_open_does_not_start(name, value):
    done = production("pass", **{**NEEDED, name: value})
    assert done.returncode == 1
    assert name in done.stderr


def test_forms_are_taken_from_the_sites_own_names_only():
    environment = {**NEEDED, "NAOBER_HOSTS": "naober.example,.leden.example"}
    done = production("print(settings.CSRF_TRUSTED_ORIGINS)", **environment)
    assert done.stdout.strip() == "['https://naober.example', 'https://*.leden.example']"


def test_the_visitors_address_is_the_proxys_word_only_behind_a_proxy():
    names = ["SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT"]
    code = f"print([getattr(settings, name, None) for name in {names}])"
    assert production(code, **NEEDED).stdout.strip() == "[None, None]"
    done = production(code, **NEEDED, NAOBER_BEHIND_PROXY="yes")
    assert done.stdout.strip() == "[('HTTP_X_FORWARDED_PROTO', 'https'), 1]"


@pytest.mark.parametrize(
    ("port", "said", "expected"),
    [
        ("25", "", "False False"),
        ("465", "", "True False"),
        ("587", "", "False True"),
        ("2525", "starttls", "False True"),
    ],
)
def test_mail_is_encrypted_as_its_port_says_or_the_administrator(port, said, expected):
    environment = {**NEEDED, "NAOBER_MAIL_PORT": port, "NAOBER_MAIL_SECURITY": said}
    done = production("print(settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS)", **environment)
    assert done.stdout.strip() == expected


def test_the_mail_servers_password_does_not_go_over_an_open_line():
    open_line = {"NAOBER_MAIL_HOST": "mail.naober.example", "NAOBER_MAIL_USER": "naober"}
    done = production("pass", **NEEDED, **open_line)
    assert done.returncode == 1
    assert "NAOBER_MAIL_SECURITY" in done.stderr
    assert production("pass", **NEEDED, **open_line, NAOBER_MAIL_PORT="587").returncode == 0


def test_a_cookie_of_another_name_under_this_one_is_never_read():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS"]
    code = f"print([getattr(settings, name) for name in {names}])"
    assert production(code, **NEEDED).stdout.strip() == (
        "['__Host-naober', '__Host-csrf', 2592000]"
    )
    open_line = {**NEEDED, "NAOBER_HTTPS": "no", "NAOBER_URL": "http://naober.example"}
    done = production(code, **open_line)
    assert done.stdout.strip() == "['naober', 'csrf', 0]"


@pytest.mark.parametrize(
    ("value", "setting"), [("", "desk"), ("desk", "desk"), ("all", "all"), ("none", "")]
)
def test_the_desk_has_to_take_a_second_step_unless_told_otherwise(value, setting):
    done = production(
        "print(repr(settings.REQUIRE_SECOND_STEP))", **NEEDED, NAOBER_REQUIRE_MFA=value
    )
    assert done.stdout.strip() == repr(setting)


def test_a_provider_comes_from_the_environment():
    provider = {
        "NAOBER_OIDC_URL": "https://login.example",
        "NAOBER_OIDC_CLIENT": "naober",
        "NAOBER_OIDC_SECRET": "secret",
        "NAOBER_OIDC_NAME": "Streeknet",
    }
    code = "app = settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0]"
    code += "; print(app['name'], app['settings'])"
    done = production(code, **NEEDED, **provider)
    assert done.stdout.startswith("Streeknet ")
    assert "'oauth_pkce_enabled': True" in done.stdout
    assert "https://login.example" in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NAOBER_REQUIRE_MFA", "yes"),
        ("NAOBER_OIDC_URL", "http://login.example"),
        ("NAOBER_OIDC_URL", "https://login.example"),  # without the client's name
    ],
)
def test_half_a_way_in_does_not_start(name, value):
    done = production("pass", **NEEDED, **{name: value})
    assert done.returncode == 1
    assert "NAOBER_" in done.stderr
