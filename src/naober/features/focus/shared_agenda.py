"""The agenda that the companies share, as one reader may read it: by theme what is recognised most,
what is worked on, and how far that is. The page and the PDF are made of the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.agenda import cards as challenge_cards
from naober.features.agenda.cards import Card
from naober.features.agenda.models import Challenge, Recognition, Theme
from naober.features.focus import cards, coming, selectors
from naober.features.focus.cards import PointCard
from naober.features.focus.coming import Coming
from naober.features.focus.models import State
from naober.files.pdf import make_pdf
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.audience.readers import A_VISITOR
from naober.foundation.members.letterhead import letterhead, start_of_today
from naober.foundation.members.models import Collective, User
from naober.foundation.members.readers import Who, settled_reader

MOST_POINTS = 60
MOST_CHALLENGES = 80  # looked at
OF_A_THEME = 5
KEPT = 8  # documents in memory: members and visitors, each in two languages, before and after


@dataclass(slots=True)
class Part:
    """One theme: what it has of both. `name` is empty for what stands under no theme."""

    name: str
    points: list[PointCard] = field(default_factory=list)
    challenges: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharedAgenda:
    parts: Sequence[Part]
    for_members: bool
    running: int
    achieved: int
    coming: Coming | None = None


def read(user: User | AnonymousUser) -> SharedAgenda:
    """For members all of it; for a visitor, a guest or a company that does not take part what was
    made public."""
    reader = settled_reader(user) if user.is_authenticated else A_VISITOR
    member = user if user.is_authenticated and reader.is_member else None
    points = _points(member or A_VISITOR)
    parts = _by_theme(points, _challenges(member) if member else [])
    return SharedAgenda(
        parts=parts,
        for_members=member is not None,
        running=sum(one.state == State.RUNNING for one in points),
        achieved=sum(one.state == State.ACHIEVED for one in points),
        coming=coming.of_all(for_members=member is not None),
    )


def _points(who: Who) -> list[PointCard]:
    found = list(selectors.points(who).exclude(state=State.STOPPED)[:MOST_POINTS])
    return cards.point_cards(found, selectors.results_of(who, found))


def _challenges(user: User) -> list[Card]:
    """Of what is still open the ones that most companies recognise, as far as this reader may know
    that: those who said so without their name do not decide what is looked at. Only what all
    members may read, also for the desk and for one's own: what is printed here goes round."""
    said = Recognition.objects.filter(challenge=OuterRef("pk"), with_name=True).order_by()
    count = said.values("challenge").annotate(n=Count("pk")).values("n")
    named = Coalesce(Subquery(count), 0)
    shared = Challenge.objects.open().filter(audience__in=at_least(Level.MEMBERS))
    found = shared.visible_to(user).with_rights(user)
    found = found.select_related("theme", "company").order_by(named.desc(), "-created_at")
    made = challenge_cards.cards(found[:MOST_CHALLENGES], user)
    return sorted(made, key=lambda card: -card.support.number)


def _by_theme(points: Iterable[PointCard], challenges: Iterable[Card]) -> list[Part]:
    """In the order of the themes, what has none last; a theme without anything is left out."""
    parts: dict[str, Part] = defaultdict(lambda: Part(""))
    for theme in Theme.objects.all():
        parts[str(theme)] = Part(str(theme))
    parts[""] = Part("")
    for point in points:
        parts[point.theme].points.append(point)
    for card in challenges:
        if len(parts[card.theme].challenges) < OF_A_THEME:
            parts[card.theme].challenges.append(card)
    return [part for part in parts.values() if part.points or part.challenges]


def as_pdf(agenda: SharedAgenda, language: str) -> bytes:
    """Made once for what is in it, all of it: who reads other words gets another document. The
    moment in the file is the start of the day that stands on it."""
    data = json.dumps(for_pdf(agenda, language), ensure_ascii=False, sort_keys=True)
    return _made(data, start_of_today())


@lru_cache(maxsize=KEPT)
def _made(data: str, day: datetime) -> bytes:
    return make_pdf("agenda", json.loads(data), made_at=day)


def for_pdf(agenda: SharedAgenda, language: str) -> dict[str, Any]:
    """What `files/pdf_templates/agenda.typ` needs."""
    collective = Collective.objects.first()
    name = collective.name if collective else "Naober"
    note = "" if not agenda.for_members else _("%(name)s: for members") % {"name": name}
    return {
        **letterhead(_("Our agenda"), collective, note=note),
        "language": language[:2],
        "date": cards.day(timezone.localdate()),
        "intro": _("What the companies work on together, and how far that is."),
        "count": _count(agenda),
        "coming": _coming(agenda.coming),
        "points_heading": _("We work on this"),
        "challenges_heading": _("Recognised most, not taken up yet"),
        "nothing": _("There is nothing on the agenda yet."),
        "parts": [_part(part) for part in agenda.parts],
    }


def _coming(found: Coming | None) -> str:
    if found is None:
        return ""
    words = {"title": found.title, "when": found.when, "where": found.where}
    return _("Next meeting: %(title)s. %(when)s, %(where)s.") % words


def _count(agenda: SharedAgenda) -> str:
    running = ngettext("%(n)d focus point", "%(n)d focus points", agenda.running)
    reached = ngettext("%(n)d reached", "%(n)d reached", agenda.achieved)
    return f"{running % {'n': agenda.running}}, {reached % {'n': agenda.achieved}}"


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name or _("Other"),
        "points": [_point(card) for card in part.points],
        "challenges": [
            {"text": card.title, "support": card.support.text} for card in part.challenges
        ],
    }


def _point(card: PointCard) -> dict[str, Any]:
    far = card.progress
    result = _("Result: %(text)s") % {"text": card.result} if card.result else ""
    by_when = _("by %(day)s") % {"day": far.by_when} if far and far.by_when else ""
    return {
        "title": card.title,
        "state": card.state_text,
        "goal": card.goal,
        "percent": far.percent if far else -1,
        "start": far.start if far else "",
        "latest": _("now %(amount)s") % {"amount": far.latest} if far else "",
        "target": " ".join(filter(None, (far.target, by_when))) if far else "",
        "group": card.group,
        "result": result,
    }
