"""Django's own way to send, for mails of libraries (a new password, a sign-in code): they go
through the outbox like every other."""

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from naober.foundation.notifications.services import Recipient, post


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(_post(message) for message in email_messages)


def _post(message: EmailMessage) -> int:
    """One mail for each address, so that they do not learn of each other."""
    html = [a for a in getattr(message, "alternatives", []) if a[1] == "text/html"]
    for email in message.recipients():
        post(
            to=Recipient(email, "", (get_language() or "nl")[:2]),
            subject=str(message.subject),
            text=str(message.body),
            key=f"direct:{uuid4().hex}",
            html=str(html[0][0]) if html else "",
        )
    return bool(message.recipients())
