from hypothesis import given
from hypothesis import strategies as st

from naober.lexicon.spelling import SHORTEST, Speller, is_one_edit

WORDS = st.text(alphabet="abcd", min_size=SHORTEST, max_size=10)


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance (Damerau 1964), the slow textbook way."""
    rows = [[i + j if not i or not j else 0 for j in range(len(other) + 1)]
            for i in range(len(one) + 1)]  # fmt: skip
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text(alphabet="ab", max_size=6), st.text(alphabet="ab", max_size=6))
def test_one_edit_is_distance_one(one: str, other: str) -> None:
    assert is_one_edit(one, other) == (distance(one, other) == 1)


@given(st.sets(WORDS, max_size=8), WORDS)
def test_the_halves_find_what_comparing_with_every_word_finds(words: set[str], query: str) -> None:
    near = {w for w in words if w[0] == query[0] and w[-1] == query[-1] and distance(w, query) == 1}
    expected = near.pop() if len(near) == 1 else None
    assert Speller(words).nearest(query) == expected


def test_short_words_and_words_with_digits_are_left_alone() -> None:
    assert Speller(["stoom", "stoomketel"]).nearest("stoon") is None
    assert Speller(["ab12345"]).nearest("ab1234") is None
