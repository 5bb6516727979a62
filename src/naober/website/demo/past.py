"""The demo's made-up past: what its companies gave and took in the last two years.

Always the same for the same companies. Only for a demo, and only while its ledger is empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from naober.features.ledger import services
from naober.features.ledger.models import UNIT_OF, Entry, Kind, Way
from naober.features.ledger.services.publishing import quarter_start
from naober.foundation.members.models import Company
from naober.website.dashboard import figures
from naober.website.demo.people import contact_name

QUARTERS = 8
# What is exchanged, and how much of it at a time; and what a unit of it was worth in euro, and in
# kilograms of CO2, in this story.
STORY: dict[str, tuple[int, int, int, int]] = {
    Kind.MATERIAL: (20, 400, 45, 180),
    Kind.ENERGY: (50, 900, 38, 120),
    Kind.PEOPLE_DAYS: (2, 30, 90, 0),
    Kind.HOURS: (4, 40, 30, 0),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    giver: Company
    taker: Company
    kind: str
    quantity: Decimal
    day: date

    @property
    def gains(self) -> Iterator[tuple[Company, Company, str, Decimal]]:
        """What each side earned or saved, and the CO2 of the taker."""
        _least, _most, euro, kilograms = STORY[self.kind]
        yield self.giver, self.taker, Kind.MONEY, self.quantity * euro * 2 / 5
        yield self.taker, self.giver, Kind.MONEY, self.quantity * euro * 3 / 5
        if kilograms:
            yield self.taker, self.giver, Kind.CO2, self.quantity * kilograms / 1000


def load_past(*, today: date | None = None) -> None:
    """Write it, and close the quarters that are over."""
    if Entry.objects.exists():
        return
    today = today or timezone.localdate()
    companies = list(Company.objects.taking_part().prefetch_related("sites").order_by("name"))
    exchanges = enumerate(_exchanges(companies, today))
    Entry.objects.bulk_create(line for number, one in exchanges for line in _lines(number, one))
    services.close_quarters(today=today)
    figures.refresh()


def _exchanges(companies: list[Company], today: date) -> Iterator[Exchange]:
    """More every quarter, for that is how such a thing grows."""
    random = Random(7)
    start = quarter_start(today) - timedelta(days=91 * QUARTERS)
    numbered = list(enumerate(companies))
    pairs = [(a, b) for i, a in numbered for j, b in numbered if i % 3 != j % 3]
    for quarter in range(QUARTERS + 1):
        first = quarter_start(start + timedelta(days=91 * quarter + 20))
        for giver, taker in random.sample(pairs, min(len(pairs), 26 + 5 * quarter)):
            kind = random.choice(list(STORY))
            least, most, _euro, _kilograms = STORY[kind]
            day = first + timedelta(days=random.randrange(80))
            quantity = Decimal(random.randint(least, most))
            if day <= today:
                yield Exchange(giver, taker, kind, quantity, day)


def _lines(number: int, exchange: Exchange) -> Iterator[Entry]:
    giver, taker, amount = exchange.giver, exchange.taker, exchange.quantity
    rows = [
        (giver, taker, Way.GAVE, exchange.kind, amount),
        (taker, giver, Way.TOOK, exchange.kind, amount),
        *((own, other, Way.TOOK, kind, much) for own, other, kind, much in exchange.gains),
    ]
    moment = datetime.combine(exchange.day, time(12), tzinfo=timezone.get_current_timezone())
    for line, (company, other, direction, kind, quantity) in enumerate(rows):
        yield Entry(
            company=company,
            direction=direction,
            kind=kind,
            quantity=quantity,
            unit=UNIT_OF[kind],
            on=exchange.day,
            source="demo",
            key=f"demo:{number}:{line}",
            counterparty=other,
            confirmed_by=f"{contact_name(giver)}, {contact_name(taker)}"[:300],
            at=min(moment, timezone.now()),
        )
