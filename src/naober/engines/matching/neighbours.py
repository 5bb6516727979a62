"""Which company that posted nothing could use what is offered?

Method: a company's activity says what it usually takes and gives; precedents say where such streams
went elsewhere (industrial symbiosis practice, in the lexicon's `precedents.csv`). Every precedent
votes for the trade that received it, with the weight of its likeness to the offer (`practice`);
a trade's usual intake adds a little. A company's score is the sum over the trades that its
description stands for (`trades`). Collectors and dealers, whom everybody knows, count half.

Guarantees: no company is its own neighbour; only companies with a reason are named; the order of
the input does not matter; a score depends on the offer, the company and the lexicon alone.
Limits: common practice elsewhere, not a promise; distance, quantity and permits are not asked here.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naober.engines.matching.practice import Likeness, Stream, read
from naober.engines.matching.trades import Trades, trades_of
from naober.lexicon import Lexicon, Precedent, load
from naober.lexicon.words import fold

INTERMEDIARIES = frozenset({"38", "46"})  # NACE: waste collection and recovery; wholesale
INTERMEDIARY_WEIGHT = 0.5
TAKES_WEIGHT = 0.05
PRIOR_WEIGHT = 0.1
EXTRA_WEIGHT = 0.15  # of a case handed in, which is one case, against common practice
HALF_SCORE = 0.5  # sum of votes at which the score is 0.5
LEAST_VOTE = 0.02  # a weaker precedent is no reason
MOST_REASONS = 3
_FROM = re.compile(r"\b(?:from|van|uit|bij)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a company offers, in words. `concepts` when it was understood already.

    `activity` is the giver's trade (words or a code) when known.
    """

    id: str
    organisation: str
    text: str
    concepts: tuple[str, ...] = ()
    activity: str = ""


@dataclass(frozen=True, slots=True)
class CompanyActivity:
    """A company and what it does: words (Dutch or English), or a NACE or SBI code."""

    id: str
    activity: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A case known to the caller: a giver's trade, what it gave, and the receiver's trade.

    Trades in words or codes; they stand beside the lexicon's own precedents.
    """

    giver: str
    text: str
    receiver: str
    use: str = ""


class NeighbourCode(StrEnum):
    """Why a company may be a neighbour; behind each the names of its values."""

    PRECEDENT = "precedent"  # giver, concept, receiver (ids), use_nl, use_en
    EXCHANGE = "exchange"  # giver, text, receiver (as handed in), use
    USUALLY_TAKES = "usually_takes"  # activity, concept (ids): what this trade buys
    SAME_GIVER = "same_giver"  # as PRECEDENT: the giver's trade is that of the offer, no more
    CAN_SERVE_AS = "can_serve_as"  # activity, concept, offer (ids): the offer can serve as that


@dataclass(frozen=True, slots=True)
class NeighbourReason:
    code: NeighbourCode
    values: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        return dict(self.values)[name]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company that may use an offer. `activity` is the trade that its description stands for."""

    offer: str
    company: str
    score: float  # 0..1
    activity: str
    reasons: tuple[NeighbourReason, ...]


