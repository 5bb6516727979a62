"""What is new about meetings for one person, and what waits for them: lines of their digest."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.meetings import mails, rules, selectors
from naober.features.meetings.models import Answer, Invitee, Meeting, Minutes, State
from naober.foundation.members.models import User
from naober.foundation.notifications.digests import Item

NEW_FOR = timedelta(days=30)
MOST = 9


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    if not user.is_active:
        return []
    coming = _coming(user)
    return [*_to_answer(user, coming), *_announced(coming), *_agreed(user)]


def _coming(user: User) -> list[Meeting]:
    found = Meeting.objects.visible_to(user).coming().filter(state=State.ANNOUNCED)
    rows = selectors.with_my_answer(found, user).select_related("site__company")
    return list(rows.order_by("starts_at", "pk")[: 4 * MOST])


def _to_answer(user: User, coming: list[Meeting]) -> list[Item]:
    """Asked by name, and nothing was said yet: it waits until the day to answer by."""
    found = [
        one
        for one in coming
        if one.my_answer == "" and rules.may_answer(one, Answer.YES)  # type: ignore[attr-defined]
    ]
    rows = _rows(user, found) if found else {}
    return [
        Item(
            key=f"meetings.ask:{one.pk}",
            text=f"{one.title}, {mails.when(one)}. {_('Do you come?')}",
            url=one.get_absolute_url(),
            kind="waiting",
            acts=((_("Answer yes or no"), mails.ANSWER, rows[one.pk]),),
        )
        for one in found[:MOST]
    ]


def _rows(user: User, found: list[Meeting]) -> dict[int, str]:
    """What the link of each is about: the row and how often it was answered."""
    rows = Invitee.objects.filter(user=user, meeting__in=found)
    return {row.meeting_id: f"{row.pk}:{row.answers}" for row in rows}


def _announced(coming: list[Meeting]) -> list[Item]:
    """What one may come to without being asked by name."""
    since = timezone.now() - NEW_FOR
    return [
        Item(
            key=f"meetings.announced:{one.pk}",
            text=f"{one.title}, {mails.when(one)}, {mails.where(one)}",
            url=one.get_absolute_url(),
        )
        for one in coming
        if one.my_answer is None  # type: ignore[attr-defined]  # annotated
        and one.announced_at is not None
        and one.announced_at >= since
    ][:MOST]


def _agreed(user: User) -> list[Item]:
    """What came of it, once, to who was there or was asked and did not decline."""
    since = timezone.now() - NEW_FOR
    mine = Q(invitees__user=user) & ~Q(invitees__answer=Answer.NO)
    told = Minutes.objects.visible_to(user).filter(shared_at__gte=since)
    found = Meeting.objects.filter(mine, minutes__in=told, state=State.HELD)
    return [
        Item(
            key=f"meetings.agreed:{one.pk}",
            text=_("What was agreed at %(title)s") % {"title": one.title},
            url=reverse("meetings:agreed", args=[one.pk]),
        )
        for one in found.order_by("-starts_at", "-pk")[:MOST]
    ]
