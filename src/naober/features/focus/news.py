"""What is new for one person in their groups, and what waits for them: lines of their digest.

What is late is told once, the day after, and never again. What became of a challenge is told by the
agenda to everyone behind it; this is for who works on it.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.focus import cards, selectors
from naober.features.focus.models import Action, Decision, Result
from naober.foundation.members.models import User
from naober.foundation.notifications.digests import Item

NEW_FOR = timedelta(days=30)
MOST = 9
CHARACTERS = 160


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    if not user.is_active:
        return []
    return [
        *_to_confirm(user),
        *_not_confirmed(user),
        *_asking(user),
        *_late(user),
        *_given(user),
        *_decided(user),
        *_confirmed(user),
    ]


def _to_confirm(user: User) -> list[Item]:
    text = _("%(who)s reports: %(what)s (%(point)s)")
    return [
        Item(
            key=f"result-confirm:{one.pk}",
            text=text
            % {
                "who": one.company.name if one.company else _("the desk"),
                "what": cards.result_text(one),
                "point": one.point.title,
            },
            url=one.point.get_absolute_url(),
            kind="waiting",
            acts=((_("Is that right?"), "focus.confirm", str(one.pk)),),
        )
        for one in selectors.to_confirm(user)[:MOST]
    ]


def _not_confirmed(user: User) -> list[Item]:
    """What one reported oneself, and whom one could ask. Told once."""
    rows = list(selectors.reported_by(user)[:MOST])
    could = selectors.who_could_confirm(rows) if rows else {}
    text = _("Not confirmed yet: %(what)s (%(point)s). %(who)s")
    return [
        Item(
            key=f"result-waits:{one.pk}",
            text=text
            % {
                "what": cards.result_text(one),
                "point": one.point.title,
                "who": cards.could_confirm_text(one, could[one.pk]),
            },
            url=one.point.get_absolute_url(),
        )
        for one in rows
    ]


def _asking(user: User) -> list[Item]:
    return [
        Item(
            key=f"seat-asked:{seat.pk}",
            text=selectors.asks_to_join(seat),
            url=reverse("focus:people", args=[seat.group_id]),
            kind="waiting",
        )
        for seat in selectors.seats_to_answer(user)[:MOST]
    ]


def _late(user: User) -> list[Item]:
    text = _("Was due on %(day)s: %(what)s")
    rows = Action.objects.of_person(user).late().order_by("due_on", "pk")
    return [
        _action(one, f"action-late:{one.pk}:{one.due_on}", text % _words(one))
        for one in rows[:MOST]
    ]


def _given(user: User) -> list[Item]:
    """What somebody else wrote down for this person."""
    since = timezone.now() - NEW_FOR
    rows = Action.objects.of_person(user).open().filter(created_at__gte=since)
    rows = rows.exclude(created_by=user).exclude(due_on__lt=timezone.localdate())
    dated, undated = _("For you, by %(day)s: %(what)s"), _("For you: %(what)s")
    return [
        _action(one, f"action:{one.pk}:{user.pk}", (dated if one.due_on else undated) % _words(one))
        for one in rows.order_by("due_on", "pk")[:MOST]
    ]


def _action(one: Action, key: str, text: str) -> Item:
    url = reverse("focus:action", args=[one.pk])
    return Item(key=key, text=text, url=url, acts=((_("Done"), "focus.done", str(one.pk)),))


def _words(one: Action) -> dict[str, str]:
    return {"day": cards.day(one.due_on) if one.due_on else "", "what": one.text[:CHARACTERS]}


def _decided(user: User) -> list[Item]:
    since = timezone.now() - NEW_FOR
    rows = Decision.objects.filter(group__in=selectors.own_groups(user), created_at__gte=since)
    rows = rows.exclude(by=user).select_related("group").order_by("-created_at", "-pk")
    return [
        Item(
            key=f"decision:{one.pk}",
            text=_("%(group)s decided: %(what)s")
            % {"group": one.group.name if one.group else "", "what": one.text[:CHARACTERS]},
            url=reverse("focus:decisions", args=[one.group_id]),
        )
        for one in rows[:MOST]
    ]


def _confirmed(user: User) -> list[Item]:
    since = timezone.now() - NEW_FOR
    groups = selectors.own_groups(user).values("point")
    rows = Result.objects.confirmed().filter(point__in=groups, confirmed_at__gte=since)
    rows = rows.exclude(confirmed_by=user).select_related("point")
    text = _("Confirmed: %(what)s (%(point)s)")
    return [
        Item(
            key=f"result-confirmed:{one.pk}",
            text=text % {"what": cards.result_text(one), "point": one.point.title},
            url=one.point.get_absolute_url(),
        )
        for one in rows.order_by("-confirmed_at")[:MOST]
    ]
