"""What companies told of their materials, and one plan for the region that was told to them."""

from collections.abc import Mapping
from typing import Any

from naober.features.exchange.models import Listing
from naober.features.streams import services, tasks
from naober.features.streams.models import Objective
from naober.features.streams.services import Asked
from naober.foundation.members.models import User
from naober.website.demo.people import speaker_of

# By the beginning of the sentence: euros a unit now, tonnes or MWh a year, and what else is known.
TOLD: Mapping[str, dict[str, Any]] = {
    "Golfkarton snijverlies": {"cost": (-45, -35)},
    "Glasscherven vlakglas": {"cost": (25, 35), "permit": "waste", "treatment": "sort"},
    "glas met folie": {"cost": (80, 110), "useful": (70, 80), "treatment_cost": (30, 40)},
    "Bierbostel!!": {"cost": (8, 12), "amount": (1500, 1800), "permit": "by-product"},
    "koekkruim en breuk": {"cost": (15, 25)},
    "Oud brood en deegresten": {"cost": (40, 55)},
    "Zoete wei": {"cost": (6, 9), "amount": (7000, 7800)},
    "Kalkkorrels uit de ontharding": {"cost": (12, 18), "permit": "by-product"},
    "ijzerslib waterig": {"cost": (35, 45)},
    "LDPE folie randstroken": {"cost": (20, 30), "useful": (95, 98)},
    "PET brokken en aanloop": {"cost": (30, 60), "useful": (85, 95), "treatment_cost": (180, 220)},
    "rookgassen 220 C": {"cost": (0, 0), "amount": (9000, 12000), "cold": (90, 110)},
    "Condensaat van 90 graden": {"cost": (1, 2), "amount": (2200, 2600), "cold": (30, 40)},
    "glasscherven, gemalen of niet": {"cost": (70, 90), "amount": (2500, 3000)},
    "Natte bijproducten voor melkvee": {"cost": (35, 50), "amount": (4000, 5000)},
    "Bakkerijresten en zetmeelrijke": {"cost": (90, 120), "amount": (400, 600)},
    "Calciumcarbonaat als mineraal": {"cost": (60, 80), "amount": (250, 300)},
    "ijzerchloride of ijzerslib": {"cost": (45, 60), "amount": (900, 1200)},
    "Wei of weipermeaat": {"cost": (10, 14), "amount": (3500, 4000)},
    "Kunststof afval PP en PE": {"cost": (60, 90)},
    "Aardappelstoomschillen": {"cost": (3, 6), "permit": "by-product", "useful": (90, 95)},
    "Zetmeelwater": {"cost": (12, 18), "treatment": "dry", "treatment_cost": (90, 130)},
    "Frituurvet 2 m3": {"cost": (-350, -300), "amount": (90, 100)},
    "vettig afval en frituurvet": {"cost": (410, 450), "amount": (400, 500)},
    "Zetmeel voor lijm": {"cost": (420, 480)},
    "Eiwitbron voor hondenbrokken": {"cost": (60, 75)},
    "Polyestervlokken of rPET": {"cost": (650, 750)},
    "Warm water 50-60 graden": {"cost": (38, 46), "amount": (5000, 6000), "cold": (35, 40)},
    "Heet water 70 graden": {"cost": (45, 55), "amount": (1800, 2100), "cold": (15, 20)},
    "Heet water 85 graden": {"cost": (45, 55), "amount": (900, 1100), "cold": (15, 20)},
}
WORDS = ("permit", "treatment")


def load(desk: User) -> None:
    """Told by the companies themselves, for the desk; the plan is reckoned at once."""
    for start, said in TOLD.items():
        listing = Listing.objects.open().filter(text__startswith=start).first()
        if listing is not None:
            _tell(listing, said)
    plan = services.make_plan(
        asked=Asked("Materialen en warmte, eerste plan", Objective.GAIN), by=desk
    )
    tasks.reckon(plan.pk, plan.asked_at.isoformat())
    services.tell_plan(plan=plan, rule="shapley", by=desk)


def _tell(listing: Listing, said: Mapping[str, Any]) -> None:
    numbers = {name: list(pair) for name, pair in said.items() if name not in WORDS}
    words = {name: said[name] for name in WORDS if name in said}
    who = {"audience": "desk", "audience_cost": "desk"}
    services.say_detail(
        listing=listing, said={"numbers": numbers} | words | who, by=speaker_of(listing.company)
    )
