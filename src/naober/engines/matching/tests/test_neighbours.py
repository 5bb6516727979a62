"""The silent neighbour: what trades take, and where such streams went elsewhere."""

import csv
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared import shared_path

from naober.engines.matching.neighbours import (
    CompanyActivity,
    Exchange,
    NeighbourCode,
    Offer,
    neighbours,
)
from naober.engines.matching.trades import trades_of
from naober.lexicon import load

REGION = {
    "stal": "Melkveehouderij",
    "brouwer": "bierbrouwerij",
    "vergister": "biogas plant",
    "kas": "glastuinbouw",
    "warmte": "35.30",
    "cement": "23.51",
    "spuit": "spuitgieterij",
    "schroot": "handel in schroot",
    "bad": "zwembad",
    "notaris": "notariskantoor",
}
COMPANIES = [CompanyActivity(id, activity) for id, activity in REGION.items()]


def best(text: str, **more: str) -> list[str]:
    offer = Offer("o", more.get("organisation", "gever"), text, activity=more.get("activity", ""))
    return [n.company for n in neighbours([offer], COMPANIES).neighbours]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("20 ton natte bostel per week", "stal"),
        ("Restwarmte van 65 °C, 800 kW", "warmte"),
        ("fly ash, 300 t a year", "cement"),
        ("aangietsels van PP, gemalen", "spuit"),
        ("rvs 316 krullen", "schroot"),
        ("biogenic CO2 from our fermentation", "kas"),
        ("vet uit de vetvangput", "vergister"),
    ],
)
def test_finds_the_trade_that_takes_such_a_stream(text: str, company: str) -> None:
    assert best(text)[0] == company


def test_says_which_practice_elsewhere_it_rests_on() -> None:
    found = neighbours([Offer("o", "gever", "bierbostel")], COMPANIES).neighbours
    dairy = next(n for n in found if n.company == "stal")
    reason = dairy.reasons[0]
    assert dairy.activity == "dairy-farm"
    assert reason.code is NeighbourCode.PRECEDENT
    assert (reason.get("giver"), reason.get("concept")) == ("brewery", "spent-grain")
    assert reason.get("use_nl") == "als veevoer"


def test_nobody_is_named_without_a_reason() -> None:
    assert best("zxqv wblt") == []
    assert "notaris" not in best("bierbostel")


def test_no_company_is_its_own_neighbour() -> None:
    assert "stal" not in best("bierbostel", organisation="Stal")
    assert "stal" in best("bierbostel")


def test_a_stream_that_says_nothing_goes_where_its_givers_streams_go() -> None:
    found = neighbours([Offer("o", "x", "restproduct 12", activity="brouwerij")], COMPANIES)
    assert {n.company for n in found.neighbours} >= {"stal", "vergister"}
    codes = {r.code for n in found.neighbours for r in n.reasons}
    assert codes == {NeighbourCode.SAME_GIVER}


def test_a_case_handed_in_is_a_reason_too() -> None:
    case = Exchange("notary", "sealing wax, red", "zwembad")
    found = neighbours([Offer("o", "x", "red sealing wax")], COMPANIES, extra=[case]).neighbours
    pool = [n for n in found if n.company == "bad"]
    assert pool
    assert NeighbourCode.EXCHANGE in {r.code for r in pool[0].reasons}
    assert "bad" not in best("red sealing wax")


def test_asks_for_at_least_one() -> None:
    with pytest.raises(ValueError, match="top 0"):
        neighbours([], [], top=0)


@settings(max_examples=20, deadline=None)
@given(st.permutations(COMPANIES), st.permutations(["bierbostel", "vliegas", "warm water 60 °C"]))
def test_the_order_of_the_input_does_not_matter(
    companies: list[CompanyActivity], texts: list[str]
) -> None:
    offers = [Offer(text, "gever", text) for text in texts]
    inorder = [Offer(text, "gever", text) for text in sorted(texts)]
    assert neighbours(offers, companies) == neighbours(inorder, COMPANIES)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_gives_scores_between_0_and_1(text: str, activity: str) -> None:
    found = neighbours([Offer("o", "x", text)], [*COMPANIES, CompanyActivity("y", activity)])
    assert all(0 < n.score < 1 and n.reasons for n in found.neighbours)


