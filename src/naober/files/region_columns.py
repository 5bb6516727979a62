"""The sheets and columns of a region's workbook, in Dutch and English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One sheet. `needed` are the columns without which it cannot be read; of those in `worse` more
    is bad for the plan."""

    name: str
    title: str
    also: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    must: bool = False
    worse: frozenset[str] = frozenset()


_ID = ("id", "nr", "nummer", "number", "no", "code")
_WHO = ("organisation", "organisatie", "bedrijf", "company", "lid", "member")
_WHAT = ("what", "wat", "omschrijving", "description", "stof", "material")
_PLACE = ("place", "plaats", "vestiging", "site", "town")
_AMOUNT = ("amount", "hoeveelheid", "quantity", "aantal", "per jaar", "a year")
_UNIT = ("unit", "eenheid")
_CO2 = ("co2", "co2 kg", "co2 per unit", "co2 per eenheid", "kg co2")
_WARM = ("from c", "van c", "van", "from", "temperature", "temperatuur", "warm")
_COLD = ("to c", "tot c", "tot", "to", "koud", "cold")
_FIXED = ("fixed cost", "vaste kosten", "vast", "fixed")

OFFERS = SheetKind(
    "offers",
    "aanbod",
    ("aanbod", "brengen", "offers", "offer", "supplies"),
    {
        "id": _ID, "organisation": _WHO, "what": _WHAT, "place": _PLACE, "amount": _AMOUNT,
        "unit": _UNIT,
        "disposal_cost": ("disposal cost", "kosten nu", "afvoerkosten", "stortkosten", "cost now"),
        "co2": _CO2, "fixed_cost": _FIXED, "from_c": _WARM, "to_c": _COLD,
        "permit_class": ("permit class", "afvalstatus", "status", "vergunning", "permit"),
    },
    ("id", "amount"),
    must=True,
    worse=frozenset({"fixed_cost"}),
)  # fmt: skip
NEEDS = SheetKind(
    "needs",
    "vraag",
    ("vraag", "halen", "needs", "need", "demands"),
    {
        "id": _ID, "organisation": _WHO, "what": _WHAT, "place": _PLACE, "amount": _AMOUNT,
        "unit": _UNIT,
        "purchase_cost": ("purchase cost", "inkoopprijs", "inkoop", "prijs nu", "price now"),
        "co2": _CO2,
        "least_percent": ("least percent", "minstens procent", "minstens", "at least", "least"),
        "from_c": _WARM, "to_c": _COLD,
    },
    ("id", "amount"),
    must=True,
    worse=frozenset({"least_percent", "from_c", "to_c"}),
)  # fmt: skip
PAIRS = SheetKind(
    "pairs",
    "paren",
    ("paren", "verbindingen", "pairs", "connections", "exchanges"),
    {
        "offer": ("offer", "aanbod", "van", "from", "brengt"),
        "need": ("need", "vraag", "naar", "to", "haalt"),
        "distance_km": ("distance km", "afstand km", "afstand", "distance", "km"),
        "treatment_cost": ("treatment cost", "bewerking", "verwerking", "bewerkingskosten",
                           "treatment"),
        "transport_cost": ("transport cost", "vervoer", "vervoerskosten", "transport"),
        "fixed_cost": _FIXED,
        "capacity_week": ("capacity week", "per week", "hoogstens per week", "capacity",
                          "capaciteit"),
        "lot": ("lot", "minstens", "minimum", "kleinste partij", "smallest lot"),
        "useful_percent": ("useful percent", "bruikbaar procent", "bruikbaar", "useful", "yield",
                           "opbrengst"),
        "pump_cost": ("pump cost", "warmtepomp", "heat pump", "kosten warmtepomp"),
        "co2": _CO2,
    },
    ("offer", "need"),
    must=True,
    worse=frozenset({
        "distance_km", "treatment_cost", "transport_cost", "fixed_cost", "lot", "pump_cost", "co2",
    }),
)  # fmt: skip
SEASONS = SheetKind(
    "seasons",
    "seizoenen",
    ("seizoenen", "seizoen", "seasons", "periodes", "periods"),
    {
        "season": ("season", "seizoen", "naam", "name", "periode", "period"),
        "weeks": ("weeks", "weken", "aantal weken"),
    },
    ("season", "weeks"),
)
SETTINGS = SheetKind(
    "settings",
    "uitgangspunten",
    ("uitgangspunten", "settings", "instellingen", "assumptions"),
    {
        "setting": ("setting", "uitgangspunt", "instelling", "naam", "name"),
        "value": ("value", "waarde"),
    },
    ("setting", "value"),
)
SCENARIOS = SheetKind(
    "scenarios",
    "scenario's",
    ("scenario s", "scenarios", "scenario", "als"),
    {
        "scenario": ("scenario", "naam", "name"),
        "changes": ("changes", "verandert", "wat", "what"),
        "which": ("which", "welke", "id", "wie"),
        "times": ("times", "maal", "keer", "factor"),
    },
    ("scenario", "changes", "times"),
)
SHEETS = (OFFERS, NEEDS, PAIRS, SEASONS, SETTINGS, SCENARIOS)


