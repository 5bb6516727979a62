"""A region's workbook: what is read, and what is told with sheet, row and column."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from naober.engines.flows import Heat, Objective, Status, solve
from naober.files.plan_asking import worth_asking
from naober.files.plan_reckoning import owners_of, reckon
from naober.files.plan_words import PlanWords
from naober.files.problems import UnreadableError
from naober.files.region import HEAT_STEP, Region, read_region
from naober.files.region_columns import SHEETS
from naober.files.region_template import EXAMPLES, MEANING, write_region_template
from naober.lexicon import load

Sheets = dict[str, list[list[object]]]


def plain() -> Sheets:
    return {
        "aanbod": [
            ["id", "bedrijf", "plaats", "hoeveelheid", "eenheid", "afvoerkosten"],
            ["A", "Een", "Emmen", 100, "t", 40],
        ],
        "vraag": [["id", "plaats", "hoeveelheid", "inkoop"], ["B", "Meppel", 80, 10]],
        "paren": [["van", "naar", "km", "bewerking"], ["A", "B", 50, 5]],
        "uitgangspunten": [["uitgangspunt", "waarde"], ["vervoer per km", "0,1"]],
    }


def read(tmp_path: Path, sheets: Sheets) -> Region:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "region.xlsx")
    return read_region(tmp_path / "region.xlsx", load())


def test_the_template_reads_back_and_says_what_every_column_means(tmp_path: Path) -> None:
    write_region_template(tmp_path / "t.xlsx")
    region = read_region(tmp_path / "t.xlsx", load())
    assert region.problems == ()
    assert len(region.problem.offers) == len(EXAMPLES["offers"])
    assert len(region.problem.exchanges) == len(EXAMPLES["pairs"])
    assert len(region.scenarios) == len(EXAMPLES["scenarios"])
    assert {name for kind in SHEETS for name in kind.columns} <= set(MEANING)
    told = load_workbook(tmp_path / "t.xlsx")["uitleg"]
    assert [cell.value for cell in told[2]][:3] == ["aanbod", "id", "ja / yes"]


def test_costs_of_a_pair_are_treatment_and_kilometres(tmp_path: Path) -> None:
    region = read(tmp_path, plain())
    assert region.problems == ()
    [way] = region.problem.exchanges
    assert (way.offer, way.need, way.cost) == ("A", "B", pytest.approx(5 + 50 * 0.1))
    assert region.problem.offers[0].gain == 40
    assert region.problem.needs[0].gain == 10
    assert region.offers["A"].organisation == "Een"
    assert [season.weeks for season in region.problem.seasons] == [52]


def test_a_distance_that_is_missing_is_that_of_the_places(tmp_path: Path) -> None:
    sheets = plain()
    sheets["paren"][1][2] = None
    [way] = read(tmp_path, sheets).problem.exchanges
    assert 5 + 0.1 * 1.3 * 45 < way.cost < 5 + 0.1 * 1.3 * 60  # Emmen - Meppel


def test_seasons_share_by_weeks_or_say_it_themselves(tmp_path: Path) -> None:
    sheets = plain()
    sheets["seizoenen"] = [["seizoen", "weken"], ["zomer", 13], ["winter", 39]]
    sheets["vraag"][0].append("Winter")
    sheets["vraag"][1].append(7)
    region = read(tmp_path, sheets)
    assert region.problems == ()
    assert region.problem.offers[0].amounts == (25, 75)
    assert region.problem.needs[0].amounts == (20, 7)


def test_heat_has_temperatures(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"] = [
        ["id", "hoeveelheid", "eenheid", "van", "tot"], ["A", 9, "MWh", 35, "60"],
    ]  # fmt: skip
    sheets["vraag"] = [["id", "hoeveelheid", "eenheid", "van"], ["B", 9, "MWh", 40]]
    sheets["paren"][0].append("warmtepomp")
    sheets["paren"][1].append(1000)
    problem = read(tmp_path, sheets).problem
    assert problem.offers[0].heat == Heat(60, 35)
    assert problem.needs[0].heat == Heat(40, 40)
    assert problem.offers[0].step == HEAT_STEP
    [way] = problem.exchanges
    assert (way.mass, way.cost) == (0, 5)
    assert way.pump is not None
    assert way.pump.fixed_cost == 1000


def test_a_range_is_reckoned_with_its_middle_and_told(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"][1][3] = "80-120"
    region = read(tmp_path, sheets)
    assert region.problem.offers[0].amounts == (100,)
    [told] = region.problems
    assert (told.sheet, told.row, told.column) == ("aanbod", 2, "hoeveelheid")
    assert "100" in told.nl


def test_of_a_range_the_bad_end_and_the_good_one_are_reckoned_too(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"][1][3], sheets["aanbod"][1][5] = "60-100", "30-50"
    sheets["paren"][1][3] = "4-6"
    region = read(tmp_path, sheets)
    low, high = region.leaned["low"], region.leaned["high"]
    assert (low.offers[0].amounts, high.offers[0].amounts) == ((60,), (100,))
    assert (low.offers[0].gain, high.offers[0].gain) == (30, 50)
    assert low.exchanges[0].cost - high.exchanges[0].cost == pytest.approx(2)
    plans = [solve(one, left=lambda: 5.0).gain for one in (low, region.problem, high)]
    assert plans == sorted(plans)
    assert read(tmp_path, plain()).leaned == {}


def test_both_ends_of_a_range_have_to_be_possible(tmp_path: Path) -> None:
    sheets = plain()
    sheets["paren"][1] = ["A", "B", 50, "5"]
    sheets["paren"][0].append("bruikbaar")
    sheets["paren"][1].append("50-1500")
    with pytest.raises(UnreadableError):
        read(tmp_path, sheets)


def test_waste_asks_a_permit_for_each_pair(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"][0].append("afvalstatus")
    sheets["uitgangspunten"].append(["afvalvergunning", 1200])
    for said, known, cost in (
        ("afval", "waste", 1200), ("Bijproduct", "by-product", 0), ("", "", 0), ("wie weet", "", 0),
    ):  # fmt: skip
        rows = [*sheets["aanbod"][:1], [*sheets["aanbod"][1][:6], said]]
        region = read(tmp_path, {**sheets, "aanbod": rows})
        assert region.offers["A"].permit_class == known
        assert region.problem.exchanges[0].fixed_cost == cost
        assert bool(region.problems) is (said == "wie weet")


def test_what_is_left_when_one_leaves(tmp_path: Path) -> None:
    write_region_template(tmp_path / "t.xlsx")
    region = read_region(tmp_path / "t.xlsx", load())
    told: list[float] = []
    found = reckon(region, Objective.GAIN, left=lambda: 20.0, tell=told.append)
    owners = owners_of(region)
    assert set(found.without.scenarios) == {
        owners[id] for flow in found.plan.flows for id in (flow.offer, flow.need)
    }
    for name, one in found.without.scenarios.items():
        assert one.plan.gain <= found.plan.gain
        assert name not in {owners[id] for flow in one.plan.flows for id in (flow.offer, flow.need)}
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_is_worth_asking_begins_to_pay_from_the_sum_that_is_said(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"][1][5] = None
    sheets["vraag"][1][3] = 2
    region = read(tmp_path, sheets)
    plan = solve(region.problem, left=lambda: 5.0)
    words = PlanWords(region)
    [asked] = worth_asking(region, plan, words)
    assert (asked["id"], asked["from"]) == ("A", pytest.approx(5 + 50 * 0.1 - 2))
    assert "€ 8,00 per t" in asked["message"]
    for saved, pays in ((asked["from"] + 0.1, True), (asked["from"] - 0.1, False)):
        sheets["aanbod"][1][5] = saved
        assert bool(solve(read(tmp_path, sheets).problem, left=lambda: 5.0).flows) is pays


def test_what_is_wrong_is_told_with_sheet_row_and_column(tmp_path: Path) -> None:
    sheets = plain()
    sheets["aanbod"] += [
        ["A", "Twee", "Emmen", 1, "t", 1], [None, "Drie", "Emmen", 1, "t", 1],
        ["D", "Vier", "Emmen", "veel", "t", 1], ["E", "Vijf", "Emmen", -3, "t", 1],
        ["F", "Zes", "Emmen", 3, "kuub", 1], ["G", "Zeven", "Nergenshuizen", 3, "t", 1],
    ]  # fmt: skip
    sheets["paren"] += [["A", "Z", 1, 1], ["A", "B", 1, 1], ["G", "B", None, 1], ["D", "B", 1, 1]]
    sheets["uitgangspunten"].append(["weer", 1])
    sheets["scenario's"] = [
        ["scenario", "verandert", "welke", "maal"], ["x", "weer", None, 2],
        ["y", "aanbod", "Q", 2], ["z", "aanbod", "A", "twee"],
    ]  # fmt: skip
    region = read(tmp_path, sheets)
    assert [(one.sheet, one.row, one.column) for one in region.problems] == [
        ("aanbod", 3, "id"), ("aanbod", 4, "id"), ("aanbod", 5, "hoeveelheid"),
        ("aanbod", 6, "hoeveelheid"), ("aanbod", 7, "eenheid"),
        ("paren", 3, "naar"), ("paren", 4, ""), ("paren", 5, "km"), ("paren", 6, "van"),
        ("uitgangspunten", 3, "uitgangspunt"),
        ("scenario's", 2, "verandert"), ("scenario's", 3, "welke"), ("scenario's", 4, "maal"),
    ]  # fmt: skip
    assert [offer.id for offer in region.problem.offers] == ["A", "G"]
    assert len(region.problem.exchanges) == 1
    assert region.scenarios == {}
    assert all(one.nl and one.en and one.nl != one.en for one in region.problems)


def test_scenarios_multiply_what_they_name(tmp_path: Path) -> None:
    sheets = plain()
    sheets["scenario's"] = [
        ["scenario", "verandert", "welke", "maal"], ["duur", "vervoer", None, 2],
        ["duur", "afvoerkosten", "A", 0.5], ["weg", "aanbod", "A", 0],
    ]  # fmt: skip
    found = read(tmp_path, sheets).scenarios
    assert found["duur"].exchanges[0].cost == pytest.approx(5 + 2 * 5)
    assert found["duur"].offers[0].gain == 20
    assert found["weg"].offers[0].amounts == (0,)
    assert found["weg"].exchanges[0].cost == pytest.approx(10)


@pytest.mark.parametrize(
    ("sheet", "rows", "told"),
    [
        ("paren", None, "ontbreekt het blad paren"),
        ("vraag", [["id"], ["B"]], 'Blad "vraag": In het bestand ontbreekt de kolom'),
        ("paren", [["van", "naar"], ["A", "Q"]], "geen paar dat kan.*niet op het blad"),
    ],
)
def test_a_workbook_that_cannot_be_used_says_why(
    tmp_path: Path, sheet: str, rows: list[list[object]] | None, told: str
) -> None:
    sheets = plain()
    if rows is None:
        del sheets[sheet]
    else:
        sheets[sheet] = rows
    with pytest.raises(UnreadableError) as error:
        read(tmp_path, sheets)
    assert error.match(r"\w")
    import re

    assert re.search(told, error.value.nl)


def test_a_plan_speaks_two_languages(tmp_path: Path) -> None:
    region = read(tmp_path, plain())
    plan = solve(region.problem, left=lambda: 60.0)
    dutch, english = PlanWords(region), PlanWords(region, "en")
    assert plan.status is Status.OPTIMAL
    assert list(dutch.total(plan)) == [
        "Dit brengt per jaar: € 3.200, 0,0 ton CO2, 80 ton; vaste kosten van € 0 zijn eraf.",
        "Meer opbrengst kan niet (bewezen).",
    ]
    assert [english.limit(one, Objective.GAIN) for one in plan.limits] == [
        "One truck a week more need of B would be worth € 800 a year."
    ]
    assert [dutch.thread(one, Objective.GAIN) for one in plan.threads] == [
        "A (Een) → B: zonder deze uitwisseling € 3.200 minder. "
        "Zij blijft zolang zij niet meer dan € 40,00 per t duurder wordt."
    ]
    assert english.money(-1234.5, 2) == "-€ 1,234.50"
