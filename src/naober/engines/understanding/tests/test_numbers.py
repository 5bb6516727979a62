import pytest

from naober.engines.understanding.numbers import find_numbers
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.tests.pieces import bounds


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("10.000", "nl", "10000"),
        ("10,000", "en", "10000"),
        ("10,000", "nl", "10000"),  # nobody writes ten with three decimals
        ("1,250", "nl", "1.25"),
        ("1,250", "en", "1250"),
        ("1.250", "nl", "1250"),
        ("1.234.567,8", "nl", "1234567.8"),
        ("1,234,567.8", "en", "1234567.8"),
        ("10 000", "nl", "10000"),
        ("0.125", "en", "0.125"),
        ("0,125", "nl", "0.125"),
        ("1,5", "nl", "1.5"),
        ("1.5", "nl", "1.5"),
        ("1e3", "nl", "1000"),
        ("12k", "nl", "12000"),
        ("10-15k", "nl", "10000..15000"),
        ("2 mln", "nl", "2000000"),
        ("3 x 25", "nl", "75"),
        ("½", "nl", "0.5"),
        ("2½", "nl", "2.5"),
        ("1/2", "nl", "0.5"),
        ("anderhalve", "nl", "1.5"),
        ("tweeënhalf", "nl", "2.5"),
        ("twee en een half", "nl", "2.5"),
        ("one and a half", "en", "1.5"),
        ("vijfentwintig", "nl", "25"),
        ("twenty-five", "en", "25"),
        ("tweehonderd", "nl", "200"),
        ("drie duizend", "nl", "3000"),
        ("dozijn", "nl", "12"),
        ("two dozen", "en", "24"),
        ("twee dozen", "nl", "2"),  # two boxes
        ("een paar", "nl", "2..5"),
        ("20-25", "nl", "20..25"),
        ("20 à 25", "nl", "20..25"),
        ("tussen 20 en 25", "nl", "20..25"),
        ("between 20 and 25", "en", "20..25"),
        ("1.5 tot 2", "nl", "1.5..2"),
        ("max. 5", "nl", "..5"),
        ("up to 5", "en", "..5"),
        ("minimaal 5", "nl", "5.."),
        (">99", "nl", "99.."),
        ("≤ 2", "nl", "..2"),
        ("ca. 5", "nl", "5"),
        ("±5", "nl", "5"),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, language: str, read: str) -> None:
    (number,) = find_numbers(Reading(text, language))
    assert bounds(number.low, number.high) == read


@pytest.mark.parametrize("text", ["PA66", "m3", "co2", "9" * 400, "geen getal", ""])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert find_numbers(Reading(text, "nl")) == ()


def test_words_that_qualify_a_number_lower_or_keep_its_confidence() -> None:
    (about,) = find_numbers(Reading("ongeveer 5", "nl"))
    (exact,) = find_numbers(Reading("5", "nl"))
    (few,) = find_numbers(Reading("een paar", "nl"))
    assert few.confidence < about.confidence < exact.confidence == 1.0
    assert about.start == 0
