"""Likely the same company: the judged pairs, and what holds for all records."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.matching.duplicates import CompanyRecord, Duplicate, duplicates, matches_of
from naober.engines.matching.tests.judged_companies import judged_pairs

PAIRS = list(judged_pairs())


def _found(one: CompanyRecord, other: CompanyRecord) -> Duplicate | None:
    return next(iter(duplicates([one, other])), None)


@pytest.mark.parametrize(("part", "precision", "recall"), [("dev", 1.0, 1.0), ("test", 0.93, 1.0)])
def test_judged_pairs(part: str, precision: float, recall: float) -> None:
    judged = [(same, bool(_found(a, b))) for p, same, a, b in PAIRS if p == part]
    hits = sum(same and told for same, told in judged)
    assert hits / sum(told for _, told in judged) >= precision
    assert hits / sum(same for same, _ in judged) >= recall


def test_one_among_many_is_found_as_in_pairs() -> None:
    """Blocking loses none of the pairs, and the answer does not depend on the order."""
    records = [record for _, _, a, b in PAIRS for record in (a, b)]
    every = duplicates(records)
    told = {frozenset((d.a, d.b)) for d in every}
    assert {frozenset((a.id, b.id)) for _, _, a, b in PAIRS if _found(a, b)} <= told
    assert duplicates(records[::-1]) == every
    for one in every:
        record = next(r for r in records if r.id == one.a)
        assert one in matches_of(record, records)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"phone": "+31 591 123456"}, "same_phone"),
        ({"website": "https://www.esdal.example/over-ons"}, "same_website"),
        ({"emails": ("verkoop@esdal.example",)}, "same_email"),
        ({"code": "0123 4567"}, "same_code"),
    ],
)
def test_contacts_speak_for_one_company(change: dict[str, object], reason: str) -> None:
    one = CompanyRecord("1", "Mouterij Esdal", (), "esdal.example", "0591-123456",
                        ("info@esdal.example",), code="01234567")  # fmt: skip
    found = _found(one, replace(CompanyRecord("2", "Esdal"), **change))
    assert found is not None
    assert reason in found.reasons


def test_another_register_number_is_another_company() -> None:
    one = CompanyRecord("1", "Mouterij Esdal", ("Emmen",), code="1")
    assert _found(one, replace(one, id="2", code="1")) is not None
    assert _found(one, replace(one, id="2", code="2")) is None


def test_sites_of_a_chain_are_apart_unless_they_share_a_telephone() -> None:
    one = CompanyRecord("1", "Plaza", ("Emmen",), "plaza.example", "0591 111111")
    other = CompanyRecord("2", "Plaza", ("Hoogeveen",), "plaza.example", "0528 222222")
    assert _found(one, other) is None
    assert _found(one, replace(other, phone="0591-111111")) is not None


records = st.builds(
    CompanyRecord,
    id=st.integers(0, 30).map(str),
    name=st.one_of(st.text(max_size=20), st.sampled_from([a.name for _, _, a, _ in PAIRS])),
    places=st.lists(st.sampled_from(["Emmen", "Assen", "", "?"]), max_size=2).map(tuple),
    website=st.sampled_from(["", "x", "www.a.nl", "http://", "a.nl/b", ".nl", "gmail.com"]),
    phone=st.sampled_from(["", "0591123456", "+31591123456", "?"]),
    emails=st.lists(st.sampled_from(["a@b.nl", "@", "x", "a@gmail.com"]), max_size=2).map(tuple),
    code=st.sampled_from(["", "1", "2"]),
)


@given(st.lists(records, max_size=8, unique_by=lambda record: record.id), st.randoms())
@settings(max_examples=150, deadline=None)
def test_any_records_have_the_same_answer_in_any_order(
    found: list[CompanyRecord], chance: random.Random
) -> None:
    answer = duplicates(found)
    chance.shuffle(found)
    assert duplicates(found) == answer
    for pair in answer:
        assert pair.a < pair.b
        assert 0.5 <= pair.score <= 1.0
        assert pair.reasons


def test_two_thousand_companies_take_seconds() -> None:
    chance = random.Random(1)
    parts = ("ka", "ro", "ve", "len", "dor", "mi", "sta", "ber", "gon", "hui", "zen", "wol", "tra")
    trades = ("Transport", "Metaal", "Bouw", "Techniek", "Bakkerij", "Recycling", "Advies")
    places = ("Emmen", "Assen", "Hoogeveen", "Meppel", "Coevorden")
    companies = [
        CompanyRecord(
            str(number),
            "".join(chance.choices(parts, k=4)).title() + " " + chance.choice(trades),
            (chance.choice(places),),
        )
        for number in range(2000)
    ]
    began = time.process_time()
    assert duplicates(companies)
    assert time.process_time() - began < 3.0
