"""What became of matches: answers, introductions, deals in each state, and what they brought."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from naober.features.exchange import services
from naober.features.exchange.models import Deal, Interest, Listing, Match
from naober.features.exchange.selectors import ABOUT
from naober.features.exchange.services import Co2, Line, Terms
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.audience.models import Sighting
from naober.foundation.members.models import Company, User
from naober.website.dashboard import figures
from naober.website.demo.people import MANAGER, speaker_of

ANSWERS_WAITING = 3
FACTOR = (Decimal("1.85"), "kg CO2 per m3 aardgas, rekenwaarde van deze demo")


def load(desk: User) -> None:
    mine = Company.objects.of(User.objects.get(email=MANAGER)).get()
    _answers_for(mine)
    found = _pairs(mine)
    _wait_and_decline(found, desk)
    _first_steps(found, desk)
    _confirmed(found)
    _own_deal(mine)
    _look_around(mine)
    figures.refresh()


def _answers_for(mine: Company) -> None:
    """Neighbours who said yes already, so that something waits for the plant manager."""
    waiting = Match.objects.filter(offer_company=mine).order_by("-score", "offer_id", "need_id")
    shown = waiting.filter(need__audience="members").select_related("need_company")
    for match in shown[:ANSWERS_WAITING]:
        _yes(match, "need")


def _pairs(mine: Company) -> Iterator[Match]:
    """The best matches of companies that have no part in another, both open to all members."""
    wide = at_least(Level.MEMBERS)
    found = Match.objects.filter(
        offer__audience_who__in=wide, need__audience_who__in=wide, conditional=False
    ).exclude(offer_company=mine)
    taken = {mine.pk}
    for match in found.exclude(need_company=mine).select_related("offer_company", "need_company"):
        pair = {match.offer_company_id, match.need_company_id}
        if not pair & taken:
            taken |= pair
            yield match


def _wait_and_decline(found: Iterator[Match], desk: User) -> None:
    for days, match in zip((5, 11, 16), found, strict=False):
        _yes(match, "offer", days)
    for reason, match in zip(("quality", "time"), found, strict=False):
        by = speaker_of(match.need_company)
        services.decline_match(match=match, side="need", by=by, reason=reason)
    for match in _some(found, 1):  # asked by phone
        services.express_interest(match=match, side="offer", by=desk)


def _first_steps(found: Iterator[Match], desk: User) -> None:
    """Met; written down and waiting; written down by the desk; never agreed; agreed."""
    for match in _some(found, 2):
        _introduce(match, 6)
    for match in _some(found, 1):
        deal = _propose(match, "Elke maand een vracht, wij halen op.", 9)
        past = timezone.now() - timedelta(days=9)
        Deal.objects.filter(pk=deal.pk).update(proposed_at=past, offer_signed_at=past)
    for match in _some(found, 1):
        _introduce(match, 15)
        terms = Terms("Zij halen het twee keer per week; afgesproken aan de telefoon.")
        services.propose_deal(match=match, side="offer", terms=terms, by=desk)
    for match in _some(found, 1):
        deal = _propose(match, "Een proef van een maand.", 30)
        by = speaker_of(match.need_company)
        services.end_deal(deal=deal, side="need", why=Deal.Ended.NOT_AGREED, by=by)
    for match in _some(found, 1):
        _agree(match, "Het hele jaar door, prijs per ton volgens de markt.")


def _confirmed(found: Iterator[Match]) -> None:
    """What they brought: one reported and not yet signed, one for the two, two told to all."""
    for match in _some(found, 1):
        _report(
            _agree(match, "Eens per twee weken een vracht."), _money(4_000, 6_500), signed=False
        )
    for match in _some(found, 1):
        _report(_agree(match, "Wat over is, gaat naar de buren."), _money(2_500, 3_200))
    for match in _some(found, 1):
        deal = _agree(match, "Retourlading op vaste dagen.", Level.PUBLIC)
        _report(deal, _money(9_000, 12_500))
        _report(deal, _saved(Decimal(8_000)))
    for match in _some(found, 1):
        deal = _agree(match, "Eén seizoen, daarna kijken we verder.", Level.MEMBERS)
        _report(deal, _money(1_800, 2_400))
        by = speaker_of(match.offer_company)
        services.end_deal(deal=deal, side="offer", why=Deal.Ended.DONE, by=by)


def _own_deal(mine: Company) -> None:
    """Of the plant manager: one to confirm, and one that brought something."""
    met = Match.objects.filter(offer_company=mine, interests=None, need__audience="members")
    for number, match in enumerate(met.order_by("-score", "pk").select_related("need_company")[:2]):
        _introduce(match, 20)
        terms = Terms("Wij halen het elke week op met onze eigen wagen.")
        by = speaker_of(match.need_company)
        deal = services.propose_deal(match=match, side="need", terms=terms, by=by)
        if number:
            by = speaker_of(mine)
            deal = services.confirm_deal(deal=deal, side="offer", version=1, by=by)
            _report(deal, _money(3_100, 2_700))


def _look_around(mine: Company) -> None:
    """Who opened the plant manager's listings."""
    today = timezone.localdate()
    others = list(Company.objects.taking_part().exclude(pk=mine.pk).order_by("name")[:6])
    shared = Listing.objects.filter(company=mine, audience__in=at_least(Level.MEMBERS))
    Sighting.objects.bulk_create(
        Sighting(
            about=ABOUT,
            object_id=listing.pk,
            viewer=Sighting.Viewer.COMPANY,
            company=other,
            day=today - timedelta(days=2 * number + place),
        )
        for place, listing in enumerate(shared.order_by("reference", "pk")[:3])
        for number, other in enumerate(others[place:])
    )


