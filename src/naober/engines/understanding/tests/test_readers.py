"""Physics, composition, places, certificates, roles of concepts and questions, each by itself."""

from datetime import date

import pytest

from naober.engines.understanding import Sentence, Understanding, understand
from naober.engines.understanding.tests.pieces import pieces
from naober.lexicon import load


def _read(text: str) -> Understanding:
    return understand(Sentence(text, date(2026, 11, 23), load()))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("water van 60-70 graden", "60..70"),
        ("95°C", "95"),
        ("lucht van 180 gr C", "180"),
        ("lucht van 180 gr", "180"),
        ("vriesopslag -18", "-18"),
        ("vrieshuis min 20 graden", "-20"),
        ("water min 20 graden", "20.."),
        ("koelen onder 5 graden", "..5"),
        ("heet water 90/70 graden", "90"),
        ("koud water 6/12 °C", "6"),
        ("van 90 naar 60 graden", "90"),
        ("60 °C tot 80 °C", "60..80"),
        ("2-8 °C", "2..8"),
        ("minstens 80 graden", "80.."),
        ("80 degrees or more", "80.."),
        ("water at 212 °F", "100"),
        ("353 kelvin", "79.85"),
    ],
)
def test_temperature_in_degrees_celsius(text: str, read: str) -> None:
    found = pieces(_read(text))["temperature"]
    low, high = (float(x) if x else None for x in found.partition("..")[::2])
    want = read.partition("..")
    assert ".." in found or ".." not in read
    assert low == (pytest.approx(float(want[0]), abs=0.01) if want[0] else None)
    assert high == (pytest.approx(float(want[2]), abs=0.01) if want[2] else None)


@pytest.mark.parametrize(
    "text", ["buis met 90 graden bocht", "delta T van 10 graden", "-300 graden"]
)
def test_what_is_no_temperature(text: str) -> None:
    assert _read(text).temperature is None


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ("stoom 8 bar", "pressure", "8"),
        ("stoom 10 barg", "pressure", "10"),
        ("perslucht 6 bar(o)", "pressure", "6"),
        ("gas 200 mbar", "pressure", "0.2"),
        ("500 kW", "power", "500"),
        ("1,5 MWth", "power", "1500"),
        ("1.5 tot 2 MW", "power", "1500..2000"),
        ("1.5 MW tot 2 MW", "power", "1500..2000"),
        ("800 kW tot 1,2 MW", "power", "800..1200"),
        ("slib 30% ds", "composition", "dry matter 30"),
        ("slib, ds-gehalte 20-25%", "composition", "dry matter 20..25"),
        ("slib ds 25", "composition", "dry matter 25"),
        ("zout, zuiverheid >99%", "composition", "purity 99.."),
        ("maalgoed met max 2% PVC", "composition", "pvc ..2"),
        ("80/20 PP/PE", "composition", "pp 80, pe 20"),
        ("PP/PE 80/20", "composition", "pp 80, pe 20"),
        ("afvalwater 2000 mg/l CZV", "composition", "cod 0.2"),
        ("binnen 20 km van Emmen", "radius", "20"),
        ("straal van 15 km rond Assen", "radius", "15"),
        ("within 30 km of Meppel", "radius", "30"),
        ("regio Hoogeveen", "radius", "25"),
        ("regio Hoogeveen", "place", "Hoogeveen"),
        ("af te halen in emmen", "place", "Emmen"),
        ("VCA en NEN 3140", "certificate", "VCA, NEN 3140"),
        ("GMP+ gecertificeerd", "certificate", "GMP+"),
        ("volgens NEN-EN 99999", "certificate", "NEN-EN 99999"),
        ("5 ton per dag nu, stroom van 3 m3/h", "flow", "3 cubic-metre/hour"),
    ],
)
def test_one_piece(text: str, name: str, read: str) -> None:
    assert pieces(_read(text))[name] == read


@pytest.mark.parametrize(
    "text",
    [
        "NEN 3140 inspecties",
        "schroot 304/316",
        "ISO 9001",
        "PGS 15 opslag",
        "E&I monteur",
        "PA66 korrel",
        "bel 0591-123456",
        "7811 AB Emmen",
        "EUR 25 per ton",
        "€ 1.000 per maand",
        "50% korting",
        "afvalcode 15 01 02",
        "pH 4,5",
        "van 08:00 tot 17:00 uur",
        "plaat van 6 mm",
        "10 jaar ervaring",
    ],
)
def test_numbers_that_are_no_quantity(text: str) -> None:
    answer = _read(text)
    assert answer.quantity is None
    assert answer.composition == ()


def _roles(text: str) -> tuple[set[str], set[str], set[str]]:
    found = _read(text).concepts
    return (
        {c.concept for c in found if c.main},
        {c.concept for c in found if not c.main and not c.negated},
        {c.concept for c in found if c.negated},
    )


@pytest.mark.parametrize(
    ("text", "main", "aside"),
    [
        ("zaagsel voor onze wasstraat gezocht", "zaagsel", ""),
        ("zaagsel zonder asbest gezocht", "zaagsel", "asbest"),
        ("zaagsel in plaats van stro gezocht", "zaagsel", "stro"),
        ("partij van 20 ton zaagsel", "zaagsel", ""),
        ("op zoek naar zaagsel", "zaagsel", ""),
        ("20 bigbags met zaagsel", "zaagsel", "big bag"),
        ("afnemer gezocht voor ons zaagsel", "zaagsel", ""),
        ("wij hebben geen stro en zoeken dat", "stro", ""),
        ("behoefte aan stro", "stro", ""),
    ],
)
def test_what_is_meant_and_what_is_mentioned(text: str, main: str, aside: str) -> None:
    named = load().named
    mains, context, negated = _roles(text)
    assert mains & set(named(main))
    if aside:
        assert (context | negated) & set(named(aside))
        assert not mains & set(named(aside))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("restwarmte over", ["temperature"]),
        ("restwarmte van 80 graden over", []),
        ("stoom van 8 bar gezocht", []),
        ("40 ton zaagsel over", ["cadence"]),
        ("40 ton zaagsel per maand over", []),
        ("partij van 40 ton zaagsel over", []),
        ("zaagsel", ["direction"]),
        ("grfxzt blorp", ["what", "direction"]),
        ("tijdelijk een lasser nodig", ["period"]),
        ("zaagsel gezocht", []),
    ],
)
def test_only_what_would_change_a_match_is_asked(text: str, asked: list[str]) -> None:
    assert [question.code for question in _read(text).questions] == asked


def test_unknown_words_are_kept_as_free_text() -> None:
    answer = _read("Zaagsel met glorpfix gezocht, 5 ton per week in Emmen")
    assert answer.free_text == "glorpfix"


def test_per_batch_is_an_amount_without_a_cadence() -> None:
    quantity = _read("melasse te koop, 10 ton per batch").quantity
    assert quantity is not None
    assert (quantity.low, quantity.cadence, quantity.per) == (10, "once", "batch")
