import pytest

from naober.engines.understanding.cadence import find_frequencies
from naober.engines.understanding.reading import Reading


@pytest.mark.parametrize(
    ("text", "times", "cadence"),
    [
        ("per week", 1, "week"),
        ("p/mnd", 1, "month"),
        ("pm", 1, "month"),
        ("p.j.", 1, "year"),
        ("/wk", 1, "week"),
        ("/h", 1, "hour"),
        ("per minuut", 60, "hour"),
        ("per 14 dagen", 0.5, "week"),
        ("per 2 weken", 0.5, "week"),
        ("elke drie maanden", 1 / 3, "month"),
        ("om de week", 0.5, "week"),
        ("om de 2 weken", 0.5, "week"),
        ("every other week", 0.5, "week"),
        ("halfjaarlijks", 2, "year"),
        ("twee keer per week", 2, "week"),
        ("2x p/w", 2, "week"),
        ("twice a week", 2, "week"),
        ("dagelijks", 1, "day"),
        ("in campagne", 1, "campaign"),
        ("per shift", 1, "shift"),
        ("per kwartaal", 1, "quarter"),
        ("per annum", 1, "year"),
        ("per halfjaar", 2, "year"),
    ],
)
def test_how_often(text: str, times: float, cadence: str) -> None:
    (found,) = find_frequencies(Reading(text, "nl"))
    assert found.cadence == cadence
    assert found.low == pytest.approx(times)
    assert (found.start, found.end) == (0, len(text))


def test_a_range_of_times_gives_both_ends() -> None:
    (found,) = find_frequencies(Reading("2-3 keer per week", "nl"))
    assert (found.low, found.high) == (2, 3)


def test_per_batch_says_no_cadence() -> None:
    (found,) = find_frequencies(Reading("per batch", "nl"))
    assert found.load
    assert found.cadence == "once"


@pytest.mark.parametrize("text", ["per direct", "per mail", "week", "a ton", "5 m/s2"])
def test_what_is_no_frequency(text: str) -> None:
    assert find_frequencies(Reading(text, "nl")) == ()
