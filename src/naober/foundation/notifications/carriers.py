"""How a mail leaves: by SMTP; in a demo not at all; in tests into a list."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core import mail as django_mail
from django.utils.module_loading import import_string

from naober.foundation.notifications import message
from naober.foundation.notifications.models import Mail

State = Mail.State
HandOver = Callable[[], bool]
NEVER = 500  # replies below this say: try again later
TIMEOUT = 60  # seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """In which state a mail is after a try, and what the other server said."""

    state: str
    error: str = ""
    no_server: bool = False  # then the other mails need not be tried now


class Carrier(Protocol):
    def carry(self, mail: Mail, hand_over: HandOver) -> Outcome:
        """Try it. `hand_over` is called just before it cannot be taken back; when it says no,
        the mail is another's."""
        ...

    def close(self) -> None: ...


@contextmanager
def chosen() -> Iterator[Carrier]:
    """The one of the settings, closed at the end."""
    carrier: Carrier = import_string(settings.MAIL_CARRIER)()
    try:
        yield carrier
    finally:
        carrier.close()


class Kept:
    """A demo: the mailbox page shows what would have been sent."""

    def carry(self, mail: Mail, hand_over: HandOver) -> Outcome:
        return Outcome(State.KEPT)

    def close(self) -> None:
        pass


class Memory:
    """Tests: into django.core.mail.outbox."""

    def carry(self, mail: Mail, hand_over: HandOver) -> Outcome:
        if hand_over():
            made = django_mail.EmailMultiAlternatives(mail.subject, mail.text, to=[mail.email])
            if mail.html:
                made.attach_alternative(mail.html, "text/html")
            outbox = django_mail.__dict__.setdefault("outbox", [])
            outbox.append(made)
        return Outcome(State.SENT)

    def close(self) -> None:
        pass


class Smtp:
    """One connection for as many mails as there are, opened when the first one goes."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None

    def carry(self, mail: Mail, hand_over: HandOver) -> Outcome:
        try:
            to, body = message.ascii_address(mail.email), message.build(mail)
        except ValueError as error:  # no mail can be made of this
            return Outcome(State.FAILED, _words(error))
        try:
            refused = self._address(to)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome(State.WAITING, _words(error), no_server=True)
        if refused:
            return refused
        if not hand_over():
            self._drop()  # without the dot at the end of a message the other server forgets it
            return Outcome(State.WAITING)
        return self._hand(body)

    def close(self) -> None:
        server, self._server = self._server, None
        if server:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _address(self, to: str) -> Outcome | None:
        """Everything up to the message itself: may be repeated as often as needed."""
        server = self._connected()
        _expect(server.mail(message.sender()), 250)
        code, said = server.rcpt(to)
        if code not in (250, 251):
            server.rset()
            return Outcome(_state_after(code), f"{code} {_text(said)}")
        _expect(server.docmd("DATA"), 354)
        return None

    def _hand(self, body: bytes) -> Outcome:
        """From here on a silence may mean that it arrived."""
        server = self._connected()
        dotted = re.sub(rb"(?m)^\.", b"..", body)
        try:
            server.send(dotted if dotted.endswith(b"\r\n") else dotted + b"\r\n")
            server.send(b".\r\n")
            code, said = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Outcome(State.UNSURE, _words(error), no_server=True)
        if code == 250:
            return Outcome(State.SENT)
        return Outcome(_state_after(code), f"{code} {_text(said)}")

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = _connect()
        return self._server

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server:
            server.close()


def _connect() -> smtplib.SMTP:
    """Encrypted as the settings say; a certificate that is not right ends it."""
    context = ssl.create_default_context()
    place = (settings.EMAIL_HOST, settings.EMAIL_PORT, message.our_host())
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(*place, timeout=TIMEOUT)
    try:
        _greet(server, context)
    except BaseException:
        server.close()
        raise
    return server


def _greet(server: smtplib.SMTP, context: ssl.SSLContext) -> None:
    if settings.EMAIL_USE_TLS:
        server.starttls(context=context)
    server.ehlo_or_helo_if_needed()
    if settings.EMAIL_HOST_USER:
        server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)


def _expect(reply: tuple[int, bytes], code: int) -> None:
    if reply[0] != code:
        raise smtplib.SMTPResponseException(*reply)


def _state_after(code: int) -> str:
    """4xx: later. 5xx: never."""
    return State.WAITING if code < NEVER else State.FAILED


def _words(error: Exception) -> str:
    """For the desk: what the server said, or what kind of error it was."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return message.one_line(words, 250)
