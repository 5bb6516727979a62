"""What two neighbours agreed and what it brought, whom they let in, and what the desk was told:
each with words of its own, and who may know which.

Like that of `worlds` the oracle knows the rules from their words only: an agreement is for the two
(own), also for the desk, or for more once both signed it; how much it brought for more once both
signed that; whom one let in for one's own people; what the desk writes down for the desk.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.desk.tests.factories import (
    ContactPersonFactory,
    ConversationFactory,
    FollowUpFactory,
    ProposalFactory,
)
from naober.features.exchange import services
from naober.features.exchange.models import Deal
from naober.features.exchange.services import Line, Terms
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import Company, User
from naober.foundation.members.tests.factories import MembershipFactory
from tests.access.cast import Cast

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
OWN = {"colleague"}
DESK = {"desk"}
MEMBERS = {"member", "bystander", "board"}
WIDE = ("members", "neighbours", "public")


@dataclass(frozen=True)
class Agreement:
    """What one agreement is told to be."""

    audience: str
    signed: bool
    counted: bool


@dataclass
class Dealing:
    """Texts with who may read them, and the addresses where they stand."""

    readers: dict[str, set[str]] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)

    def hidden_from(self, person: str) -> list[str]:
        return [text for text, readers in self.readers.items() if person not in readers]


def add_agreement(cast: Cast, wish: Agreement, number: int) -> Dealing:
    """Of the colleague's company with a neighbour of its own, about what is for their own eyes."""
    mine, neighbour = cast.people["colleague"], MembershipFactory()
    assert isinstance(mine, User)
    match = MatchFactory(
        offer=ListingFactory(company=cast.company, audience="own"),
        need=ListingFactory(company=neighbour.company, direction="need", audience="own"),
        introduced_at=timezone.now(),
    )
    words = [f"{part}wub{'bdfgklmnpr'[number]}" for part in ("agreed", "report", "guest")]
    terms = Terms(f"Elke week een vracht, {words[0]}", audience=wish.audience)
    deal = services.propose_deal(match=match, side="offer", terms=terms, by=mine)
    services.invite_guest(
        to=deal, email=f"{words[2]}@buiten.example", company=cast.company, by=mine
    )
    services.invite_guest(
        to=match.offer, email=f"{words[2]}@elders.example", company=cast.company, by=mine
    )
    amount = 83_411 + 103 * number
    if wish.signed:
        _sign(deal, wish, mine, neighbour.user, words[1], amount)
    inner = OWN if wish.audience == "own" else OWN | DESK
    told = inner | _others(wish) if wish.signed else inner
    counted = told if wish.counted else inner
    readers = {words[0]: told, words[1]: counted, f"#{amount}": counted, words[2]: OWN}
    return Dealing(readers, _pages_of(deal))


def _sign(deal: Deal, wish: Agreement, mine: User, other: User, note: str, amount: int) -> None:
    services.confirm_deal(deal=deal, side="need", version=1, by=other)
    line = Line("material", *YEAR, quantity=Decimal(amount), note=note)
    value = services.report_value(deal=deal, side="offer", line=line, by=mine)
    if wish.counted:
        services.confirm_value(value=value, side="need", by=other)


def _others(wish: Agreement) -> set[str]:
    everybody = {"anonymous", "outsider", "guest", "partner"}
    return {"members": MEMBERS, "neighbours": MEMBERS, "public": MEMBERS | everybody}.get(
        wish.audience, set()
    )


def _pages_of(deal: Deal) -> list[str]:
    match = deal.match
    assert match is not None
    return [
        reverse("exchange:deal", args=[deal.pk]),
        reverse("exchange:deal-edit", args=[deal.pk]),
        reverse("exchange:deal-report", args=[deal.pk, "material"]),
        reverse("api-1:get_deal", args=[deal.pk]),
        reverse("exchange:deal-new", args=[match.pk]),
        reverse("exchange:changes", args=[match.offer_id]),
        reverse("exchange:listing-guests", args=[match.offer_id]),
        *pages_about(deal.offer_company),
        *pages_about(deal.need_company),
    ]


def pages_about(company: Company) -> list[str]:
    """Of a company, for its people and for the desk."""
    names = ("exchange:on-behalf", "desk:company", "journal", "members:company", "company-export")
    return [reverse(name, args=[company.pk]) for name in names]


def add_talk(cast: Cast) -> Dealing:
    """What the desk wrote down of the colleague's company. Of a challenge the company may know."""
    mine = {"company": cast.company}
    talk = ConversationFactory(notes="Ze houden wubbelnotitie over", **mine)
    ProposalFactory(conversation=talk, text="Wij hebben wubbelvoorstel over")
    ContactPersonFactory(name="Wubbelpersoon", phone="0591 - 552233", **mine)
    FollowUpFactory(text="Terugbellen over wubbelbelofte", **mine)
    ChallengeFactory(text="Het net is vol, wubbelvraagstuk", audience="desk", **mine)
    words = ("wubbelnotitie", "wubbelvoorstel", "wubbelpersoon", "0591 - 552233")
    urls = [
        reverse("desk:conversation", args=[talk.pk]),
        reverse("desk:conversation-edit", args=[talk.pk]),
        *pages_about(cast.company),
    ]
    readers = dict.fromkeys((*words, "wubbelbelofte"), DESK)
    return Dealing({**readers, "wubbelvraagstuk": OWN | DESK}, urls)
