"""The digest: one mail a person with what is new and what waits, put together of all features.

Daily on working days or weekly on Monday, at seven in the morning. When the worker was down it is
made up for once. Nothing new, no mail; never two to one person on one day, whatever happens: the
day is in the mail's key.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_q.tasks import async_task

from naober.features.agenda import news as agenda
from naober.features.exchange import news as exchange
from naober.features.focus import news as focus
from naober.features.investments import news as investments
from naober.features.meetings import news as meetings
from naober.features.positions import news as positions
from naober.features.weighing import news as weighing
from naober.foundation.members import news as members
from naober.foundation.members.models import User
from naober.foundation.notifications import letters, links
from naober.foundation.notifications.acts import ActPage, Choice, Done
from naober.foundation.notifications.digests import Item
from naober.foundation.notifications.message import one_line
from naober.foundation.notifications.models import Link, Mail, Run, Told
from naober.foundation.notifications.services import Recipient, post

# Where news comes from. Each gives the lines for one person, in the language that is on.
PARTS: list[Callable[[User], list[Item]]] = [
    members.digest_items,
    exchange.digest_items,
    agenda.digest_items,
    meetings.digest_items,
    focus.digest_items,
    weighing.digest_items,
    positions.digest_items,
    investments.digest_items,
]

HOUR = 7
A_LINE = 1_400  # characters: the page behind a link shows no more, and is read before a yes
AT_MOST = 10  # lines of one kind; what is more stands on the site
STOP_DAYS = 60
ONE_TASK = 120.0  # seconds of a task; the worker ends one after 300
_WEEKEND = 5
_log = logging.getLogger(__name__)


def tick(now: datetime | None = None) -> int:
    """Called every quarter of an hour: send what is due and was not sent."""
    local = timezone.localtime(now)
    if local.hour < HOUR or local.weekday() >= _WEEKEND:
        return 0
    today = local.date()
    monday = today - timedelta(days=today.weekday())
    due = [(User.Digest.DAILY, today), (User.Digest.WEEKLY, monday)]
    if not Run.objects.filter(name__startswith="digests:").exists():
        _start_with_the_next(due)
        return 0
    return sum(_run(rhythm, of_day, today) for rhythm, of_day in due)


def _start_with_the_next(due: Sequence[tuple[str, date]]) -> None:
    """A new installation mails nobody on the moment that it is switched on."""
    now = timezone.now()
    Run.objects.bulk_create(
        [Run(name=_run_name(*each), finished_at=now) for each in due], ignore_conflicts=True
    )


def _run_name(rhythm: str, of_day: date) -> str:
    return f"digests:{rhythm}:{of_day}"


def _run(rhythm: str, of_day: date, today: date) -> int:
    run, _is_new = Run.objects.get_or_create(name=_run_name(rhythm, of_day))
    if run.finished_at:
        return 0
    sent, until = 0, time.monotonic() + ONE_TASK
    people = User.objects.filter(is_active=True, digest=rhythm, pk__gt=run.up_to)
    for user in people.order_by("pk").iterator():
        sent += send_safely(user, today)
        Run.objects.filter(pk=run.pk).update(up_to=user.pk)
        if time.monotonic() > until:
            async_task("naober.website.mail.digest.tick")
            return sent
    Run.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    return sent


def send_now() -> int:
    """To everybody who wants digests, whatever the hour; still one a day."""
    today = timezone.localdate()
    people = User.objects.filter(is_active=True).exclude(digest=User.Digest.NEVER)
    return sum(send_safely(user, today) for user in people.order_by("pk").iterator())


def send_safely(user: User, day: date) -> bool:
    """One person's trouble is not everybody's."""
    try:
        return send(user, day)
    except Exception:
        _log.exception("No digest for person %s", user.pk)
        return False


def send(user: User, day: date) -> bool:
    key = f"digest:{user.pk}:{day}"
    if Mail.objects.filter(key=key).exists():
        return False
    with translation.override(user.language):
        items = [item for part in PARTS for item in part(user)]
        if not items:
            return False
        told = _told(user, items)
        news = [item for item in items if item.kind == "new" and item.key not in told]
        waiting = [item for item in items if item.kind == "waiting"]
        if not any(item.key not in told for item in items):
            return False
        return _post(user, key, news, waiting)


def _told(user: User, items: Sequence[Item]) -> set[str]:
    keys = [item.key for item in items]
    return set(Told.objects.filter(person=user, key__in=keys).values_list("key", flat=True))


class _PostedAlreadyError(Exception):
    """By another process, just now."""


def _post(user: User, key: str, news: Sequence[Item], waiting: Sequence[Item]) -> bool:
    """The mail, its links and what was told: all of it or nothing."""
    try:
        with transaction.atomic():
            _post_all(user, key, news, waiting)
    except _PostedAlreadyError:
        return False
    return True


def _post_all(user: User, key: str, news: Sequence[Item], waiting: Sequence[Item]) -> None:
    shown = [*waiting[:AT_MOST], *news[:AT_MOST]]  # in the order of the letter
    wishes = [
        links.Wish(purpose, target, user, user.email, user.language)
        for item in shown
        for _label, purpose, target in item.acts
    ]
    stop = links.Wish("digest.stop", "", user, user.email, user.language, STOP_DAYS)
    *made, stopping = links.make([*wishes, stop])
    letter = _letter(user, news, waiting, iter(made), links.address_of(stopping))
    unsubscribe = f"<{links.address_of(stopping, 'afmelden')}>"
    mail = post(
        to=Recipient.of(user),
        subject=_subject(news, waiting),
        text=letters.text_of(letter),
        key=key,
        headers={
            "List-Unsubscribe": unsubscribe,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        at_once=False,  # the sweep sends them over one connection
    )
    if mail is None:
        raise _PostedAlreadyError
    told = [Told(person=user, key=item.key) for item in (*news, *waiting)]
    Told.objects.bulk_create(told, ignore_conflicts=True)


def _subject(news: Sequence[Item], waiting: Sequence[Item]) -> str:
    parts = []
    if waiting:
        count = len(waiting)
        parts.append(ngettext("%(n)d waits for you", "%(n)d wait for you", count) % {"n": count})
    if news:
        parts.append(ngettext("%(n)d new", "%(n)d new", len(news)) % {"n": len(news)})
    return f"Naober: {', '.join(parts)}"


def _letter(
    user: User, news: Sequence[Item], waiting: Sequence[Item], made: Iterator[Link], stop: str
) -> letters.Letter:
    greeting = (
        _("Good morning %(name)s,") % {"name": user.name} if user.name else _("Good morning,")
    )
    return letters.Letter(
        (
            letters.Paragraph(one_line(greeting, 200)),
            *_section(_("Waits for you"), waiting, made),
            *_section(_("New for you"), news, made),
            *_foot(user, stop),
        )
    )


def _section(title: str, items: Sequence[Item], made: Iterator[Link]) -> Iterator[letters.Block]:
    if not items:
        return
    yield letters.Heading(title)
    group = ""
    for item in items[:AT_MOST]:
        if item.group != group:
            group = item.group
            if group:
                yield letters.Paragraph(f"{one_line(group, 100)}:")
        yield letters.Line(one_line(item.text, A_LINE), _full(item.url))
        for label, _purpose, _target in item.acts:
            yield letters.Button(label, links.address_of(next(made)))
        for label, url in item.links:
            yield letters.Button(label, _full(url))
    if len(items) > AT_MOST:
        more = len(items) - AT_MOST
        words = ngettext("And %(n)d more on the site.", "And %(n)d more on the site.", more)
        yield letters.Paragraph(words % {"n": more})


def _foot(user: User, stop: str) -> Iterator[letters.Block]:
    rhythm = user.get_digest_display()
    yield letters.Heading(_("About this mail"))
    yield letters.Paragraph(
        _("You get it when there is something new: %(rhythm)s.") % {"rhythm": rhythm}
    )
    yield letters.Line(_("Less often, or not at all"), stop)
    yield letters.Line(_("Your choices on the site"), _full(reverse("members:profile")))


def _full(url: str) -> str:
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url


# --- the link in every digest with which it is stopped ---


def describe_stop(link: Link) -> ActPage:
    return ActPage(
        _("Fewer mails from Naober"),
        _("Choose how often you want to read what is new and what waits for you."),
        (
            Choice(User.Digest.WEEKLY, _("Once a week")),
            Choice(User.Digest.NEVER, _("No news by mail"), "quiet"),
        ),
    )


def perform_stop(link: Link, choice: str, data: QueryDict) -> Done:
    User.objects.filter(mail_links=link).update(digest=choice)
    if choice == User.Digest.NEVER:
        text = _("You get no more news by mail. What others ask of you still comes by mail.")
    else:
        text = _("From now on you get it once a week, on Monday, when there is something new.")
    return Done(_("Your choice is kept"), text)
