"""What notes propose: the judged ones, and what holds for every text."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.understanding.notes import (
    MAX_CHARACTERS,
    UNSURE,
    Notes,
    Person,
    Proposal,
    read_notes,
)
from naober.engines.understanding.notes.due import due
from naober.engines.understanding.tests.judged_notes import TODAY, judged_notes, score
from naober.lexicon import load

LEXICON = load()
NOTES = [note.text for note in judged_notes()]


def _read(text: str, **known: tuple[str, ...]) -> tuple[Proposal, ...]:
    return read_notes(Notes(text, TODAY, LEXICON, **known)).proposals


def _people(text: str, **known: tuple[str, ...]) -> list[Person]:
    return [p.person for p in _read(text, **known) if p.person]


@pytest.mark.parametrize(
    ("part", "kind", "precision", "recall"),
    [
        ("dev", "listing", 1.0, 1.0), ("dev", "challenge", 1.0, 1.0),
        ("dev", "person", 1.0, 1.0), ("dev", "follow_up", 1.0, 1.0),
        ("test", "listing", 0.92, 0.82), ("test", "challenge", 0.9, 1.0),
        ("test", "person", 0.91, 0.91), ("test", "follow_up", 1.0, 1.0),
    ],
)  # fmt: skip
def test_judged_notes(part: str, kind: str, precision: float, recall: float) -> None:
    """What was reached when the test notes were first read is held."""
    found = score(part, LEXICON)
    assert found.precision(kind) >= precision, found.told
    assert found.recall(kind) >= recall, found.told


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("over twee weken terugbellen", date(2026, 12, 7)),
        ("over een maand", date(2026, 12, 23)),
        ("over anderhalve maand", date(2027, 1, 23)),
        ("over een week of drie bellen", date(2026, 12, 14)),
        ("na de zomer", date(2027, 9, 1)),
        ("voor 1 maart", date(2027, 2, 28)),
        ("uiterlijk 1 maart", date(2027, 3, 1)),
        ("voor eind januari", date(2027, 1, 31)),
        ("eind februari", date(2027, 2, 28)),
        ("morgen", date(2026, 11, 24)),
        ("vrijdag", date(2026, 11, 27)),
        ("maandag", date(2026, 11, 30)),
        ("volgende week dinsdag", date(2026, 12, 1)),
        ("dinsdag volgende week", date(2026, 12, 1)),
        ("dinsdag 8 december", date(2026, 12, 8)),
        ("volgende week", date(2026, 11, 30)),
        ("eind van de week", date(2026, 11, 27)),
        ("op 3-12", date(2026, 12, 3)),
        ("voor 3/12", date(2026, 12, 2)),
        ("in week 50", date(2026, 12, 7)),
        ("in two weeks", date(2026, 12, 7)),
        ("by 15 December", date(2026, 12, 15)),
        ("before 15 December", date(2026, 12, 14)),
        ("next Friday", date(2026, 11, 27)),
        ("after the summer", date(2027, 9, 1)),
        ("over de restwarmte", None),
        ("twee keer in de week", None),
        ("in 1998", None),
    ],
)
def test_when_it_is_to_be_done(said: str, day: date | None) -> None:
    assert due(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("Gesproken met Jan de Vries (hoofd TD, 0591-123456).",
         Person("Jan de Vries", "hoofd TD", "", "0591-123456")),
        ("contact: Marieke, HR", Person("Marieke", "HR")),
        ("Mevrouw Van der Veen van inkoop belde.", Person("Van der Veen", "inkoop")),
        ("Spoke to Lucy Hill (buyer), lucy@example.com", Person("Lucy Hill", "buyer",
                                                              "lucy@example.com")),
        ("Sandra Post - HSE manager - +31 (0)6 12 34 56 78",
         Person("Sandra Post", "HSE manager", "", "+31 (0)6 12 34 56 78")),
        ("dhr. J.P. Smit, 06 12345678", Person("J.P. Smit", "", "", "06 12345678")),
        ("Bel Kees Vos <kees.vos@voorbeeld.nl>", Person("Kees Vos", "", "kees.vos@voorbeeld.nl")),
    ],
)  # fmt: skip
def test_people_with_what_stands_beside_them(said: str, person: Person) -> None:
    assert _people(said) == [person]


@pytest.mark.parametrize(
    "said",
    ["Emmen is ver weg", "Pyrolyse loopt goed", "Zij zoeken stoom", "Wil graag stoom", "Stoom over",
     "40.000 kg per jaar, 0591 ton", "In mei 2027 klaar", "Bakker Metaal B.V. heeft stoom over"],
)  # fmt: skip
def test_no_person_where_none_is_named(said: str) -> None:
    assert _people(said) == []


def test_who_is_known_is_recognised_by_name_alone() -> None:
    assert _people("Xander belt morgen terug") == []
    assert _people("Xander belt morgen terug", people=("Xander",)) == [Person("Xander")]


@pytest.mark.parametrize(
    "said",
    ["Hebben geen restwarmte meer.", "Zoeken nu niets.", "Geen stoom over.",
     "Vorig jaar nog 20 ton zaagsel over.", "They used to have spare steam.",
     "No surplus steam.", "Produceren 20 ton houtpellets per jaar."],
)  # fmt: skip
def test_what_is_denied_past_or_only_described_is_no_listing(said: str) -> None:
    assert [p for p in _read(said) if p.kind == "listing"] == []


@pytest.mark.parametrize(
    "said",
    ["Zijn buurman heeft stoom over.", "De leverancier heeft 20 pallets over.",
     "A neighbour has steam left over.", "Misschien hebben ze stoom over."],
)  # fmt: skip
def test_what_is_said_of_others_is_a_guess(said: str) -> None:
    assert [p.certainty < UNSURE for p in _read(said) if p.kind == "listing"] == [True]


def test_a_long_line_that_a_mail_program_broke_is_one_sentence() -> None:
    long = "Tijdens het bezoek bleek dat ze in Emmen elke week wel"
    text = f"{long}\nzo'n 3 ton PE-folie over hebben.\nZoekt stoom."
    assert [p.text.split("\n")[0][:7] for p in _read(text) if p.kind == "listing"] == [
        "Tijdens", "Zoekt s",
    ]  # fmt: skip


scraps = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*NOTES, "\n", "dhr. ", "(", ")", "- ", "06", "@", "a@b.nl", ":", "İ",
                              "ß", "ﬁ", "\x00", "😀", "over", "9999 jaar", "week 53", "Jan"]),
             max_size=8).map("".join),
)  # fmt: skip


@given(text=scraps, today=st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_answer_with_spans_that_hold_its_text(text: str, today: date) -> None:
    notes = Notes(text, today, LEXICON)
    found = read_notes(notes).proposals
    assert found == read_notes(notes).proposals
    assert list(found) == sorted(found, key=lambda p: (p.span.start, p.span.end, p.kind))
    for p in found:
        assert 0 <= p.span.start < p.span.end <= len(text)
        assert text[p.span.start : p.span.end] == p.text
        assert 0.0 < p.certainty <= 1.0
        assert (p.kind == "listing") == (p.direction is not None)
        assert (p.kind == "person") == (p.person is not None)
        assert p.due is None or (p.kind == "follow_up" and p.due >= today)


def test_twenty_thousand_characters_take_less_than_a_second() -> None:
    text = ("\n\n".join(NOTES) * 10)[:20_000]
    took = []
    for _ in range(3):
        began = time.process_time()
        assert len(_read(text)) > 100
        took.append(time.process_time() - began)
    assert min(took) < 1.0


@pytest.mark.parametrize(
    "unit", ["(", "Jan ", "a, ", "0", "06 ", "A.", "over een ", "\n", "een van de "]
)
def test_no_text_takes_long(unit: str) -> None:
    began = time.process_time()
    _read(unit * (20_000 // len(unit)))
    assert time.process_time() - began < 2.0


def test_no_more_than_a_part_is_read() -> None:
    assert _read("x\n" * MAX_CHARACTERS + "Zoeken stoom.") == ()