@dataclass(frozen=True, slots=True)
class NeighbourResult:
    """Sorted by offer id, then score descending, then company id."""

    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One precedent or exchange: the trades that received it, in which share, and the reason."""

    receivers: Mapping[str, float]
    reason: NeighbourReason


@dataclass(frozen=True, slots=True)
class _Vote:
    weight: float
    reason: NeighbourReason


def neighbours(
    offers: Sequence[Offer],
    companies: Sequence[CompanyActivity],
    *,
    top: int = 5,
    lexicon: Lexicon | None = None,
    extra: Sequence[Exchange] = (),
) -> NeighbourResult:
    """The `top` likeliest neighbours of each offer, each with its reasons.

    Raises ValueError when `top` is below 1. `extra`: cases of the caller's own.
    """
    if top < 1:
        raise ValueError(f"top {top} is below 1")
    asked = _practice(lexicon or load(), extra)
    found = (n for offer in offers for n in _nearest(asked, offer, companies, top))
    return NeighbourResult(tuple(sorted(found, key=lambda n: (n.offer, -n.score, n.company))))


class _Practice:
    """What is known of who gives what to whom."""

    def __init__(self, lexicon: Lexicon, extra: Sequence[Exchange]) -> None:
        self.lexicon = lexicon
        self.trades = trades_of(lexicon)
        known = [(_stream_of(self.trades, lexicon, p), _case_of(p)) for p in lexicon.precedents]
        known += [_exchange(self.trades, lexicon, e) for e in extra]
        self._cases = [case for _, case in known]
        self._givers = [stream.givers for stream, _ in known]
        self._likeness = Likeness(lexicon, [stream for stream, _ in known])
        self._prior = _prior(self._cases)

    def stream(self, offer: Offer) -> Stream:
        """The offer as a stream; its giver is the one named, else one that the text names."""
        text, giver = self._without_giver(offer.text)
        stream = read(self.lexicon, text, offer.concepts)
        full = (t for t, share in self.trades.of(offer.activity).items() if share >= 1)
        givers = tuple(full) or giver or self.trades.named(text)
        return Stream(stream.concepts, stream.words, _divisions(self.trades, givers))

    def _without_giver(self, text: str) -> tuple[str, tuple[str, ...]]:
        """ "Steam from a power plant": what is given, and the trades that give it."""
        for at in reversed(list(_FROM.finditer(text))):
            giver = self.trades.named(text[at.end() :])
            if giver and text[: at.start()].strip():
                return text[: at.start()], giver
        return text, ()

    def votes(self, stream: Stream) -> Mapping[str, list[_Vote]]:
        """Trade -> the votes for it, from precedents and from what it usually takes."""
        votes: dict[str, list[_Vote]] = defaultdict(list)
        for number, weight in self._likeness.votes(stream).items():
            case = self._cases[number]
            for trade, share in case.receivers.items():
                votes[trade].append(_Vote(weight * share, case.reason))
        for trade, vote in self._intake(stream):
            votes[trade].append(vote)
        return votes if any(map(_has_reason, votes.values())) else self._by_giver(stream)

    def _by_giver(self, stream: Stream) -> Mapping[str, list[_Vote]]:
        """When the stream itself says nothing: where other streams of its giver's trade went."""
        votes: dict[str, list[_Vote]] = defaultdict(list)
        for giver, case in zip(self._givers, self._cases, strict=True):
            if giver & stream.givers and case.reason.code is NeighbourCode.PRECEDENT:
                reason = NeighbourReason(NeighbourCode.SAME_GIVER, case.reason.values)
                for trade, share in case.receivers.items():
                    votes[trade].append(_Vote(LEAST_VOTE * share, reason))
        return votes

    def weight(self, trade: str, votes: Sequence[_Vote]) -> float:
        """All votes for a trade together, with the prior, halved for intermediaries."""
        divisions = self.trades.divisions(trade)
        part = len(divisions & INTERMEDIARIES) / len(divisions) if divisions else 0.0
        weight = sum(vote.weight for vote in votes) + PRIOR_WEIGHT * self._prior.get(trade, 0.0)
        return weight * (1 - part * (1 - INTERMEDIARY_WEIGHT))

    def _intake(self, stream: Stream) -> list[tuple[str, _Vote]]:
        likeness = self._likeness
        serves = {t: (s, c) for c in stream.concepts for t, s in likeness.uses(c).items()}
        found = []
        for trade, activity in sorted(self.lexicon.activities.items()):
            same = next((c for c in stream.concepts if self._is_kind_of(c, activity.takes)), None)
            served = max(((*serves[t], t) for t in activity.takes if t in serves), default=None)
            if same:
                found.append((trade, _takes(trade, same, "", 1.0)))
            elif served:
                found.append((trade, _takes(trade, served[2], served[1], served[0])))
        return found

    def _is_kind_of(self, concept: str, taken: Sequence[str]) -> bool:
        return concept in taken or any(b in taken for b in self.lexicon.ancestors(concept)[:2])


_KEPT = 4
_made: dict[int, tuple[Lexicon, _Practice]] = {}


def _practice(lexicon: Lexicon, extra: Sequence[Exchange]) -> _Practice:
    """The practice of a lexicon, kept for the last few; made anew for a caller's own cases."""
    if extra:
        return _Practice(lexicon, extra)
    found = _made.get(id(lexicon))
    if found is None or found[0] is not lexicon:
        while len(_made) >= _KEPT:
            _made.pop(next(iter(_made)), None)
        found = _made[id(lexicon)] = (lexicon, _Practice(lexicon, ()))
    return found[1]


