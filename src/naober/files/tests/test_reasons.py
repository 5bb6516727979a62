import pytest

from naober.engines.matching import Reason, ReasonCode
from naober.files.reasons import describe, number
from naober.lexicon import load

VALUES: dict[ReasonCode, tuple[tuple[str, str | float], ...]] = {
    ReasonCode.SAME_CONCEPT: (("concept", "steam"),),
    ReasonCode.SAME_BY_OTHER_NAME: (
        ("concept", "polypropylene"), ("offer_words", "PP"), ("need_words", "polypropeen"),
    ),
    ReasonCode.NARROWER: (("offer", "polypropylene"), ("need", "plastic")),
    ReasonCode.BROADER: (("offer", "plastic"), ("need", "polypropylene")),
    ReasonCode.RELATED: (("offer", "polypropylene"), ("need", "steam"), ("concept", "plastic")),
    ReasonCode.SERVES_AS: (("offer", "steam"), ("need", "plastic")),
    ReasonCode.CAN_BE_MADE_FROM: (("offer", "steam"), ("need", "plastic")),
    ReasonCode.NEEDED_FOR: (("offer", "steam"), ("need", "plastic")),
    ReasonCode.SIMILAR_WORDS: (("words", "pomp, 3.5"),),
    ReasonCode.TEMPERATURE_SERVES: (("offer_c", "85"), ("need_c", "60-70")),
    ReasonCode.PRESSURE_SERVES: (("offer_bar", "10"), ("need_bar", "7.5")),
    ReasonCode.COVERS_NEED: (("percent", 320.0),),
    ReasonCode.COVERS_PART: (("percent", 60.0),),
    ReasonCode.TAKES_PART: (("percent", 2.5),),
    ReasonCode.NEARBY: (("km", 0.3),),
    ReasonCode.DISTANCE: (("km", 85.25),),
    ReasonCode.PERIOD_OVERLAPS: (("start", "2027-01-01"), ("end", "2027-03-31")),
    ReasonCode.CERTIFICATE_HELD: (("certificate", "VCA"),),
    ReasonCode.COMPOSITION_FITS: (
        ("name", "dry matter"), ("offer_percent", "25"), ("need_percent", "> 20"),
    ),
    ReasonCode.HEAT_PUMP: (("offer_c", "≈ 30"), ("need_c", "60"), ("lift_k", 30.0)),
    ReasonCode.COMPRESSION: (("offer_bar", "6"), ("need_bar", "10")),
    ReasonCode.TREATMENT: (("condition_nl", "mits gedroogd"), ("condition_en", "if dried")),
    ReasonCode.POSSIBLY: (),
    ReasonCode.WASTE_LAW: (),
    ReasonCode.PERIOD_PARTLY: (("start", "2027-05-01"), ("end", "")),
    ReasonCode.CERTIFICATE_MISSING: (("certificate", "GMP+"),),
    ReasonCode.OUTSIDE_RADIUS: (("km", 40.0), ("radius_km", 25.0)),
    ReasonCode.TOO_LITTLE: (("percent", 0.5),),
    ReasonCode.COMPOSITION_DIFFERS: (
        ("name", "purity"), ("offer_percent", "95"), ("need_percent", "> 99.5"),
    ),
}  # fmt: skip


def said(code: ReasonCode, language: str = "nl", **changed: str | float) -> str:
    values = dict(VALUES[code]) | changed
    return describe(Reason(code, tuple(values.items())), load(), language)


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_words_in_both_languages(code: ReasonCode) -> None:
    dutch, english = said(code), said(code, "en")
    for text in (dutch, english):
        assert text.strip() == text != ""
        assert not set("{}") & set(text)
    if code is not ReasonCode.TREATMENT:
        assert dutch != english


@pytest.mark.parametrize(
    ("code", "changed", "dutch"),
    [
        (ReasonCode.SAME_CONCEPT, {}, "zelfde energie: stoom"),
        (
            ReasonCode.SAME_BY_OTHER_NAME, {},
            "zelfde materiaal, andere naam: “PP” en “polypropeen”",
        ),
        (ReasonCode.TEMPERATURE_SERVES, {}, "85 °C is genoeg voor 60-70 °C"),
        (
            ReasonCode.TEMPERATURE_SERVES, {"offer_c": "-20", "need_c": "-18"},
            "-20 °C is koud genoeg voor -18 °C",
        ),
        (ReasonCode.PRESSURE_SERVES, {}, "10 bar is genoeg voor 7,5 bar"),
        (ReasonCode.COVERS_NEED, {}, "dekt de hele vraag (3,2 keer zoveel)"),
        (ReasonCode.COVERS_NEED, {"percent": 100.0}, "dekt de hele vraag"),
        (ReasonCode.COVERS_PART, {}, "dekt 60% van de vraag"),
        (ReasonCode.TAKES_PART, {}, "de vraag is 2,5% van het aanbod"),
        (ReasonCode.NEARBY, {}, "vlakbij"),
        (ReasonCode.NEARBY, {"km": 14.2}, "op 14 km"),
        (ReasonCode.DISTANCE, {}, "op 85 km"),
        (ReasonCode.PERIOD_OVERLAPS, {}, "de periode past: 1 jan 2027 t/m 31 mrt 2027"),
        (ReasonCode.PERIOD_OVERLAPS, {"start": "", "end": ""}, "de periode past"),
        (ReasonCode.PERIOD_OVERLAPS, {"start": ""}, "de periode past: tot en met 31 mrt 2027"),
        (ReasonCode.PERIOD_PARTLY, {}, "maar een deel van de periode: vanaf 1 mei 2027"),
        (ReasonCode.HEAT_PUMP, {}, "met een warmtepomp: van ≈ 30 naar 60 °C"),
        (ReasonCode.TREATMENT, {}, "mits gedroogd"),
        (ReasonCode.COMPOSITION_FITS, {}, "droge stof: 25% past bij > 20%"),
        (ReasonCode.COMPOSITION_DIFFERS, {}, "zuiverheid: 95%, gevraagd > 99,5%"),
        (ReasonCode.OUTSIDE_RADIUS, {}, "40 km is verder dan de gewenste 25 km"),
    ],
)  # fmt: skip
def test_the_words(code: ReasonCode, changed: dict[str, str | float], dutch: str) -> None:
    assert said(code, **changed) == dutch


def test_an_unknown_concept_keeps_its_id() -> None:
    reason = Reason(ReasonCode.SERVES_AS, (("offer", "no-such"), ("need", "steam")))
    assert describe(reason, load(), "en") == "no-such can serve as steam"


@pytest.mark.parametrize(
    ("value", "dutch", "english"), [(2.5, "2,5", "2.5"), (3.0, "3", "3"), (85.25, "85", "85")]
)
def test_numbers_are_written_as_the_language_does(value: float, dutch: str, english: str) -> None:
    assert (number(value), number(value, "en")) == (dutch, english)
