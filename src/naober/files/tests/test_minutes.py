"""What is read in minutes: kind, who, by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.files.minutes import Present, read_minutes

TODAY = date(2027, 2, 10)
PEOPLE = (
    Present("1", "Jan de Vries"),
    Present("2", "Fatima El Idrissi"),
    Present("3", "Piet Hoekstra"),
    Present("4", "Piet Jansen"),
    Present("5", "José Álvarez"),
    Present("6", ""),
)


@pytest.mark.parametrize(
    ("line", "kind", "owner", "text", "due"),
    [
        ("Besluit: we kiezen voor optie B", "decision", "", "We kiezen voor optie B", None),
        ("- besluit 2 - De werkgroep gaat door.", "decision", "", "De werkgroep gaat door.", None),
        ("Er wordt besloten om te stoppen", "decision", "", "Te stoppen", None),
        ("We besluiten dat het doorgaat", "decision", "", "Het doorgaat", None),
        ("Decision: go ahead", "decision", "", "Go ahead", None),
        ("It was agreed that we start in May", "decision", "", "We start in May", None),
        ("Actie: Jan, offerte opvragen, 15 maart", "action", "1", "Offerte opvragen",
         date(2027, 3, 15)),
        ("actie Jan: offerte opvragen vóór 1 mei", "action", "1", "Offerte opvragen vóór 1 mei",
         date(2027, 4, 30)),
        ("* Actiepunt 3: Fatima - gemeente bellen - volgende week", "action", "2",
         "Gemeente bellen", date(2027, 2, 15)),
        ("AP: lijst maken (Fatima)", "action", "2", "Lijst maken", None),
        ("@Jan belt de gemeente volgende week", "action", "1", "Belt de gemeente volgende week",
         date(2027, 2, 15)),
        ("De kaart nasturen @fatima.el.idrissi, 1-5", "action", "2", "De kaart nasturen",
         date(2027, 5, 1)),
        ("Actie: Jan vraagt een offerte op", "action", "1", "Jan vraagt een offerte op", None),
        ("Action: call the school, by Jose, by 15 March", "action", "5", "Call the school",
         date(2027, 3, 15)),
        ("Action item: Ftaima, send the map", "action", "", "Send the map", None),
        ("Action: Fatma, send the map", "action", "2", "Send the map", None),
        ("Actie: Piet, zaal huren", "action", "", "Zaal huren", None),
        ("Actie: P. Hoekstra, zaal huren", "action", "3", "Zaal huren", None),
        ("Te doen: verslag rondsturen, uiterlijk vrijdag", "action", "", "Verslag rondsturen",
         date(2027, 2, 12)),
        ("Todo: zaal, koffie en beamer regelen", "action", "", "Zaal, koffie en beamer regelen",
         None),
        ("Actie: Klaas Onbekend, sleutel halen", "action", "", "Sleutel halen", None),
    ],
)  # fmt: skip
def test_a_line(line, kind, owner, text, due):
    [said] = read_minutes(line, PEOPLE, TODAY)
    assert (said.kind, said.owner, said.text, said.due) == (kind, owner, text, due)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Jan vertelt over zijn warmtenet.",
        "Het besluit van vorige keer is uitgevoerd.",
        "We spraken over de actie van de provincie",
        "Actie:",
        "mail naar jan@buur.example",
        "Besluitvorming volgt later",
        "Actief lid worden kan altijd",
        "Acties van vorige keer",
    ],
)
def test_a_line_that_says_neither(line):
    assert read_minutes(line, PEOPLE, TODAY) == ()


def test_who_is_not_known_is_kept_as_written():
    [said] = read_minutes("Actie: Klaas Onbekend, sleutel halen", PEOPLE, TODAY)
    assert said.owner_words == "Klaas Onbekend"
    [said] = read_minutes("Actie: Piet, zaal huren", PEOPLE, TODAY)
    assert (said.owner, said.owner_words) == ("", "Piet")


def test_lines_are_counted_from_the_top():
    text = "Opening\nBesluit: a\n\n- Actie: Jan, b"
    assert [line.number for line in read_minutes(text, PEOPLE, TODAY)] == [1, 3]


@given(
    st.text(max_size=400)
    | st.builds(
        lambda head, tail: f"{head} {tail}",
        st.sampled_from(["Actie:", "Besluit:", "@Jan", "AP Jan"]),
        st.text(max_size=80),
    )
)
def test_any_text_has_an_answer(text):
    for line in read_minutes(text, PEOPLE, TODAY):
        assert line.text
        assert line.words in text
        assert line.due is None or line.due >= TODAY
