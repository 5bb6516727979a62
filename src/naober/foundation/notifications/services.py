"""To post a mail and to make a link in it, inside the transaction of what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.foundation.journal.services import record
from naober.foundation.notifications import letters, links, message, tasks
from naober.foundation.notifications.acts import Act, Done
from naober.foundation.notifications.models import Link, Mail, Told

FRESH_A_DAY = 3  # so that nobody is flooded by a button
FRESH_FOR = timedelta(days=60)  # after a link's end
TOLD_FOR = timedelta(days=2 * 366)  # longer than any news stays news
KEPT_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a mail goes. Its texts are made in their language."""

    email: str
    name: str
    language: str = "nl"
    user_id: int | None = None

    @classmethod
    def of(cls, user: Any) -> Recipient:
        return cls(user.email, user.name, user.language, user.pk)


def post(  # noqa: PLR0913  (a mail has these parts)
    *,
    to: Recipient,
    subject: str,
    text: str,
    key: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    calendar: str = "",
    at_once: bool = True,
) -> Mail | None:
    """Put a mail in the outbox; it is sent once the transaction stands. The same key is never
    posted twice: then this gives None. Without `html` it is made of the text: see `letters`.
    `calendar` is an event (iCalendar) that the reader's calendar can take over.
    """
    mail = Mail(
        key=key,
        message_id=message.new_id(),
        email=to.email,
        name=message.one_line(to.name, 150),
        person_id=to.user_id,
        language=to.language,
        subject=message.one_line(subject, 200),
        text=message.plain(text),
        html=html or letters.html_of(text, to.language),
        headers=dict(headers or {}),
        calendar=calendar,
    )
    if Mail.objects.filter(key=key).exists():
        return None
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:  # another process posted it in between
        if not Mail.objects.filter(key=key).exists():
            raise
        return None
    if at_once:
        transaction.on_commit(lambda: tasks.ask_to_send(mail.pk), robust=True)
    return mail


def make_link(*, purpose: str, person: Any, email: str, target: str, days: int = 14) -> str:
    """The full address of a page where one act can be done, once, within so many days. Opening
    it changes nothing. `person` is a user, or None when the act is of an address only.
    """
    language = getattr(person, "language", "nl")
    [link] = links.make([links.Wish(purpose, target, person, email, language, days)])
    return links.address_of(link)


def revoke_links(*, purpose: str, target: str) -> int:
    """What these links ask is over: none of them does anything any more."""
    return links.revoke(purpose, target)


@transaction.atomic
def use_link(*, link: Link, act: Act, choice: str, data: QueryDict) -> Done | None:
    """Do the act, once; None when the link is over. Other links that ask the same of the same
    address are over then too. When `act.perform` raises, nothing happened and the link is good.
    A choice that leaves no trace leaves the link as it was.
    """
    if choice in act.leaves_no_trace:
        return act.perform(link, choice, data)
    if not links.take(link, choice):
        return None
    done = act.perform(link, choice, data)
    links.revoke(link.purpose, link.target, link.email)
    record(action="link.used", by=link.person, about=f"{link.purpose}:{link.target}"[:80])
    return done


@transaction.atomic
def stop_by_link(*, link: Link, act: Act, data: QueryDict) -> Done:
    """The one click of a mail program. Whoever wants no more mail is heard, however old the link
    is, and as often as they say it."""
    links.take(link, act.one_click)
    record(action="link.used", by=link.person, about=f"{link.purpose}:{link.target}"[:80])
    return act.perform(link, act.one_click, data)


@transaction.atomic
def send_fresh(*, link: Link, act: Act) -> Mail | None:
    """A new link in the place of one that ran out, to the same address and nowhere else."""
    now = timezone.now()
    over = link.is_expired and link.used_at is None and link.revoked_at is None
    asked = Mail.objects.filter(
        email=link.email, key__startswith="fresh:", created_at__gt=now - timedelta(days=1)
    )
    if not over or now - link.expires_at > FRESH_FOR or asked.count() >= FRESH_A_DAY:
        return None
    if link.person is not None and not link.person.is_active:
        return None
    with translation.override(link.language):
        return _post_fresh(link, act, key=f"fresh:{link.pk}:{now:%Y-%m-%dT%H}")


def _post_fresh(link: Link, act: Act, key: str) -> Mail | None:
    """The mail says what the page of the new link shows: what may be shown of today's words."""
    if not act.describe(link).choices or Mail.objects.filter(key=key).exists():
        return None
    wish = links.Wish(link.purpose, link.target, link.person, link.email, link.language)
    [fresh] = links.make([wish])
    page = act.describe(fresh)
    letter = letters.Letter(
        (
            letters.Paragraph(_("Here is the new link you asked for.")),
            letters.Paragraph(page.text),
            letters.Button(_("Open"), links.address_of(fresh)),
        )
    )
    to = Recipient(link.email, getattr(link.person, "name", ""), link.language, link.person_id)
    return post(to=to, subject=page.title, text=letters.text_of(letter), key=key)


def forget_old() -> None:
    """Links that are long over, what was told long ago, what failed mails said, and to whom others
    went. The keys stay, so that nothing is told anew."""
    now = timezone.now()
    Link.objects.filter(expires_at__lt=now - 2 * FRESH_FOR).delete()
    Told.objects.filter(at__lt=now - TOLD_FOR).delete()
    over = [Mail.State.FAILED, Mail.State.UNSURE, Mail.State.KEPT]
    old = Mail.objects.filter(state__in=over, created_at__lt=now - KEPT_FOR)
    old.update(text="", html="", calendar="")
    arrived = Mail.objects.filter(
        state__in=[Mail.State.SENT, Mail.State.KEPT], created_at__lt=now - KEPT_FOR
    )
    arrived.exclude(email="").update(email="", name="", subject="", headers={}, person=None)
