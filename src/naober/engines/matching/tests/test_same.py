from itertools import combinations, permutations

import pytest

from naober.engines.matching.same import field_of, likeness, pairs, related

FULL = "Het stroomnet zit vol: wij krijgen geen zwaardere aansluiting van de netbeheerder"
CONGESTION = "Netcongestie houdt onze uitbreiding tegen; de netbeheerder geeft geen vermogen"
OPERATORS = "Wij vinden geen procesoperators die in vijfploegendienst willen werken"
SHIFTS = "Operators voor de ploegendienst zijn niet te vinden"
SLUDGE = "Wij zoeken een goede bestemming voor ons slib"
ROWS = [("1", FULL), ("2", CONGESTION), ("3", OPERATORS), ("4", SHIFTS), ("5", SLUDGE)]


@pytest.mark.parametrize(("one", "other"), [(FULL, CONGESTION), (OPERATORS, SHIFTS)])
def test_the_same_problem_in_other_words_is_nearer_than_another_problem(one, other):
    strangers = [text for _id, text in ROWS if text not in (one, other)]
    assert all(likeness(one, other) > 2 * likeness(one, stranger) for stranger in strangers)


def test_likeness_is_symmetric_and_within_bounds():
    for (_a, one), (_b, other) in permutations(ROWS, 2):
        assert likeness(one, other) == pytest.approx(likeness(other, one), abs=1e-9)
        assert 0 <= likeness(one, other) <= 1
    assert likeness("", FULL) == likeness("", "") == 0


def test_small_words_alone_make_nothing_alike():
    assert likeness("Niemand weet waar te beginnen", "Wij weten niet wie er gaat beginnen") < 0.25


def test_related_ones_come_best_first_whatever_the_order():
    found = related("geen operators te vinden voor de ploegendienst", ROWS)
    assert {id_ for id_, _score in found} == {"3", "4"}
    assert found == related("geen operators te vinden voor de ploegendienst", ROWS[::-1])


def test_each_pair_once():
    assert {(one, other) for one, other, _score in pairs(ROWS)} == {("1", "2"), ("3", "4")}
    assert pairs(ROWS) == pairs(ROWS[::-1])


def test_the_index_leaves_no_pair_out():
    words = [
        part for text in (FULL, CONGESTION, OPERATORS, SHIFTS, SLUDGE) for part in text.split()
    ]
    rows = [(f"{n:03}", " ".join(words[n % 17 :: 3 + n % 5])) for n in range(60)]
    plain = [
        (one, other, round(likeness(text, said), 6))
        for (one, text), (other, said) in combinations(rows, 2)
    ]
    found = {pair for pair in plain if pair[2] >= 0.3}
    assert set(pairs(rows)) == found
    assert len(found) > 20
    fresh = {"004", "031"}
    assert set(pairs(rows, fresh=fresh)) == {p for p in found if fresh.intersection(p[:2])}


def test_the_field_of_a_text_is_the_one_with_most_of_its_cues():
    fields = {"power": ["stroom*", "netbeheerder"], "people": ["operator*", "*operators"]}
    assert field_of(FULL, fields) == "power"
    assert field_of(OPERATORS, fields) == "people"
    assert field_of(SLUDGE, fields) == ""
    assert field_of(FULL, {}) == field_of("", fields) == ""
