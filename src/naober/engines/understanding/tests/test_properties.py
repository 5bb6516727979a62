"""What holds for every text: it never fails, spans are in it, parts put together are read back."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.understanding import MAX_CHARACTERS, Sentence, Understanding, understand
from naober.engines.understanding.result import Cadence, Direction, Span
from naober.lexicon import load

TODAY = date(2026, 11, 23)
LEXICON = load()

_SCRAPS = (
    "8 ton", "per week", "stoom", "60-70 graden", "binnen 20 km van", "Emmen", "tot", "vanaf",
    "maart", "1e9", "3 x", "½", "%", "80/20 PP/PE", "NEN 3140", "?", "!", ",", "\n", "-18", "😀",
    "geen", "wie heeft", "over", "week 53", "31-02-2027", "0/0", "1/0", "99999999999999", "bar(o)",
    "per", "/", "x", "²", "‰", "twee", "dozijn", "i.p.v.", "\x00", "ﬁ", "İ", "ß", "１２", "٣",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_SCRAPS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_SCRAPS), max_size=14).map("".join),
)
days = st.dates()


def _spans(answer: Understanding) -> list[Span]:
    single = (
        answer.quantity, answer.flow, answer.temperature, answer.pressure, answer.power,
        answer.place, answer.period,
    )  # fmt: skip
    several = (*answer.concepts, *answer.composition, *answer.certificates)
    spans = [entry.span for entry in (*single, *several) if entry is not None]
    return spans + ([answer.direction_span] if answer.direction_span else [])


@given(text=texts, today=days)
@settings(max_examples=400, deadline=None)
def test_any_text_on_any_day_has_an_answer_with_spans_inside_it(text: str, today: date) -> None:
    answer = understand(Sentence(text, today, LEXICON))
    for span in _spans(answer):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
    assert len(answer.questions) <= 2
    assert 0.5 <= answer.direction_confidence <= 1.0
    for low, high in ((r.low, r.high) for r in (answer.quantity, answer.temperature) if r):
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
    if answer.period and answer.period.start and answer.period.end:
        assert answer.period.start <= answer.period.end


@given(text=texts)
@settings(max_examples=100, deadline=None)
def test_the_same_text_and_day_give_the_same_answer(text: str) -> None:
    sentence = Sentence(text, TODAY, LEXICON)
    assert understand(sentence) == understand(sentence)


def test_only_the_first_characters_are_read_and_the_rest_is_kept() -> None:
    tail = "y" * 1_000_000
    text = "stoom gezocht " + "x" * MAX_CHARACTERS + tail
    answer = understand(Sentence(text, TODAY, LEXICON))
    assert answer.direction == Direction.NEED
    assert answer.free_text.endswith(tail)


@given(chosen=st.sampled_from(["offer", "need"]), text=texts)
@settings(max_examples=50, deadline=None)
def test_what_the_user_chose_stands_and_is_not_asked_again(chosen: str, text: str) -> None:
    answer = understand(Sentence(text, TODAY, LEXICON, direction=chosen))
    assert answer.direction == chosen
    assert answer.direction_confidence == 1.0
    assert all(question.code != "direction" for question in answer.questions)


_UNITS = {
    "ton": "tonne", "t": "tonne", "kg": "kilogram", "kuub": "cubic-metre", "m3": "cubic-metre",
    "m³": "cubic-metre", "liter": "litre", "big bags": "big-bag", "pallets": "pallet",
    "IBC's": "ibc", "MWh": "megawatt-hour", "Nm3": "normal-cubic-metre",
}  # fmt: skip
_CADENCES = {
    " per maand": Cadence.MONTH, "/wk": Cadence.WEEK, " p/mnd": Cadence.MONTH, " per jaar":
    Cadence.YEAR, "/h": Cadence.HOUR, " per dag": Cadence.DAY, " per kwartaal": Cadence.QUARTER,
    " wekelijks": Cadence.WEEK, " elke maand": Cadence.MONTH, " p/jr": Cadence.YEAR,
    " per shift": Cadence.SHIFT, "": Cadence.ONCE, " p.j.": Cadence.YEAR,
}  # fmt: skip
_PERIODS = {
    "": None, ", vanaf 1 maart 2027": (date(2027, 3, 1), None),
    ", tot eind 2027": (None, date(2027, 12, 31)),
    ", van sept t/m jan": (date(2026, 9, 1), date(2027, 1, 31)),
    ", week 32-36": (date(2027, 8, 9), date(2027, 9, 12)),
    ", in Q3": (date(2027, 7, 1), date(2027, 9, 30)),
}  # fmt: skip
_PLACES = ("", "Emmen", "Hoogeveen", "Meppel", "Coevorden", "Assen")
_MATERIALS = {"zaagsel": "zaagsel", "bierbostel": "bierbostel", "melasse": "melasse"}
_VERBS = {"over": Direction.OFFER, "gezocht": Direction.NEED, "te koop": Direction.OFFER}


def _dutch(value: float) -> str:
    """1234.5 as "1.234,5"."""
    return f"{value:,.10g}".replace(",", "_").replace(".", ",").replace("_", ".")


@given(
    value=st.one_of(
        st.integers(1, 99_999).map(float), st.integers(1, 999).map(lambda n: n / 4 + 0.5)
    ),
    unit=st.sampled_from(sorted(_UNITS)),
    cadence=st.sampled_from(sorted(_CADENCES)),
    verb=st.sampled_from(sorted(_VERBS)),
    material=st.sampled_from(sorted(_MATERIALS)),
    place=st.sampled_from(_PLACES),
    period=st.sampled_from(sorted(_PERIODS)),
)
@settings(max_examples=400, deadline=None)
def test_a_sentence_put_together_from_parts_is_read_back(
    value: float, unit: str, cadence: str, verb: str, material: str, place: str, period: str
) -> None:
    where = f" in {place}" if place else ""
    text = f"{_dutch(value)} {unit} {material}{cadence} {verb}{where}{period}"
    if cadence.startswith("/"):
        text = f"{_dutch(value)} {unit}{cadence} {material} {verb}{where}{period}"
    answer = understand(Sentence(text, TODAY, LEXICON))
    assert answer.quantity is not None, text
    found = (answer.quantity.low, answer.quantity.high, answer.quantity.unit)
    assert found == (value, value, _UNITS[unit]), text
    assert answer.quantity.cadence == _CADENCES[cadence], text
    assert answer.direction == _VERBS[verb], text
    assert (answer.place.name if answer.place else "") == place, text
    when = answer.period
    assert ((when.start, when.end) if when else None) == _PERIODS[period], text
    main = [concept.concept for concept in answer.concepts if concept.main]
    assert set(main) & set(LEXICON.named(material)), text


_SIZES = {
    "kW": ("power", 1.0), "MW": ("power", 1000.0), "MWth": ("power", 1000.0),
    "bar": ("pressure", 1.0), "barg": ("pressure", 1.0), "mbar": ("pressure", 0.001),
    "°C": ("temperature", 1.0), "graden": ("temperature", 1.0), "gr C": ("temperature", 1.0),
    "degrees": ("temperature", 1.0),
}  # fmt: skip


@given(
    low=st.integers(1, 400), more=st.integers(0, 400), unit=st.sampled_from(sorted(_SIZES)),
    joint=st.sampled_from(["-", " - ", " tot ", " à ", " t/m ", "–"]),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_sizes_come_in_canonical_units_with_their_range(
    low: int, more: int, unit: str, joint: str
) -> None:
    written = f"{low}{joint}{low + more}" if more else str(low)
    name, factor = _SIZES[unit]
    found = getattr(
        understand(Sentence(f"warmte gezocht van {written} {unit}", TODAY, LEXICON)), name
    )
    assert abs(found.low - low * factor) < 1e-9 * factor + 1e-12
    assert abs(found.high - (low + more) * factor) < 1e-6