@pytest.mark.parametrize(
    ("description", "trade"),
    [
        ("11.05", "brewery"),
        ("1105", "brewery"),
        ("SBI 11050", "brewery"),
        ("C 10.51", "dairy"),
        ("10511", "dairy"),
        ("Ambachtelijke speciaalbierbrouwerij", "brewery"),
        ("Maker van kaas, kaasmakerij", "dairy"),
        ("paper mill in the valley", "paper-mill"),
        ("Vervaardiging van chemische producten", "fertiliser-maker"),
        ("23", "cement-plant"),
    ],
)
def test_a_trade_is_found_by_code_and_by_name(description: str, trade: str) -> None:
    assert trades_of(load()).of(description).get(trade, 0) >= 0.5


@pytest.mark.parametrize("description", ["", "notariskantoor", "!!", "12,5 ton"])
def test_what_names_no_trade_stands_for_none(description: str) -> None:
    assert not trades_of(load()).of(description)


def test_a_specialist_is_not_another_specialist_of_its_code() -> None:
    shares = trades_of(load()).of("kunststofrecycling")
    assert shares["plastic-recycler"] == 1
    assert "composter" not in shares


def test_every_precedent_names_known_trades_and_has_both_languages() -> None:
    lexicon = load()
    assert len(lexicon.precedents) > 1000
    for precedent in lexicon.precedents:
        assert {precedent.giver, precedent.receiver} <= lexicon.activities.keys()
        assert precedent.use_nl
        assert precedent.use_en


Row = dict[str, str]


def _cases() -> dict[str, list[Row]]:
    """Published exchanges by case, those whose receiving division is known."""
    with shared_path("reference", "cases", "maestri_exchanges_raw.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        rows = [r for r in csv.DictReader(file) if r["receiver_nace"][:2].isdigit()]
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row["exchange_id"].split(",")[0]].append(row)
    return cases


def _hits(rows: list[Row], divisions: list[str], extra: list[Exchange]) -> int:
    """How often the receiving division is the first of all divisions."""
    companies = [CompanyActivity(d, d) for d in divisions]
    offers = [
        Offer(str(i), "giver", r["waste_description"], activity=_division(r["donor_nace"]))
        for i, r in enumerate(rows)
    ]
    found = neighbours(offers, companies, top=1, extra=extra).neighbours
    first = {n.offer: n.company for n in found}
    return sum(first.get(str(i)) == r["receiver_nace"][:2] for i, r in enumerate(rows))


def _division(nace: str) -> str:
    return nace[:2] if nace[:2].isdigit() else ""


def test_predicts_the_receiving_industry_of_published_cases() -> None:
    """Our own knowledge alone: no row of the table is ever learned from, so none can leak."""
    cases = _cases()
    rows = [row for case in cases.values() for row in case]
    divisions = sorted({r["receiver_nace"][:2] for r in rows})
    most_popular = Counter(r["receiver_nace"][:2] for r in rows).most_common(1)[0][1]
    hits = _hits(rows, divisions, [])
    assert hits > 0.40 * len(rows)
    assert hits > 1.8 * most_popular


def test_cases_of_others_do_not_drown_common_practice() -> None:
    """Leave one case out, for the five largest: the other cases' rows are handed in."""
    cases = _cases()
    divisions = sorted({r["receiver_nace"][:2] for rows in cases.values() for r in rows})
    largest = sorted(cases, key=lambda name: (-len(cases[name]), name))[:5]
    with_others = own = 0
    for name in largest:
        others = [
            Exchange(_division(r["donor_nace"]), r["waste_description"], r["receiver_nace"][:2])
            for other, rows in cases.items()
            if other != name
            for r in rows
        ]
        with_others += _hits(cases[name], divisions, others)
        own += _hits(cases[name], divisions, [])
    assert with_others > 0.9 * own
