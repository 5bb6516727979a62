"""A small world with a secret word and a secret number in each listing, and who may know which.

The oracle knows the ladder of audiences from the words of its decision, and no code of it.
"""

from dataclasses import dataclass, field

from naober.features.exchange.models import Listing
from naober.features.exchange.services import Said, say_listing
from naober.foundation.members.models import Company, CompanyGroup
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)
from tests.access.cast import Cast, make_cast
from tests.leaks.dealings import Dealing

LADDER = ("own", "desk", "named", "members", "neighbours", "public")
# On which step each of the cast stands before a listing of the colleague's company. The member is
# of a company in the group; `bystander` is a member whose company is not.
STEP = {
    "anonymous": "public",
    "outsider": "public",
    "guest": "public",
    "partner": "public",
    "board": "members",
    "bystander": "members",
    "member": "named",
    "desk": "desk",
    "colleague": "own",
}
GOODS = ("houtsnippers", "pallets", "staalschroot", "PET-folie", "karton", "compost")


@dataclass(frozen=True)
class Wish:
    """What one listing is told to be."""

    good: str
    direction: str
    audience: str
    who: str
    amount: str


@dataclass
class Secret:
    """A listing that was placed, with its own word and number."""

    wish: Wish
    listing: Listing
    word: str
    number: int
    name: str  # of its company, which stands in no list

    def may_know(self, person: str, *groups: str) -> bool:
        levels = {
            "who": self.wish.who,
            "amount": self.wish.amount,
            "price": self.wish.audience,
            # Whom to contact is never wider than who it is.
            "contact": min(self.wish.audience, self.wish.who, key=LADDER.index),
        }
        narrowest = min(
            LADDER.index(level)
            for level in [self.wish.audience, *(levels[group] for group in groups)]
        )
        return narrowest >= LADDER.index(STEP[person])

    def hidden_from(self, person: str) -> list[str]:
        """The texts that may be nowhere for this person; `#` before a number."""
        found = []
        if not self.may_know(person, "who", "amount", "price", "contact"):
            found.append(self.word)
        if not self.may_know(person, "amount"):
            found.append(f"#{self.number}")
        if not self.may_know(person, "who") and person not in ("desk", "board"):
            found.append(self.name)  # the desk and the board know every company
        return found


@dataclass
class World:
    cast: Cast
    secrets: list[Secret] = field(default_factory=list)
    dealings: list[Dealing] = field(default_factory=list)


def make_world(wanted: list[Wish]) -> World:
    """The cast, who all share and see things themselves, and one listing for each wish."""
    cast = make_cast()
    cast.people["bystander"] = MembershipFactory().user
    world = World(cast)
    member = cast.people["member"].memberships.get().company
    bystander = cast.people["bystander"].memberships.get().company
    for place, company in enumerate((member, bystander)):
        SiteFactory(company=company, place="Emmen", latitude=52.78, longitude=6.9 + place / 10)
        for good in GOODS[:3]:
            place_listing(company, Said(text=f"Wij zoeken {good}", direction="need"))
            place_listing(company, Said(text=f"Wij hebben {good} over", direction="offer"))
    for number, wish in enumerate(wanted):
        world.secrets.append(add_secret(world, wish, number))
    return world


def add_secret(world: World, wish: Wish, number: int) -> Secret:
    """Of a company of its own, so that the name too is a secret of this listing alone. The
    colleague of the cast acts for it."""
    name = f"Zwiggelaar{_letters(number)} Geheim"
    company = CompanyFactory(name=name, in_directory=False)
    SiteFactory(company=company, place="Hoogeveen", latitude=52.72, longitude=6.48)
    MembershipFactory(company=company, user=world.cast.people["colleague"])
    group = CompanyGroup.objects.create(name=f"Groep {number}", owner=company)
    group.companies.add(world.cast.people["member"].memberships.get().company)
    word, amount = f"kwobbel{_letters(number)}", 61_357 + 101 * number
    verb = "hebben" if wish.direction == "offer" else "zoeken"
    text = f"Wij {verb} {amount} kg {wish.good}, merk {word}"
    said = Said(
        text=text,
        direction=wish.direction,
        audience=wish.audience,
        who=_within(wish.audience, wish.who),
        amount=_within(wish.audience, wish.amount),
        group=group if "named" in (wish.audience, wish.who, wish.amount) else None,
    )
    return Secret(wish, place_listing(company, said), word, amount, name)


def place_listing(company: Company, said: Said) -> Listing:
    by = company.memberships.first().user
    return say_listing(company=company, said=said, by=by)


def _within(outer: str, inner: str) -> str:
    return min(outer, inner, key=LADDER.index)


def _letters(number: int) -> str:
    """Of letters only, so that no word is part of another's."""
    return "".join("bdfgklmnpr"[int(digit)] for digit in f"{number:03}")
