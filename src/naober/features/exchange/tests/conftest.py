"""Two neighbours who fit, on their way from a match to a deal."""

import pytest

from naober.features.exchange import services
from naober.features.exchange.models import Match
from naober.features.exchange.tests.factories import NEED, OFFER, agree, company_with_person, say


@pytest.fixture
def giver():
    return company_with_person("Gever")


@pytest.fixture
def taker():
    return company_with_person("Nemer", "Coevorden", 52.66, 6.74)


@pytest.fixture
def asked(giver, taker):
    """The giver said yes and waits."""
    say(taker[0], NEED)
    say(giver[0], OFFER)
    return services.express_interest(match=Match.objects.get(), side="offer", by=giver[1])


@pytest.fixture
def match(asked, taker):
    """Introduced to each other."""
    return services.express_interest(match=asked, side="need", by=taker[1])


@pytest.fixture
def deal(match, giver, taker):
    return agree(match, giver, taker)
