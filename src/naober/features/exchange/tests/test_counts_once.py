"""Whatever two sides do in whatever order, the ledger says what both confirmed, once."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naober.features.exchange import deal_selectors, services
from naober.features.exchange.models import Deal, Value
from naober.features.exchange.services import Line
from naober.features.exchange.tests.factories import (
    MatchFactory,
    UserFactory,
    person_of,
)
from naober.features.ledger.models import Entry

WHO = ("giver", "giver2", "taker", "desk", "stranger")
ACTS = st.tuples(
    st.sampled_from(["report", "confirm", "confirm", "confirm", "refuse", "correct"]),
    st.sampled_from(WHO),
    st.sampled_from(["offer", "need"]),
    st.integers(0, 4),
)


class Oracle:
    """The rules once more, in a few lines and without a database."""

    def __init__(self):
        self.lines = []

    def may(self, who, side):
        return (
            who == "desk" or {"giver": "offer", "giver2": "offer", "taker": "need"}.get(who) == side
        )

    def sign(self, line, who, side):
        other = "need" if side == "offer" else "offer"
        if side in line["signed"]:
            return
        if line["signed"].get(other) != who and not line["over"]:
            line["signed"][side] = who

    def counts(self, line):
        return len(line["signed"]) == 2

    def do(self, act, who, side, number):
        if not self.may(who, side):
            return
        if act == "report":
            self.lines.append({"sum": number + 1, "signed": {side: who}, "over": False, "of": None})
            return
        if number >= len(self.lines):
            return
        line = self.lines[number]
        if act == "confirm":
            self.sign(line, who, side)
        elif act == "refuse" and not self.counts(line):
            line["over"] = True
        elif act == "correct" and self.counts(line) and line["of"] is None:
            running = [x for x in self.lines if x["of"] == number and not x["over"]]
            if not running:
                self.lines.append(
                    {"sum": -line["sum"], "signed": {side: who}, "over": False, "of": number}
                )

    def total(self):
        return sum(line["sum"] for line in self.lines if self.counts(line))


class OnceTest(TestCase):
    @given(st.lists(ACTS, max_size=14))
    @settings(max_examples=40, deadline=None)
    def test_any_sequence(self, acts):
        now, match = timezone.now(), MatchFactory(introduced_at=timezone.now())
        deal = Deal.objects.create(
            match=match,
            offer_company=match.offer_company,
            need_company=match.need_company,
            agreed="vracht",
            proposed_by_side="offer",
            offer_signed_at=now,
            need_signed_at=now,
            confirmed_at=now,
        )
        people = {
            "giver": person_of(match.offer_company),
            "giver2": person_of(match.offer_company),
            "taker": person_of(match.need_company),
            "desk": UserFactory(desk_role="desk"),
            "stranger": UserFactory(),
        }
        oracle, made = Oracle(), []
        for act, who, side, number in acts:
            oracle.do(act, who, side, number)
            _try(act, deal, made, people[who], side, number)
            assert len(made) == len(oracle.lines)
        total = deal_selectors.totals(Value.objects.all()).get("material", Decimal(0))
        assert total == oracle.total()
        sums = defaultdict(Decimal)
        for entry in Entry.objects.all():
            sums[entry.company_id, entry.direction] += entry.quantity
        given = sums[match.offer_company_id, "gave"], sums[match.need_company_id, "took"]
        assert given == (total, total)
        assert set(sums) <= {(match.offer_company_id, "gave"), (match.need_company_id, "took")}


def _try(act, deal, made, by, side, number):
    try:
        if act == "report":
            line = Line(
                "material", date(2025, 1, 1), date(2025, 2, 1), quantity=Decimal(number + 1)
            )
            made.append(services.report_value(deal=deal, side=side, line=line, by=by))
        elif number < len(made):
            value = Value.objects.get(pk=made[number].pk)
            if act == "correct":
                made.append(services.correct_value(value=value, side=side, note="x", by=by))
            elif act == "refuse":
                services.refuse_value(value=value, side=side, by=by)
            else:
                services.confirm_value(value=value, side=side, by=by)
    except (PermissionDenied, ValidationError):
        pass
