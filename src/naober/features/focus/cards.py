"""Focus points and what is in their groups as pages show them to one reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from naober.features.focus import file_types
from naober.features.focus.models import (
    Action,
    Document,
    FocusPoint,
    Measurement,
    Result,
    State,
)
from naober.features.focus.names import name_of
from naober.foundation.core.charts import Chart, Row
from naober.foundation.core.numbers import figure
from naober.foundation.members.models import Company

TONES = {State.RUNNING: "info", State.ACHIEVED: "yes", State.STOPPED: ""}
DONE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """From where to where, and how far: texts for people, `percent` for the bar."""

    start: str
    target: str
    latest: str
    percent: int
    by_when: str

    @property
    def text(self) -> str:
        words = {"percent": self.percent, "start": self.start, "target": self.target}
        return _("%(percent)d%% of the way from %(start)s to %(target)s") % words


@dataclass(frozen=True, slots=True)
class PointCard:
    pk: int
    url: str
    title: str
    goal: str
    theme: str
    state: str
    state_text: str
    tone: str
    progress: Progress | None
    group: str
    group_url: str
    result: str
    stopped_because: str


@dataclass(frozen=True, slots=True)
class Board:
    """The actions of a group in three heaps; of what is done the last few."""

    late: Sequence[Action]
    open: Sequence[Action]
    done: Sequence[Action]


def point_cards(found: Iterable[FocusPoint], results: Iterable[Result]) -> list[PointCard]:
    """Of rows read by `selectors.points`; `results` those of them that this reader may see. Who
    reads what was made public only reads neither the group nor why it was stopped."""
    newest: dict[int, Result] = {}
    for one in results:
        if one.is_confirmed:
            newest.setdefault(one.point_id, one)
    return [_card(point, newest.get(point.pk)) for point in found]


def _card(point: FocusPoint, result: Result | None) -> PointCard:
    whole = bool(getattr(point, "whole", False))
    group = getattr(point, "group", None) if whole else None
    return PointCard(
        pk=point.pk,
        url=point.get_absolute_url(),
        title=point.title,
        goal=point.goal,
        theme=str(point.theme) if point.theme else "",
        state=point.state,
        state_text=str(point.get_state_display()),
        tone=TONES[State(point.state)],
        progress=progress_of(point, getattr(point, "latest", None)),
        group=group.name if group else "",
        group_url=group.get_absolute_url() if group else "",
        result=result_text(result) if result else "",
        stopped_because=point.stopped_because if whole else "",
    )


def progress_of(point: FocusPoint, latest: Decimal | None) -> Progress | None:
    """None where nothing is measured. Without a measurement it stands where it began."""
    if point.baseline is None or point.target is None:
        return None
    now = point.baseline if latest is None else latest
    share = point.share_of(now) or Decimal(0)
    return Progress(
        start=amount(point.baseline, point.unit),
        target=amount(point.target, point.unit),
        latest=amount(now, point.unit),
        percent=int(share * 100),
        by_when=day(point.target_on) if point.target_on else "",
    )


def amount(value: Decimal, unit: str) -> str:
    return f"{figure(value)} {unit}".strip()


def day(when: date) -> str:
    return formats.date_format(when, "j F Y")


def result_text(result: Result) -> str:
    return f"{amount(result.value, result.unit)} {result.what}"


def could_confirm_text(result: Result, could: Sequence[Company]) -> str:
    """Who is asked whether it is so."""
    names = [one.name for one in could]
    if not result.is_of_the_desk:
        names.append(_("the desk"))
    if not names:
        return _("Nobody in the group can confirm it: ask another company in.")
    return _("This can be confirmed by: %(names)s") % {"names": ", ".join(names)}


def chart_of(point: FocusPoint, measured: Sequence[Measurement], csv: str) -> Chart | None:
    """The line from the start over what was measured; with fewer than two points there is none."""
    rows = [(one.day, one.value) for one in measured]
    if point.baseline is not None and point.baseline_on is not None:
        rows = [(point.baseline_on, point.baseline), *(r for r in rows if r[0] > point.baseline_on)]
    if point.target is None or len(rows) < 2:
        return None
    target = amount(point.target, point.unit)
    return Chart(
        code=f"focus-{point.pk}",
        title=point.measure[:1].upper() + point.measure[1:],
        description=_("Measured over time, on the way to %(target)s") % {"target": target},
        first=_("Day"),
        series=[point.unit],
        rows=[Row(formats.date_format(when, "j-n-Y"), [v], [figure(v)]) for when, v in rows],
        form="line",
        csv=csv,
        unit=point.unit,
    )


def board_of(actions: Iterable[Action]) -> Board:
    heaps: dict[str, list[Action]] = defaultdict(list)
    for one in actions:
        heaps["done" if one.is_done else "late" if one.is_late else "open"].append(one)
    done = sorted(heaps["done"], key=lambda one: (str(one.done_at), one.pk), reverse=True)
    return Board(heaps["late"], heaps["open"], done[:DONE_SHOWN])


def owner_text(action: Action) -> str:
    """Who does it: a person, with the company, or a company."""
    if action.owner is not None:
        owner = name_of(action.owner)
        return f"{owner}, {action.company}" if action.company else owner
    return str(action.company) if action.company else _("nobody yet")


def kind_text(document: Document) -> str:
    """What it is and how large, before one opens it."""
    if document.link:
        return _("link")
    label = file_types.LABELS.get(document.media_type, "")
    return f"{label}, {size_text(document.size)}"


def size_text(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{figure(Decimal(round(size / 1024 / 1024, 1)).quantize(Decimal('0.1')))} MB"
