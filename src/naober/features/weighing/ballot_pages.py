"""How a ballot stands on its page: cards to tick, points with what is left, an order with buttons.

The buttons work without a script: they send what is filled in so far, and the page comes back with
the change; nothing is kept until the button below is pressed. With many candidates what was chosen
stands on top, and the rest is found by words and theme: what a filter hides is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naober.features.weighing import words
from naober.features.weighing.forms import BallotForm, RankingForm
from naober.features.weighing.models import BallotKind, Candidate, Round
from naober.foundation.core.text import storable

MANY = 12  # from here on a ballot has a search field, and what is chosen stands apart
AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate on the ballot. `value` is what the field holds: points, or its place."""

    candidate: Candidate
    theme: str
    cost: str
    name: str
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is typed above a long list. `shown` is how many lines of the rest stand there."""

    words: str = ""
    theme: str = ""
    shown: int = AT_ONCE

    def fits(self, line: Line) -> bool:
        text = f"{line.candidate.title} {line.theme}".casefold()
        right = not self.theme or self.theme == line.candidate.theme
        return right and all(word in text for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class Ballot:
    """`chosen` stands apart, in order; `lines` are the others, of which `more` do not stand there
    yet. `left` is what may still be given; None where there is no end to it."""

    kind: str
    chosen: Sequence[Line]
    lines: Sequence[Line]
    given: int
    left: int | None
    most: int | None
    is_long: bool = False
    sought: Sought = Sought()
    more: int = 0
    themes: Sequence[tuple[str, str]] = ()

    @property
    def counts_ticks(self) -> bool:
        """Whether a tick changes a number that stands there."""
        return self.kind == BallotKind.APPROVAL and (self.is_long or self.most is not None)

    @property
    def further(self) -> int:
        return self.sought.shown + AT_ONCE


def sought_in(data: Mapping[str, str]) -> Sought:
    shown = max(AT_ONCE, min(_whole(data.get("shown", "")), 10 * AT_ONCE))
    act, _colon, asked = data.get("move", "").partition(":")
    if act == "further":
        shown = max(shown, min(_whole(asked), 10 * AT_ONCE))
    words_ = storable(data.get("words", ""))[:100]
    return Sought(words_, storable(data.get("theme", ""))[:100], shown)


def page_of_ballot(form: BallotForm, sought: Sought | None = None) -> Ballot:
    kind, most = form.round.ballot_kind, form.round.most
    typed = typed_so_far(form)
    is_long = len(form.candidates) > MANY
    is_order = kind == BallotKind.RANKING
    lines = {c.pk: _line(form.round, c, typed) for c in form.candidates}
    order = (
        sorted(typed, key=lambda pk: -typed[pk])
        if is_order
        else [pk for pk in lines if pk in typed]
    )
    chosen = [
        _placed(lines[pk], place) if is_order else lines[pk] for place, pk in enumerate(order, 1)
    ]
    apart = is_long or is_order
    rest = [line for pk, line in lines.items() if not apart or pk not in typed]
    if is_order:
        most = min(most or len(lines), len(lines))
    given = len(order) if kind != BallotKind.POINTS else sum(typed.values())
    sought = sought or Sought()
    found = [line for line in rest if not is_long or sought.fits(line)]
    shown = found[: sought.shown] if is_long else found
    return Ballot(
        kind,
        chosen if apart else (),
        shown,
        given,
        left=None if most is None else most - given,
        most=most,
        is_long=is_long,
        sought=sought,
        more=len(found) - len(shown),
        themes=_themes(lines.values()),
    )


def _line(round_: Round, candidate: Candidate, typed: Mapping[int, int]) -> Line:
    given = typed.get(candidate.pk, 0)
    challenge = candidate.challenge
    theme = str(challenge.theme) if challenge and challenge.theme else candidate.theme
    is_tick = round_.ballot_kind == BallotKind.APPROVAL
    return Line(
        candidate,
        theme,
        words.amount(round_.unit, candidate.cost),
        "chosen" if is_tick else f"p{candidate.pk}",
        str(given or ""),
        bool(given),
    )


def _placed(line: Line, place: int) -> Line:
    return Line(line.candidate, line.theme, line.cost, f"r{place}", str(place), is_chosen=True)


def _themes(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """As it is kept, and as it is read."""
    found = {line.candidate.theme: line.theme for line in lines if line.candidate.theme}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def typed_so_far(form: BallotForm) -> dict[int, int]:
    """What stands in the fields, also where it is no vote yet; at first what was voted before."""
    if not form.is_bound:
        return {pk: given for pk, given in form.start.items() if given}
    return read_typed(form.round, form.candidates, form.data)


def read_typed(
    round_: Round, candidates: Sequence[Candidate], data: Mapping[str, str]
) -> dict[int, int]:
    known = {str(c.pk): c.pk for c in candidates}
    if round_.ballot_kind == BallotKind.APPROVAL:
        chosen = data.getlist("chosen") if hasattr(data, "getlist") else data.get("chosen", ())
        return {known[pk]: 1 for pk in chosen if pk in known}
    if round_.ballot_kind == BallotKind.POINTS:
        given = {c.pk: _whole(data.get(f"p{c.pk}", "")) for c in candidates}
        return {pk: points for pk, points in given.items() if points}
    places = RankingForm(round_=round_, candidates=candidates).places
    order = [data.get(f"r{place}", "") for place in range(1, places + 1)]
    return _as_points(round_, [known[pk] for pk in dict.fromkeys(order) if pk in known])


def moved(
    round_: Round, candidates: Sequence[Candidate], data: Mapping[str, str], move: str
) -> dict[int, int]:
    """What stands there after a button: "more:12", "less:12", "up:12", "down:12", "in:12",
    "out:12". Anything else, such as looking for others, changes nothing."""
    typed = read_typed(round_, candidates, data)
    act, _colon, key = move.partition(":")
    pk = next((c.pk for c in candidates if str(c.pk) == key), None)
    if pk is None:
        return typed
    if round_.ballot_kind == BallotKind.POINTS:
        return _stepped(round_, typed, act, pk)
    if round_.ballot_kind == BallotKind.RANKING:
        order = sorted(typed, key=lambda one: -typed[one])
        return _as_points(round_, _reordered(order, act, pk)[: round_.most or len(candidates)])
    return typed


def _stepped(round_: Round, typed: Mapping[int, int], act: str, pk: int) -> dict[int, int]:
    step = {"more": 1, "less": -1}.get(act, 0)
    if step > 0 and round_.most is not None and sum(typed.values()) >= round_.most:
        step = 0
    return {**typed, pk: max(0, typed.get(pk, 0) + step)}


def _reordered(order: list[int], act: str, pk: int) -> list[int]:
    if pk not in order:
        return [*order, pk] if act == "in" else order
    at = order.index(pk)
    rest = [one for one in order if one != pk]
    to = {"up": max(0, at - 1), "down": at + 1}.get(act)
    if act == "out":
        return rest
    return order if to is None else [*rest[:to], pk, *rest[to:]]


def _as_points(round_: Round, order: Sequence[int]) -> dict[int, int]:
    top = round_.most or len(order)
    return {pk: top - place for place, pk in enumerate(order)}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
