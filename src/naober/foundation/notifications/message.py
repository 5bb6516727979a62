"""A mail as other servers take it: clean headers, a text and an HTML part, perhaps an event."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from naober.foundation.notifications.models import Mail

# Marks that turn the direction of writing: with them a name can look like another.
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_OURS = {
    "Auto-Submitted": "auto-generated",  # so that no holiday reply answers us
    "X-Auto-Response-Suppress": "All",
}


def new_id() -> str:
    """It stays the same however often the mail is tried."""
    return f"<{uuid4().hex}@{our_host()}>"


def our_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def sender() -> str:
    """Bounces come here."""
    return ascii_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def one_line(words: str, longest: int) -> str:
    """For a header: no line ends, no control characters, nothing that turns the direction."""
    visible = "".join(" " if _is_control(c) else c for c in words.translate(_BIDI))
    line = " ".join(visible.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def plain(text: str) -> str:
    """For the text part: lines, and nothing that hides."""
    lines = re.split(r"\r\n|\r|\n|\u2028|\u2029", text.translate(_BIDI))
    kept = ("".join(c for c in line if c == "\t" or not _is_control(c)) for line in lines)
    return "\n".join(line.rstrip() for line in kept).strip() + "\n"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def build(mail: Mail) -> bytes:
    """The whole message, as it goes over the line; the same row always gives the same."""
    ours = {**_OURS, "Content-Language": mail.language, **mail.headers}
    return _as_they_are(ours) + _composed(mail).as_bytes()


def _as_they_are(headers: Mapping[str, str]) -> bytes:
    """Ours are ASCII, and an address in them may not be folded."""
    lines = (f"{name}: {one_line(value, 900)}\r\n" for name, value in headers.items())
    return "".join(lines).encode("ascii")


def _composed(mail: Mail) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = _address(*parseaddr(settings.DEFAULT_FROM_EMAIL))
    made["To"] = _address(one_line(mail.name, 150), mail.email)
    made["Subject"] = one_line(mail.subject, 200)
    made["Date"] = format_datetime(timezone.localtime(mail.created_at))
    made["Message-ID"] = mail.message_id
    made.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    if mail.calendar:
        _attach_event(made, mail.calendar)
    return made


def _attach_event(made: EmailMessage, calendar: str) -> None:
    """As calendars want it: the type says the method that stands in the file."""
    cancels = "METHOD:CANCEL" in calendar
    made.add_attachment(
        calendar.encode(),
        maintype="text",
        subtype="calendar",
        filename="bijeenkomst.ics",
        params={"charset": "utf-8", "method": "CANCEL" if cancels else "PUBLISH"},
    )


def _address(name: str, email: str) -> Address:
    return Address(display_name=name, addr_spec=ascii_address(email))


def ascii_address(email: str) -> str:
    """A domain with letters outside ASCII, as the network knows it. ValueError when the part
    before it has such letters: few servers take those."""
    local, _, domain = email.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
