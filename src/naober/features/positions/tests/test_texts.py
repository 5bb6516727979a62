"""Paragraphs stay themselves over versions, and what changed can be read."""

from hypothesis import given
from hypothesis import strategies as st

from naober.features.positions.texts import compare, keep_identity, paragraphs_of, pieces

OLD = [(1, "Het net is vol in Emmen."), (2, "Wij vragen om een hub."), (3, "Wij denken mee.")]


def told(old, new):
    return [(piece.kind, piece.text) for piece in pieces(old, new)]


def test_a_blank_line_starts_a_paragraph() -> None:
    assert paragraphs_of("een\r\nnog een\r\n \r\n\r\ntwee  \n") == ["een\nnog een", "twee"]
    assert paragraphs_of(" \n\n ") == []


def test_the_same_words_are_the_same_paragraph_wherever_they_moved() -> None:
    now = ["Wij denken mee.", "Het net is vol in Emmen."]
    assert keep_identity(OLD, now) == [3, 1]


def test_changed_words_stay_the_paragraph_that_they_were() -> None:
    now = ["Het net is nu al vol in heel Emmen.", "Iets heel anders hier.", "Wij denken graag mee."]
    assert keep_identity(OLD, now) == [1, None, 3]


def test_of_two_alike_the_likest_is_it() -> None:
    now = ["Wij vragen om twee hubs en een hub.", "Wij vragen om een hub in Emmen."]
    assert keep_identity([(2, "Wij vragen om een hub.")], now) == [None, 2]


def test_two_equal_paragraphs_are_two() -> None:
    assert keep_identity([(1, "Ja."), (2, "Ja.")], ["Ja.", "Ja.", "Ja."]) == [1, 2, None]


def test_words_that_went_and_came() -> None:
    assert told("Wij vragen om een hub.", "Wij vragen snel om twee hubs.") == [
        ("same", "Wij vragen "),
        ("new", "snel "),
        ("same", "om "),
        ("gone", "een hub"),
        ("new", "twee hubs"),
        ("same", "."),
    ]


def test_what_went_stands_where_it_stood() -> None:
    found = compare(OLD, [(1, OLD[0][1]), (4, "Nieuw."), (3, "Wij denken graag mee.")])
    assert [one.change for one in found] == ["same", "gone", "new", "changed"]
    assert found[1].pieces[0].text == "Wij vragen om een hub."


WORDS = st.text("ab. ", max_size=40)


@given(WORDS, WORDS)
def test_both_texts_are_in_the_difference(old: str, new: str) -> None:
    """The new one as it is; of the old one all but its spaces."""
    found = pieces(old, new)
    assert "".join(p.text for p in found if p.kind != "gone") == new
    was = "".join(p.text for p in found if p.kind != "new")
    assert "".join(was.split()) == "".join(old.split())


@given(st.lists(st.text("ab \n", min_size=1, max_size=9).map(str.strip).filter(bool), max_size=6))
def test_no_former_paragraph_is_two_of_now(now: list[str]) -> None:
    former = [*OLD, (9, "a b"), (8, "b a")]
    kept = [key for key in keep_identity(former, now) if key is not None]
    assert len(kept) == len(set(kept))