def _some(found: Iterator[Match], count: int) -> Iterator[Match]:
    for _number, match in zip(range(count), found, strict=False):
        yield match


def _yes(match: Match, side: str, days: int = 0) -> None:
    by = speaker_of(match.offer_company if side == "offer" else match.need_company)
    services.express_interest(match=match, side=side, by=by)
    moment = timezone.now() - timedelta(days=days)
    Interest.objects.filter(match=match, side=side).update(at=moment)


def _introduce(match: Match, days: int) -> None:
    for side in ("offer", "need"):
        _yes(match, side, days)
    moment = timezone.now() - timedelta(days=days)
    Match.objects.filter(pk=match.pk).update(introduced_at=moment)


def _propose(match: Match, agreed: str, days: int, audience: str = Level.DESK) -> Deal:
    _introduce(match, days)
    terms = Terms(agreed, audience=audience, expected={"money": Decimal(12_000)})
    by = speaker_of(match.offer_company)
    return services.propose_deal(match=match, side="offer", terms=terms, by=by)


def _agree(match: Match, agreed: str, audience: str = Level.DESK) -> Deal:
    deal = _propose(match, agreed, 50, audience)
    by = speaker_of(match.need_company)
    return services.confirm_deal(deal=deal, side="need", version=1, by=by)


def _report(deal: Deal, line: Line, *, signed: bool = True) -> None:
    by = speaker_of(deal.offer_company)
    value = services.report_value(deal=deal, side="offer", line=line, by=by)
    if signed:
        services.confirm_value(value=value, side="need", by=speaker_of(deal.need_company))


def _period() -> tuple[date, date]:
    """The month before this one."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _money(offer_gain: int, need_gain: int) -> Line:
    start, end = _period()
    gave, took = Decimal(offer_gain), Decimal(need_gain)
    return Line("money", start, end, offer_gain=gave, need_gain=took)


def _saved(cubic_metres: Decimal) -> Line:
    start, end = _period()
    co2 = Co2(cubic_metres, "m3", FACTOR[0], FACTOR[1])
    return Line("co2", start, end, co2=co2)
