"""What is new of positions for one person, and what waits: lines of their digest.

A company is asked to sign once: who speaks for it reads it in one digest, and nobody is reminded,
since who did not answer is known to nobody.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naober.features.positions import calendar_selectors, mail_acts, rules, selectors
from naober.features.positions.models import Comment, Consultation, Position, Signature, State
from naober.features.positions.rules import Asked
from naober.features.positions.services.signing import PURPOSE, target_of
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.digests import Item

MOST = 5
NEW_FOR_DAYS = 30


def digest_items(user: User) -> list[Item]:
    """In the language that is on."""
    if not user.is_active:
        return []
    asked = rules.asked(user)
    own = list(asked.companies)
    return [
        *(_for_desk() if user.is_desk else ()),
        *_to_sign(user, asked),
        *_to_comment(asked),
        *_answered_comments(user, own),
        *_what_came_of_it(own),
    ]


def _to_sign(user: User, asked: Asked) -> list[Item]:
    found = selectors.to_sign(user)[:MOST]
    return [
        item
        for position in found
        for item in _asks(position, asked.about(position.field), _signed(position))
    ]


def _signed(position: Position) -> set[int]:
    return set(position.signatures.values_list("company", flat=True))


def _asks(position: Position, own: Iterable[Company], signed: set[int]) -> list[Item]:
    words = _("Does %(company)s sign this, until %(day)s? %(text)s")
    return [
        Item(
            key=f"position-sign:{target_of(position, company)}",
            text=words
            % {
                "company": company,
                "day": _day(position.sign_until),
                "text": mail_acts.what_is_asked(position),
            },
            url=position.get_absolute_url(),
            acts=((_("Sign or stay out"), PURPOSE, target_of(position, company)),),
            group=_("Spoken with one voice"),
        )
        for company in own
        if company.pk not in signed
    ]


def _to_comment(asked: Asked) -> list[Item]:
    if not asked.companies:
        return []
    found = Position.objects.filter(
        state=State.COMMENT, comments_until__gte=timezone.localdate()
    ).order_by("comments_until", "pk")
    words = _("What do you think of this text, until %(day)s? %(title)s")
    return [
        Item(
            key=f"position-comment:{position.pk}",
            text=words % {"day": _day(position.comments_until), "title": position.title},
            url=position.get_absolute_url(),
            group=_("Spoken with one voice"),
        )
        for position in found[:MOST]
        if asked.about(position.field)
    ]


def _answered_comments(user: User, own: list[Company]) -> list[Item]:
    since = timezone.now() - timedelta(days=NEW_FOR_DAYS)
    found = (
        Comment.objects.filter(Q(company__in=own) | Q(by=user), answered_at__gte=since)
        .select_related("position")
        .order_by("-answered_at", "-pk")
    )
    words = _("Your remark was answered: %(title)s")
    return [
        Item(
            key=f"position-comment-answered:{comment.pk}",
            text=words % {"title": comment.position.title},
            url=reverse("positions:paragraph", args=[comment.paragraph_id]),
        )
        for comment in found[:MOST]
    ]


def _what_came_of_it(own: list[Company]) -> list[Item]:
    """For the companies that signed: sent, answered, and how it ended."""
    if not own:
        return []
    mine = Signature.objects.filter(position=OuterRef("pk"), company__in=own)
    since = timezone.now() - timedelta(days=NEW_FOR_DAYS)
    states = [State.SENT, State.ANSWERED, State.CLOSED]
    found = Position.objects.filter(Exists(mine), state__in=states, changed_at__gte=since)
    return [
        Item(
            key=f"position-{position.state}:{position.pk}",
            text=_told(position),
            url=position.get_absolute_url(),
        )
        for position in found.order_by("-changed_at", "-pk")[:MOST]
    ]


def _told(position: Position) -> str:
    if position.state == State.CLOSED:
        words = _("What you signed is closed, %(outcome)s: %(title)s")
        return words % {"outcome": position.get_outcome_display(), "title": position.title}
    words = {
        State.SENT: _("What you signed was sent: %(title)s"),
        State.ANSWERED: _("What you signed was answered: %(title)s"),
    }[State(position.state)]
    return words % {"title": position.title}


def _for_desk() -> list[Item]:
    """What asks for something of the desk: days that are over, promises, what closes soon."""
    return [
        *(_waiting(one) for one in selectors.waiting_for_desk()),
        *(_closing(row) for row in calendar_selectors.closing_without_position()[:MOST]),
    ]


def _waiting(one: selectors.Waiting) -> Item:
    return Item(
        key=one.key,
        text=f"{one.position.title}: {one.said}",
        url=one.position.get_absolute_url(),
        kind="waiting",
    )


def _closing(row: Consultation) -> Item:
    words = _("Closes on %(day)s, and no text was begun: %(title)s")
    return Item(
        key=f"consultation-closes:{row.pk}:{row.closes}",
        text=words % {"day": _day(row.closes), "title": row.title},
        url=row.get_absolute_url(),
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F") if day else ""
