import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.lexicon.load import split_compound
from naober.lexicon.words import (
    STOPWORDS_EN,
    STOPWORDS_NL,
    base,
    fold,
    language_of,
    stem,
    tokens,
)


def test_tokens_keep_their_place_in_the_text() -> None:
    text = "8bar, E&I-monteur: 1.200,5 m³/h"
    assert [t.text for t in tokens(text)] == ["8", "bar", "E&I", "monteur", "1.200,5", "m³", "h"]
    assert all(text[t.start : t.end] == t.text for t in tokens(text))


def test_folding_takes_case_accents_and_compatibility_forms_away() -> None:
    assert fold("Coöperatie MAÏS 10 m³ IBC’s") == "cooperatie mais 10 m3 ibc's"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz'", max_size=15))
def test_the_base_of_a_base_is_that_base_for_plain_endings(word: str) -> None:
    once = base(word)
    assert base(word) == once
    assert len(once) <= len(word) + 1


@given(st.text())
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    ends = [0]
    for token in tokens(text):
        assert token.start >= ends[-1]
        assert text[token.start : token.end] == token.text != ""
        ends.append(token.end)


@pytest.mark.parametrize(
    "forms",
    [
        "buis buizen",
        "staal stalen",
        "stal stallen",
        "kaas kazen",
        "kas kassen",
        "proces processen processes",
        "olie olien",
        "industrie industrieen industry industries",
        "vat vaten",
        "glas glazen",
        "zeef zeven",
        "fles flessen",
        "plaats plaatsen",
        "plaat platen",
        "tank tanks",
        "valve valves",
        "batch batches",
        "pallet pallets",
        "ibc ibc's",
        "brons bronzen",
    ],
)
def test_regular_forms_share_their_base(forms: str) -> None:
    assert len({base(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "different", ["staal stal", "kaas kas", "plaats plaat", "maan man", "bron brons", "pers per"]
)
def test_other_words_keep_their_own_base(different: str) -> None:
    one, other = different.split()
    assert base(one) != base(other)


def test_stems_are_those_of_dutch_porter_and_english() -> None:
    assert stem("opslagcapaciteit") == "opslagcapaciteit"
    assert stem("Pompen") == "pomp"
    assert stem("drying", "en") == "dri"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kunststofgranulaatzakken", ("kunststof", "granulaat", "zak")),
        ("koelhuiscapaciteit", ("koel", "huis", "capaciteit")),
        ("grondstoffenlogistiek", ("grondstof", "logistiek")),
        ("Palletplaatsen", ("pallet", "plaats")),
        ("onderhoud", ("onderhoud",)),
        ("qwertyuiop", ("qwertyuiop",)),
        ("", ("",)),
    ],
)
def test_compounds_fall_apart_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wij hebben 40 ton bierbostel per week over", "nl"),
        ("We have a training ground for industrial fire fighting", "en"),
        ("Condensaat 95 graden", "nl"),
        ("Looking for a chemical engineer", "en"),
        ("Looking for two welders with TIG experience", "en"),
        ("", "nl"),
        ("😀 12345", "nl"),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_small_words_of_both_languages_are_folded() -> None:
    assert all(word == fold(word) for word in STOPWORDS_NL | STOPWORDS_EN)
