"""The answer, with reasons as codes and numbers: the feature that shows them owns the words."""

from dataclasses import dataclass
from enum import StrEnum


class ReasonCode(StrEnum):
    """Why two listings fit (first block), on what condition (second), or what is less good (third).

    The values each code carries in `Reason.values`, by name, stand behind it.
    """

    SAME_CONCEPT = "same_concept"  # concept
    SAME_BY_OTHER_NAME = "same_by_other_name"  # concept, offer_words, need_words
    NARROWER = "narrower"  # offer concept is a kind of need concept: offer, need
    BROADER = "broader"  # offer is more general than the need: offer, need
    RELATED = "related"  # both are kinds of `concept`: offer, need, concept
    SERVES_AS = "serves_as"  # offer, need
    CAN_BE_MADE_FROM = "can_be_made_from"  # offer (stock), need (product)
    NEEDED_FOR = "needed_for"  # the need's process uses the offer: offer, need
    SIMILAR_WORDS = "similar_words"  # words: shared stems, joined by ", "
    TEMPERATURE_SERVES = "temperature_serves"  # offer_c, need_c (text such as "60-70")
    PRESSURE_SERVES = "pressure_serves"  # offer_bar, need_bar
    COVERS_NEED = "covers_need"  # percent (100 or more)
    COVERS_PART = "covers_part"  # percent
    TAKES_PART = "takes_part"  # percent of the offer that the need takes
    NEARBY = "nearby"  # km
    DISTANCE = "distance"  # km
    PERIOD_OVERLAPS = "period_overlaps"  # start, end (ISO dates; "" is open)
    CERTIFICATE_HELD = "certificate_held"  # certificate
    COMPOSITION_FITS = "composition_fits"  # name, offer_percent, need_percent (text such as "> 99")

    HEAT_PUMP = "heat_pump"  # offer_c, need_c, lift_k
    COMPRESSION = "compression"  # offer_bar, need_bar
    TREATMENT = "treatment"  # condition_nl, condition_en
    WASTE_LAW = "waste_law"  # the offer is waste: permit or end-of-waste status needed
    POSSIBLY = "possibly"  # nothing but words and field in common: it has to be asked

    PERIOD_PARTLY = "period_partly"  # start, end
    CERTIFICATE_MISSING = "certificate_missing"  # certificate
    OUTSIDE_RADIUS = "outside_radius"  # km, radius_km
    TOO_LITTLE = "too_little"  # percent
    COMPOSITION_DIFFERS = "composition_differs"  # name, offer_percent, need_percent


# RELATED is a condition too (another thing of the same family is offered, if that will do), and so
# are CAN_BE_MADE_FROM and NEEDED_FOR (somebody has to make it, or run the process).
CONDITIONS = frozenset(
    {
        ReasonCode.HEAT_PUMP,
        ReasonCode.COMPRESSION,
        ReasonCode.TREATMENT,
        ReasonCode.WASTE_LAW,
        ReasonCode.RELATED,
        ReasonCode.CAN_BE_MADE_FROM,
        ReasonCode.NEEDED_FOR,
        ReasonCode.POSSIBLY,
    }
)

GOOD_ENOUGH = 0.15  # the score from which a match is worth telling unasked

Value = str | float


@dataclass(frozen=True, slots=True)
class Reason:
    code: ReasonCode
    values: tuple[tuple[str, Value], ...] = ()

    def get(self, name: str) -> Value:
        return dict(self.values)[name]


@dataclass(frozen=True, slots=True)
class Match:
    """One offer that may serve one need. `conditional` is True when any reason is in CONDITIONS.

    A score below GOOD_ENOUGH belongs to the tail of an answer: what may fit, and must be asked.
    """

    offer: str
    need: str
    score: float  # 0..1
    reasons: tuple[Reason, ...]
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Matches sorted by need id, then score descending, then offer id."""

    matches: tuple[Match, ...]
