"""What people type as a number, in both languages, and how numbers are written."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from naober.foundation.core import numbers
from naober.foundation.core.forms import NumberField, WholeNumberField

# typed in Dutch: the number, or what is asked back (a text in Dutch is made by turning it round)
READ = [
    ("1500", "1500"),
    ("1.500", "1500"),
    ("1.500,50", "1500.50"),
    ("1500,50", "1500.50"),
    ("1,5", "1.5"),
    ("0,125", "0.125"),
    (",5", "0.5"),
    ("12.345.678,9", "12345678.9"),
    ("1 500", "1500"),
    ("1\u00a0500,5", "1500.5"),
    ("€ 1.500,-", "1500"),
    (" 7 ", "7"),
    ("-1.500", "-1500"),
    ("1,250", "1.25"),
    ("007", "7"),
]
ASKED = [
    ("1.50", "1,50 or 150"),
    ("1.5", "1,5 or 15"),
    ("1500.50", "1500,50 or 150050"),
    ("1500.500", "1500,500 or 1500500"),
    ("1.5000", "1,5000 or 15000"),
    ("0.5", "0,5"),
    ("0.500", "0,500"),
    (".5", "0,5"),
    ("-1.50", "-1,50 or -150"),
    ("1,500.50", "1500,50"),
    ("1,500,000", "1500000"),
]
REFUSED = ["veel", "1.50,5", "1,5,5", "1..5", "1.500.50", "1e5", "NaN", "٣", "--5", "5-", ",", "€"]
REFUSED += ["1" * 41]
TURNED = str.maketrans(".,", ",.")


def in_language(language: str, typed: str) -> str:
    return typed if language == "nl" else typed.translate(TURNED)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("typed", "number"), READ)
def test_read_as_the_language_writes_it(language, typed, number):
    with translation.override(language):
        assert NumberField().clean(in_language(language, typed)) == Decimal(number)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("typed", "meant"), ASKED)
def test_asked_what_was_meant(language, typed, meant):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        NumberField().clean(in_language(language, typed))
    (text,) = refused.value.messages
    wanted = in_language(language, meant)
    dutch = f"Bedoelt u {wanted.replace(' or ', ' of ')}?"
    assert text == (dutch if language == "nl" else f"Do you mean {wanted}?")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_number_is_told_how_to_write_one(language, typed):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        NumberField().clean(in_language(language, typed))
    example = "1.500,50" if language == "nl" else "1,500.50"
    assert example in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "asked"), [("1,500", "1.500"), ("2,000,000", "2000000"), ("-1,500", "-1.500")]
)
def test_three_decimals_of_a_euro_are_thousands_of_another_language(typed, asked):
    with translation.override("nl"), pytest.raises(ValidationError, match=f"u {asked}[?]"):
        NumberField(decimal_places=2).clean(typed)


@given(
    st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False),
    st.sampled_from(["nl", "en"]),
)
def test_what_a_field_shows_it_reads_back(number, language):
    with translation.override(language):
        shown = NumberField().prepare_value(number)
        assert NumberField().clean(shown) == number
        assert Decimal(numbers.for_file(number).replace(",", ".")) == number


@given(st.text(alphabet="0123456789.,- €e", max_size=14), st.sampled_from(["nl", "en"]))
def test_never_read_two_ways(typed, language):
    """What both languages take for a number but for another one has the marks of this one."""
    with translation.override(language):
        try:
            read = numbers.read(typed)
        except ValidationError:
            return
        point, group = numbers.marks()
        figures = typed.replace("€", "").replace(" ", "").rstrip("-").rstrip(".,")
        assert read == Decimal(figures.replace(group, "").replace(point, "."))
        assert all(len(part) == 3 for part in figures.split(point)[0].split(group)[1:])


@pytest.mark.parametrize(
    ("language", "typed", "number"), [("nl", "1.500", 1500), ("en", "1,500", 1500), ("nl", "3", 3)]
)
def test_whole_numbers(language, typed, number):
    with translation.override(language):
        field = WholeNumberField(min_value=0)
        assert field.clean(typed) == number
        assert field.clean(field.prepare_value(number)) == number


@pytest.mark.parametrize("typed", ["1,5", "1.5", "1.50", "-1", "x", "9" * 30])
def test_no_whole_number(typed):
    with translation.override("nl"), pytest.raises(ValidationError):
        WholeNumberField(min_value=0, max_value=10**6).clean(typed)


@pytest.mark.parametrize(
    ("sum_", "dutch", "english"),
    [
        ("1.5", "€ 1,50", "€ 1.50"),
        ("1500.5", "€ 1.500,50", "€ 1,500.50"),
        ("1500.000", "€ 1.500", "€ 1,500"),
        ("0", "€ 0", "€ 0"),
        ("-12.3", "€ -12,30", "€ -12.30"),
        ("0.999", "€ 1", "€ 1"),
        ("0.125", "€ 0,13", "€ 0.13"),
    ],
)
def test_euros(sum_, dutch, english):
    with translation.override("nl"):
        assert numbers.euros(Decimal(sum_)) == dutch
    with translation.override("en"):
        assert numbers.euros(Decimal(sum_)) == english


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (Decimal("810.000"), "810", "810"),
        (Decimal("1234.560"), "1234,56", "1234.56"),
        (Decimal("1E+3"), "1000", "1000"),
        (Decimal("-0.5"), "-0,5", "-0.5"),
        (0.1, "0,1", "0.1"),
    ],
)
def test_in_a_file(number, dutch, english):
    with translation.override("nl"):
        assert numbers.for_file(number) == dutch
    with translation.override("en"):
        assert numbers.for_file(number) == english
