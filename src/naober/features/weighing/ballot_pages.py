"""How a ballot stands on its page: cards to tick, points with what is left, an order with buttons.

The buttons work without a script: they send what is filled in so far, and the page comes back with
the change; nothing is kept until the button below is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from naober.features.weighing import words
from naober.features.weighing.forms import BallotForm, RankingForm
from naober.features.weighing.models import BallotKind, Candidate, Round


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate on the ballot. `value` is what the field holds: points, or its place."""

    candidate: Candidate
    cost: str
    name: str
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """`left` is what may still be given; None where there is no end to it."""

    kind: str
    lines: Sequence[Line]
    rest: Sequence[Line] = field(default_factory=tuple)
    left: int | None = None
    most: int | None = None


def page_of_ballot(form: BallotForm) -> Ballot:
    kind = form.round.ballot_kind
    typed = typed_so_far(form)
    if kind == BallotKind.RANKING:
        return _order(form, typed)
    name = "chosen" if kind == BallotKind.APPROVAL else ""
    lines = [
        Line(
            c,
            words.amount(form.round.unit, c.cost),
            name or f"p{c.pk}",
            str(typed.get(c.pk, "") or ""),
            bool(typed.get(c.pk)),
        )
        for c in form.candidates
    ]
    most = form.round.most
    given = sum(typed.values())
    return Ballot(kind, lines, left=None if most is None else most - given, most=most)


def _order(form: BallotForm, typed: Mapping[int, int]) -> Ballot:
    by_pk = {c.pk: c for c in form.candidates}
    order = sorted(typed, key=lambda pk: -typed[pk])
    costs = {c.pk: words.amount(form.round.unit, c.cost) for c in form.candidates}
    lines = [
        Line(by_pk[pk], costs[pk], f"r{place}", str(place), is_chosen=True)
        for place, pk in enumerate(order, start=1)
    ]
    rest = [Line(c, costs[c.pk], "") for c in form.candidates if c.pk not in typed]
    most = min(form.round.most or len(by_pk), len(by_pk))
    return Ballot(form.round.ballot_kind, lines, rest, left=most - len(order), most=most)


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
    "out:12". Anything else changes nothing."""
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
