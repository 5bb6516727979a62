"""A person at a browser who signs in."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def browser():
    return Client(headers={"user-agent": FIREFOX})


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def code_now(secret=SECRET, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def is_in(client):
    return client.get(reverse("members:profile")).status_code == 200


def ask_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def give_code(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def code_in(message):
    return re.search(r"^[A-Z0-9]{3,5}-?[A-Z0-9]{3,5}$", message.body, re.M)[0]
