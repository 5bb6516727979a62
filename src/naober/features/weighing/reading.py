"""What a reader may know of an outcome, and why it came out like this.

In a secret round nothing is said of fewer than five companies: no numbers of who wanted something,
no amounts that such a number follows from, no groups (these were put together and rounded before
they were kept). One's own part is told only when every amount in it is of five or more: what a
company paid for something tells it how many paid along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.weighing import engine_bridge, selectors, words
from naober.features.weighing.models import Ballot, Candidate, Round, State, Ties
from naober.foundation.audience.crowd import MIN_CROWD, is_crowd
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import User

KINDS = ("size", "place", "theme")


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate in the outcome. `place` 0: not chosen. `who` are names, in an open round."""

    candidate: Candidate
    place: int
    cost: str
    wanted: str
    who: Sequence[str]
    equals: str


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the share of one company bought, and what else of what it wanted was chosen. `rows` is
    empty where it would tell too much."""

    company: str
    rows: Sequence[tuple[str, str]]
    left: str
    wanted: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """`is_told`: whether more than the choice itself may be told."""

    voters: int
    is_told: bool
    chosen: Sequence[Line]
    others: Sequence[Line]
    spent: str
    left: str
    own: Sequence[OwnPart]
    more: str
    rules: Sequence[tuple[str, Sequence[bool]]]
    rule_names: Sequence[str]
    charts: Sequence[Chart]
    ties: Sequence[Sequence[Candidate]]
    has_file: bool


def reading(round_: Round, user: User) -> Reading:
    """Of a round that is closed, whose candidates and outcome were read along."""
    return _Reader(round_, user).read()


def _list(titles: Sequence[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


class _Reader:
    def __init__(self, round_: Round, user: User) -> None:
        self.round, self.user = round_, user
        self.answer: Mapping[str, Any] = round_.outcome.answer
        self.candidates = {c.pk: c for c in round_.candidates.all()}
        self.is_told = not round_.is_secret or is_crowd(self.answer["voters"])
        shown = Ballot.objects.visible_to(user).filter(round=round_).select_related("company")
        self.ballots = {ballot.voter: ballot for ballot in shown}
        self.own = {company.pk for company in selectors.voting_companies(user)}

    def read(self) -> Reading:
        steps = {step["id"]: step for step in self.answer["chosen"]}
        lines = [self._line(pk, place, steps[pk]) for place, pk in enumerate(steps, start=1)]
        rest = [self._line(pk, 0, {}) for pk in self.candidates if pk not in steps]
        names = [str(words.SHORT[name]) for name in self._rules()]
        return Reading(
            voters=self.answer["voters"],
            is_told=self.is_told,
            chosen=lines,
            others=rest,
            spent=self._money(self.answer["cost"]),
            left=self._money(self.answer["left"]),
            own=[self._own(b) for b in self.ballots.values() if b.company_id in self.own],
            more=self._more(),
            rules=self._side_by_side(),
            rule_names=names if self.is_told else [],
            charts=self.charts(),
            ties=self._ties(),
            has_file=has_file(self.round),
        )

    def _money(self, amount: str) -> str:
        return words.amount(self.round.unit, Fraction(amount))

    def _title(self, pk: int) -> str:
        return self.candidates[pk].title

    def _line(self, pk: int, place: int, step: Mapping[str, Any]) -> Line:
        candidate = self.candidates[pk]
        return Line(
            candidate,
            place,
            words.amount(self.round.unit, candidate.cost),
            self._wanted(pk),
            self._who(pk),
            self._equals(pk, place, step) if self.is_told else "",
        )

    def _equals(self, pk: int, place: int, step: Mapping[str, Any]) -> str:
        """What was exactly as good, whatever became of it: chosen too, not chosen, or neither."""
        chosen = {one["id"]: one for one in self.answer["chosen"]}
        if place:
            tied = self._comparable(pk, step.get("tied", ()))
            both = [self._title(one) for one in tied if one in chosen]
            lost = [self._title(one) for one in tied if one not in chosen]
            said = [_("Exactly as good, and chosen too: %(names)s.") % {"names": _list(both)}]
            more = [_("Exactly as good, and not chosen: %(names)s.") % {"names": _list(lost)}]
            return " ".join([*(said if both else []), *(more if lost else [])])
        first = [id for id, one in chosen.items() if pk in one["tied"]]
        won = [self._title(id) for id in self._comparable(pk, first)]
        if won:
            return _("Exactly as good as %(names)s, which went first.") % {"names": _list(won)}
        same = [self._title(one) for one in self._as_far(pk) if one not in chosen and one != pk]
        text = _("As many votes and as costly, and not chosen either: %(names)s.")
        return text % {"names": _list(same)} if same else ""

    def _comparable(self, pk: int, others: Iterable[int]) -> list[int]:
        """Equals cost the same for each who wants them, so the number of the one tells that of the
        other: in a secret round said only of what enough companies want."""
        numbers = self.answer["supporters"]
        if self.round.is_secret and not is_crowd(numbers[str(pk)]):
            return []
        return [one for one in others if not self.round.is_secret or is_crowd(numbers[str(one)])]

    def _as_far(self, pk: int) -> list[int]:
        """Those with the same votes (or points) and costs, where so many may be told."""
        score, wanted = self.answer.get("scores", {}), self.answer["supporters"][str(pk)]
        if self.round.is_secret and not is_crowd(wanted):
            return []
        mine = (score.get(str(pk)), wanted, self.candidates[pk].cost)
        return [
            one
            for one, candidate in self.candidates.items()
            if wanted
            and (score.get(str(one)), self.answer["supporters"][str(one)], candidate.cost) == mine
        ]

    def _wanted(self, pk: int) -> str:
        number = self.answer["supporters"][str(pk)]
        if not self.is_told:
            return ""
        if self.round.is_secret and not is_crowd(number):
            return _("fewer than %(n)d companies want this") % {"n": MIN_CROWD}
        said = ngettext("%(n)d company wants this", "%(n)d companies want this", number)
        return said % {"n": number}

    def _who(self, pk: int) -> list[str]:
        if self.round.is_secret:
            return []
        return sorted(b.company.name for b in self.ballots.values() if b.points.get(str(pk)))

    def _own(self, ballot: Ballot) -> OwnPart:
        chosen = [step["id"] for step in self.answer["chosen"]]
        wanted = [pk for pk in chosen if ballot.points.get(str(pk))]
        paid = self.answer["paid"].get(ballot.voter, {})
        numbers = [self.answer["supporters"][pk] for pk in paid]
        titles = [self._title(pk) for pk in wanted]
        if self.round.is_secret and not all(map(is_crowd, numbers)):
            return OwnPart(ballot.company.name, [], "", titles)
        titles = [self._title(pk) for pk in wanted if str(pk) not in paid]
        rows = [(self._title(int(pk)), self._money(amount)) for pk, amount in paid.items()]
        return OwnPart(ballot.company.name, rows, self._left(paid), titles)

    def _left(self, paid: Mapping[str, str]) -> str:
        share = self.answer["share"]
        if share is None:
            return ""
        spent = sum((Fraction(amount) for amount in paid.values()), Fraction(0))
        return self._money(str(Fraction(share) - spent)) if paid else ""

    def _more(self) -> str:
        change = self.answer["more"]
        if not change or not self.is_told or not change["enters"]:
            return ""
        numbers = [self.answer["supporters"][str(pk)] for pk in change["enters"]]
        if self.round.is_secret and not all(map(is_crowd, numbers)):
            return ""
        values = {
            "extra": self._money(change["extra"]),
            "enters": ", ".join(f"“{self._title(pk)}”" for pk in change["enters"]),
            "leaves": ", ".join(f"“{self._title(pk)}”" for pk in change["leaves"]),
        }
        if change["leaves"]:
            return _("With %(extra)s more: %(enters)s instead of %(leaves)s.") % values
        return _("With %(extra)s more also: %(enters)s.") % values

    def _rules(self) -> list[str]:
        """Ours first."""
        names = list(self.answer["rules"])
        return sorted(names, key=lambda name: (name != self.round.method, name))

    def _side_by_side(self) -> list[tuple[str, list[bool]]]:
        """Each candidate that some rule chooses, and whether each does."""
        if not self.is_told:
            return []
        by_rule = [self.answer["rules"][name] for name in self._rules()]
        some = [pk for pk in self.candidates if any(pk in chosen for chosen in by_rule)]
        return [(self._title(pk), [pk in chosen for chosen in by_rule]) for pk in some]

    def charts(self) -> list[Chart]:
        fair = self.answer["fair"] if self.is_told else {}
        return [self._chart(kind, fair[kind]) for kind in KINDS if kind in fair]

    def _chart(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> Chart:
        titles = {
            "size": (_("Small and large companies"), _("Company size")),
            "place": (_("Places"), _("Place")),
            "theme": (_("Themes"), _("Theme")),
        }
        due = _("asked for") if kind == "theme" else _("of the voters")
        names = selectors.theme_names() if kind == "theme" else {}
        said = _("For each group: its part by heads or votes, then its part under each rule.")
        return Chart(
            code=f"fair-{kind}",
            title=titles[kind][0],
            description=said,
            first=titles[kind][1],
            series=[due, *(str(words.SHORT[name]) for name in self._rules())],
            rows=[self._row(row, names) for row in rows],
            csv=f"{reverse('weighing:fair-csv', args=[self.round.pk])}?kind={kind}",
            unit="%",
        )

    def _row(self, row: Mapping[str, Any], names: Mapping[str, str]) -> Row:
        values = [Decimal(row["due"]), *(Decimal(row["rules"][name]) for name in self._rules())]
        label = words.bar_word(names.get(row["label"], row["label"]))
        return Row(label, values, [f"{value}%" for value in values])

    def _ties(self) -> list[list[Candidate]]:
        if self.round.ties != Ties.PEOPLE or self.round.state != State.CLOSED:
            return []
        asked = engine_bridge.read_asked(self.round.outcome.asked)
        ties = engine_bridge.undecided_ties(asked, self.answer)
        return [[self.candidates[pk] for pk in tie] for tie in ties]


def charts(round_: Round, user: User) -> list[Chart]:
    return _Reader(round_, user).charts()


def has_file(round_: Round) -> bool:
    """Whether all ballots may be taken away without names."""
    if round_.state not in (State.CLOSED, State.DECIDED):
        return False
    return not round_.is_secret or engine_bridge.tells_nobody(round_.outcome.answer)


def pabulib_of(round_: Round) -> str:
    outcome = round_.outcome
    asked = engine_bridge.read_asked(outcome.asked)
    chosen = [step["id"] for step in outcome.answer["chosen"]]
    return engine_bridge.as_pabulib(asked, round_.question, chosen)