@dataclass(frozen=True, slots=True)
class Setting:
    """One assumption: what it is when it is not given, its least, and what it means."""

    also: tuple[str, ...]
    otherwise: float
    least: float
    nl: str
    en: str
    worse: bool = True  # more of it is bad for the plan


SETTINGS_KNOWN: Mapping[str, Setting] = {
    "transport_cost_km": Setting(
        ("transport cost km", "vervoer per km", "transport per km"), 0.0, 0.0,
        "Euro per ton per km", "Euro a tonne a km",
    ),
    "transport_co2_km": Setting(
        ("transport co2 km", "co2 vervoer per km"), 0.0, 0.0,
        "Kg CO2 per ton per km", "Kg CO2 a tonne a km",
    ),
    "power_price": Setting(
        ("power price", "stroomprijs"), 0.0, 0.0,
        "Euro per MWh stroom, voor warmtepompen", "Euro a MWh of power, for heat pumps",
    ),
    "power_co2": Setting(
        ("power co2", "co2 stroom"), 0.0, 0.0, "Kg CO2 per MWh stroom", "Kg CO2 a MWh of power",
    ),
    "pump_quality_percent": Setting(
        ("pump quality percent", "warmtepomp procent"), 50.0, 1.0,
        "Hoe dicht een warmtepomp bij het hoogst haalbare komt, in procent",
        "How near a heat pump comes to the best possible, in per cent",
        worse=False,
    ),
    "approach": Setting(
        ("approach", "temperatuurverschil"), 10.0, 0.0,
        "Zoveel graden warmer moet warmte zijn dan waar zij heen gaat",
        "So many degrees heat must be warmer than where it goes",
    ),
    "truck": Setting(
        ("truck", "vracht", "vrachtwagen"), 25.0, 0.001, "Ton per vracht", "Tonnes a truck",
        worse=False,
    ),
    "waste_permit": Setting(
        ("waste permit", "afvalvergunning", "vergunning afval"), 0.0, 0.0,
        "Euro per jaar voor een paar waarvan het aanbod afval is: vergunning, melding, begeleiding",
        "Euro a year for a pair of which the offer is waste: permit, notification, papers",
    ),
    "detour": Setting(
        ("detour", "omweg"), 1.3, 1.0,
        "Over de weg is het zoveel keer zo ver als hemelsbreed",
        "By road it is so many times as far as in a straight line",
    ),
}  # fmt: skip
# What a leftover is by law: article 5 and 6 of the Waste Framework Directive (2008/98/EC).
WASTE, BY_PRODUCT, END_OF_WASTE = "waste", "by-product", "end-of-waste"
PERMIT_CLASSES: Mapping[str, str] = {
    "": "", "onbekend": "", "unknown": "", "waste": WASTE, "afval": WASTE, "afvalstof": WASTE,
    "by product": BY_PRODUCT, "bijproduct": BY_PRODUCT, "end of waste": END_OF_WASTE,
    "einde afval": END_OF_WASTE, "eindeafval": END_OF_WASTE,
}  # fmt: skip
CHANGES: Mapping[str, tuple[str, ...]] = {
    "offer_amount": ("offer amount", "hoeveelheid aanbod", "aanbod", "offers"),
    "need_amount": ("need amount", "hoeveelheid vraag", "vraag", "needs"),
    "disposal_cost": OFFERS.columns["disposal_cost"],
    "purchase_cost": NEEDS.columns["purchase_cost"],
    "treatment_cost": PAIRS.columns["treatment_cost"],
    "transport_cost": PAIRS.columns["transport_cost"],
    "fixed_cost": _FIXED,
    "power_price": SETTINGS_KNOWN["power_price"].also,
}
