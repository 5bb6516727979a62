"""Settings of a server that kills itself, for the tests: with the first header before a write of
the request, with the second when the answer is made and not yet sent.

    X-Die-Before-Write: 3        X-Die-Unheard: yes
"""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection
from django.http import HttpRequest, HttpResponse

from naober.website.settings.test import *  # noqa: F403  (settings are layered this way in Django)
from naober.website.settings.test import DATABASES, MIDDLEWARE

DATABASES["default"]["NAME"] = os.environ["DYING_DATABASE"]
MIDDLEWARE = ["tests.once.dying.DyingMiddleware", *MIDDLEWARE]
MAIL_CARRIER = "naober.foundation.notifications.carriers.Smtp"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["DYING_SMTP_PORT"])
EMAIL_USE_SSL = EMAIL_USE_TLS = False


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DyingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            at = int(request.headers.get("X-Die-Before-Write", "0"))
            if at:
                stack.enter_context(connection.execute_wrapper(Axe(at)))
            response = self.get_response(request)
        if "X-Die-Unheard" in request.headers:
            die()
        return response


class Axe:
    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            self.left -= 1
            if not self.left:
                die()
        return execute(sql, params, many, context)
