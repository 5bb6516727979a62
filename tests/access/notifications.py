"""Links in mails, the demo's mailbox, and mail that does not arrive."""

from datetime import timedelta

from django.utils import timezone

from naober.foundation.notifications import links
from naober.foundation.notifications.models import Mail
from tests.access.cast import Cast, Row, nothing


def unknown_link(cast: Cast) -> list[object]:
    return ["bm90LW91cnM.c2lnbmF0dXJl"]


def link(cast: Cast) -> list[object]:
    """The link is the key: it works for whoever has the mail, and does what the mail said."""
    colleague = cast.people["colleague"]
    assert colleague
    [made] = links.make([links.Wish("digest.stop", "", colleague, colleague.email)])
    return [links.token_of(made)]


def failed_mail(cast: Cast) -> list[object]:
    made = Mail.objects.create(
        key=f"test:{Mail.objects.count()}",
        message_id=f"<{Mail.objects.count()}@test>",
        email="a@buur.example",
        subject="Test",
        state=Mail.State.FAILED,
        next_at=timezone.now() + timedelta(days=1),
    )
    return [made.pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("mail-link", unknown_link, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mail-link", link, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("mail-link-fresh", link, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("mail-unsubscribe", link, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("mailbox", nothing, (404, 404, 404, 404, 404, 404, 404, 404)),  # this is no demo
    ("mailbox-mail", failed_mail, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mailbox-digests", nothing, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mail-overview", nothing, (302, 403, 403, 403, 403, 403, 200, 403)),
    ("mail-again", failed_mail, (302, 405, 405, 405, 405, 405, 405, 405)),
]
CHANGES: list[Row] = [
    ("mail-link", unknown_link, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mail-link", link, (400, 400, 400, 400, 400, 400, 400, 400)),  # without a choice
    ("mail-link-fresh", link, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("mail-link-fresh", unknown_link, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("mail-unsubscribe", link, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("mail-unsubscribe", unknown_link, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mailbox-digests", nothing, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("mail-again", failed_mail, (302, 403, 403, 403, 403, 403, 302, 403)),
]