def _nearest(
    practice: _Practice, offer: Offer, companies: Sequence[CompanyActivity], top: int
) -> list[Neighbour]:
    votes = practice.votes(practice.stream(offer))
    weights = {trade: practice.weight(trade, v) for trade, v in votes.items()}
    own = fold(offer.organisation)
    judged: dict[str, Neighbour | None] = {}
    found = []
    for company in companies:
        if fold(company.id) == own:
            continue
        if company.activity not in judged:
            shares = practice.trades.of(company.activity)
            judged[company.activity] = _judge(shares, votes, weights)
        best = judged[company.activity]
        if best:
            found.append(_named(best, offer.id, company.id))
    return sorted(found, key=lambda n: (-n.score, n.company))[:top]


def _judge(
    shares: Mapping[str, float],
    votes: Mapping[str, Sequence[_Vote]],
    weights: Mapping[str, float],
) -> Neighbour | None:
    parts = {t: share * weights[t] for t, share in shares.items() if t in weights}
    ranked = sorted((-part, trade) for trade, part in parts.items() if part > 0)
    reasons = _reasons([(shares[trade], votes[trade]) for _, trade in ranked])
    if not reasons:
        return None
    total = sum(parts.values())
    return Neighbour("", "", total / (total + HALF_SCORE), ranked[0][1], reasons)


def _reasons(ranked: Sequence[tuple[float, Sequence[_Vote]]]) -> tuple[NeighbourReason, ...]:
    heard = [(share * v.weight, v) for share, votes in ranked for v in votes]
    strong = [(w, v.reason) for w, v in heard if w >= LEAST_VOTE]
    ordered = sorted(strong, key=lambda pair: (-pair[0], pair[1].code, pair[1].values))
    return tuple(dict.fromkeys(reason for _, reason in ordered))[:MOST_REASONS]


def _has_reason(votes: Sequence[_Vote]) -> bool:
    return any(vote.weight >= LEAST_VOTE for vote in votes)


def _named(one: Neighbour, offer: str, company: str) -> Neighbour:
    return Neighbour(offer, company, one.score, one.activity, one.reasons)


def _takes(trade: str, concept: str, offer: str, strength: float) -> _Vote:
    code = NeighbourCode.CAN_SERVE_AS if offer else NeighbourCode.USUALLY_TAKES
    values = (("activity", trade), ("concept", concept))
    named = (*values, ("offer", offer)) if offer else values
    return _Vote(TAKES_WEIGHT * strength, NeighbourReason(code, named))


def _stream_of(trades: Trades, lexicon: Lexicon, precedent: Precedent) -> Stream:
    stream = read(lexicon, lexicon.concepts[precedent.concept].en, (precedent.concept,))
    return Stream(stream.concepts, stream.words, trades.divisions(precedent.giver))


def _case_of(precedent: Precedent) -> _Case:
    values = (
        ("giver", precedent.giver),
        ("concept", precedent.concept),
        ("receiver", precedent.receiver),
        ("use_nl", precedent.use_nl),
        ("use_en", precedent.use_en),
    )
    return _Case({precedent.receiver: 1.0}, NeighbourReason(NeighbourCode.PRECEDENT, values))


def _exchange(trades: Trades, lexicon: Lexicon, exchange: Exchange) -> tuple[Stream, _Case]:
    stream = read(lexicon, exchange.text)
    givers = (t for t, share in trades.of(exchange.giver).items() if share >= 1)
    receivers = {t: share for t, share in trades.of(exchange.receiver).items() if share >= 1}
    values = (
        ("giver", exchange.giver),
        ("text", exchange.text),
        ("receiver", exchange.receiver),
        ("use", exchange.use),
    )
    each = {trade: EXTRA_WEIGHT / len(receivers) for trade in receivers}
    case = _Case(each, NeighbourReason(NeighbourCode.EXCHANGE, values))
    return Stream(stream.concepts, stream.words, _divisions(trades, tuple(givers))), case


def _divisions(trades: Trades, of: Sequence[str]) -> frozenset[str]:
    return frozenset(d for trade in of for d in trades.divisions(trade))


def _prior(cases: Sequence[_Case]) -> Mapping[str, float]:
    """How often a trade received anything at all, as a part of all."""
    counts: dict[str, float] = defaultdict(float)
    for case in cases:
        for trade, share in case.receivers.items():
            counts[trade] += share
    every = sum(counts.values()) or 1.0
    return {trade: count / every for trade, count in counts.items()}
