"""Places, units, loading a region's own folder, and what the validator says about bad tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from naober.lexicon import Dimension, load
from naober.lexicon.tables import ACTIVITY_COLUMNS, CONCEPT_COLUMNS, LINK_COLUMNS
from naober.lexicon.validate import problems

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    def write(**tables: str) -> Path:
        headers = {
            "concepts": ("concepts/some.csv", CONCEPT_COLUMNS),
            "links": ("links/some.csv", LINK_COLUMNS),
            "activities": ("activities.csv", ACTIVITY_COLUMNS),
        }
        for name, body in tables.items():
            file, columns = headers.get(name, (f"{name}.csv", ()))
            path = tmp_path / file
            path.parent.mkdir(exist_ok=True)
            header = ",".join(columns) + "\n" if columns else ""
            path.write_text(header + body, encoding="utf-8")
        return tmp_path

    return write


def messages(path: Path) -> list[str]:
    return [str(problem) for problem in problems(path)]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("ton", "tonne"), ("Tonnen", "tonne"), ("t", "tonne"), ("kg", "kilogram"),
        ("kuub", "cubic-metre"), ("m³", "cubic-metre"), ("M3", "cubic-metre"),
        ("Nm3", "normal-cubic-metre"), ("MW", "megawatt"), ("kwh", "kilowatt-hour"),
        ("GJ", "gigajoule"), ("graden", "celsius"), ("°C", "celsius"), ("K", "kelvin"),
        ("barg", "bar"), ("bar(a)", "bar-absolute"), ("palletplaatsen", "pallet-place"),
        ("big-bags", "big-bag"), ("IBC's", "ibc"), ("vrachten", "truckload"),
        ("m²", "square-metre"),
        ("uur", "person-hour"), ("man", "person"), ("FTE", "fte"), ("€", "euro"), ("%", "percent"),
        ("mg/l", "milligram-per-litre"), ("kg.", "kilogram"), ("hours", "person-hour"),
    ],
)  # fmt: skip
def test_units_in_their_usual_writings(written: str, unit: str) -> None:
    found = load().unit(written)
    assert found is not None
    assert found.id == unit


def test_units_lead_to_the_canonical_one() -> None:
    units = load().units
    assert 50 * units["fahrenheit"].factor + units["fahrenheit"].offset == pytest.approx(
        10, abs=1e-6
    )
    assert units["gigajoule"].factor * 3.6 == pytest.approx(1)
    assert units["truckload"].typical
    assert not units["tonne"].typical
    assert {unit.dimension for unit in units.values()} == set(Dimension)


@pytest.mark.parametrize("word", ["", "banaan", "en", "kunststof"])
def test_other_words_are_no_units(word: str) -> None:
    assert load().unit(word) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ophalen in emmen of Hoogeveen", ["Emmen", "Hoogeveen"]),
        ("wij gieten aluminium in Gieten", ["Gieten"]),
        ("wij gieten aluminium", []),
        ("een partij hout", []),
        ("Een partij hout", []),
        ("in Assen", ["Assen"]),
        ("Emmer-Compascuum / Emmercompascuum", ["Emmer-Compascuum"] * 2),
        ("bij 's-Hertogenbosch", ["Den Bosch"]),
        ("2e Exloermond", ["Tweede Exloërmond"]),
        ("Emmen", ["Emmen"]),
        ("best mooi, best", []),
        ("", []),
    ],
)
def test_places_are_told_from_words(text: str, names: list[str]) -> None:
    mentions = load().place_mentions(text)
    assert [m.place.name for m in mentions] == names
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)


def test_a_place_is_no_concept() -> None:
    lexicon = load()
    assert lexicon.mentions("Wij zitten in Assen") == ()
    assert lexicon.mentions("assen over") != ()


def test_a_regions_own_folder_comes_on_top(folder: Write) -> None:
    path = folder(
        concepts="heather,material,heide,heather,,plaggen,,,,,,,,\nbroken,no-kind,x,y,,,,,,,,,,\n",
        links="heather,serves_as,nowhere,1,,\n",
        places="name,latitude,longitude\nHeidestad,52.9,6.5\n",
    )
    lexicon = load(path)
    assert lexicon.concepts["heather"].synonyms_nl == ("plaggen",)
    assert lexicon.named("Plaggen") == ("heather",)
    assert lexicon.place("heidestad") is not None
    assert lexicon.place("Emmen") is not None
    assert "broken" not in lexicon.concepts
    assert all(link.target in lexicon.concepts for link in lexicon.links)


def test_kin_of_a_concept(folder: Write) -> None:
    lexicon = load(
        folder(
            concepts="top-x,material,topx,topx,,,,,,,,,,\n"
            "mid-x,material,midx,midx,top-x,,,15 01 02,,,,,,\n"
            "low-x,material,lowx,lowx,mid-x,,,,,,,,,\n",
            links="low-x,serves_as,top-x,0.5,mits droog,if dry\n",
        )
    )
    assert lexicon.ancestors("low-x") == ("mid-x", "top-x")
    assert lexicon.descendants("top-x") == ("mid-x", "low-x")
    assert lexicon.ancestors("unknown") == ()
    assert [link.target for link in lexicon.links_from("low-x")] == ["top-x"]
    assert [link.condition_en for link in lexicon.links_to("top-x")] == ["if dry"]
    assert "mid-x" in [c.id for c in lexicon.by_code("EWC", "150102")]


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ("Big Bag,product,a,b,,,,,,,,,,\n", 'id: "Big Bag" is not kebab-case (a-z, 0-9, -)'),
        ("x,thing,a,b,,,,,,,,,,\n", 'kind: "thing" is none of material,'),
        ("x,product,,b,,,,,,,,,,\n", "nl: the name is empty"),
        ("x,product,a,b,y,,,,,,,,,\n", 'broader: there is no concept "y"'),
        ("x,product,a,b,,aa|AA,,,,,,,,\n", 'synonyms_nl: "AA" stands here twice'),
        ("x,product,a,b,,,,1501,,,,,,\n", 'ewc: "1501" is not written like 15 01 02'),
        ("x,product,a,b,,,,,,,,,,hot\n", 'traits: trait "hot" is not written key=value'),
        ("x,product,a,b,,,,,,,,,,hot=1\n", 'traits: "hot" is no known trait'),
        ("x,product,a,b,,,,,,,,,,,extra\n", "more cells than columns"),
        (
            "x,product,a,b,,,,,,,,,,\nx,product,c,d,,,,,,,,,,\n",
            "is already in concepts/some.csv row 2",
        ),
        ("x,product,a,b,,,,,,,,,,\ny,product,A,d,,,,,,,,,,\n", 'nl: "A" is also the name of "x"'),
        (
            "x,product,a,b,y,,,,,,,,,\ny,product,c,d,x,,,,,,,,,\n",
            "is in the end broader than itself",
        ),
        (
            "x,product,a,b,y,,,,,,,,,\ny,service,c,d,,,,,,,,,,\n",
            '"y" is of kind service, this is not',
        ),
    ],
)
def test_the_validator_names_what_is_wrong(folder: Write, concepts: str, message: str) -> None:
    said = messages(folder(concepts=concepts))
    assert any(message in line for line in said), said
    assert all(line.startswith("concepts/some.csv:") for line in said)


def test_the_validator_checks_links_activities_units_and_places(folder: Write) -> None:
    path = folder(
        concepts="x,product,a,b,,,,,,,,,,\n",
        links="x,feeds,y,2,mits,\nx,needs,x,,,\n",
        activities="brewing,brouwen,brewing,11,,,,z,\n",
        units="id,dimension,factor,offset,symbol,names\nq,weight,1,,,\nr,mass,one,,,\n",
        places="name,latitude,longitude\nNergens,99,200\n",
        precedents="giver,concept,receiver,use_nl,use_en\nbrewing,x,nobody,als voer,\n",
    )
    said = "\n".join(messages(path))
    for message in (
        'target: there is no concept "y"',
        '"feeds" is none of serves_as',
        '"2" is not between 0 and 1',
        "a condition needs both languages",
        "source and target are the same",
        'takes: there is no concept "z"',
        'dimension: "weight" is no dimension',
        "could not convert string to float: 'one'",
        "99.0 is beyond 90.0 degrees",
        "200.0 is beyond 180.0 degrees",
        'receiver: there is no activity "nobody"',
        "a use needs both languages",
    ):
        assert message in said


def test_an_empty_folder_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_precedents_of_known_trades_and_things_are_loaded() -> None:
    lexicon = load()
    assert lexicon.precedents
    for precedent in lexicon.precedents:
        assert precedent.concept in lexicon.concepts
        assert {precedent.giver, precedent.receiver} <= lexicon.activities.keys()


def test_the_packaged_tables_have_no_problems() -> None:
    assert [str(problem) for problem in problems()] == []
