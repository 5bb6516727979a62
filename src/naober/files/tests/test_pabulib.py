"""Pabulib files are read as they were meant, written so that they read the same, or refused."""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.prioritising import (
    COMPLETIONS,
    Ballot,
    Completion,
    Election,
    Method,
    Project,
    Rule,
)
from naober.files.pabulib import PabulibError, parse_pabulib
from naober.files.pabulib_writing import pabulib_text

FILE = """META
key;value
description;Focus points; and more
budget;1000
num_projects;3
num_votes;3
vote_type;approval
rule;equalshares/add1
max_length;2
PROJECTS
project_id;cost;name;category;selected
a;300;"Heat; and steam";energy,water;1
b;400.50;A "quoted" name;;0
c;300;An open " quote;people;1
VOTES
voter_id;vote;place
v1;a, b;Emmen
v2;c;
v3;;Hoogeveen
"""


def test_a_file_is_read_as_it_was_meant() -> None:
    read = parse_pabulib(FILE)
    assert read.election.projects == (
        Project("a", 300, "Heat; and steam", ("energy", "water")),
        Project("b", Fraction("400.5"), 'A "quoted" name'),
        Project("c", 300, 'An open " quote', ("people",)),
    )
    assert [dict(b.points) for b in read.election.ballots] == [{"a": 1, "b": 1}, {"c": 1}, {}]
    assert read.election.budget == 1000
    assert read.method == Method(Rule.EQUAL_SHARES, Completion.ADD1)
    assert read.published == ("a", "c")
    assert read.meta["description"] == "Focus points; and more"
    assert read.voters["v1"]["place"] == "Emmen"
    assert read.problems == ()


def with_votes(kind: str, vote: str, points: str, meta: str = "") -> dict[str, object]:
    text = (
        FILE.replace("max_length;2\n", "")
        .replace("vote_type;approval", f"vote_type;{kind}\n{meta}")
        .replace("voter_id;vote;place", "voter_id;vote;points")
        .replace("v1;a, b;Emmen", f"v1;{vote};{points}")
        .replace("v3;;Hoogeveen", "v3;;")
        .replace("v2;c;", "v2;c;1")
    )
    return dict(parse_pabulib(text).election.ballots[0].points)


def test_ballots_of_every_kind_become_points() -> None:
    assert with_votes("choose-1", "b", "") == {"b": 1}
    assert with_votes("ordinal", "b,a", "") == {"b": 3, "a": 2}
    assert with_votes("ordinal", "b,a", "", "max_length;2") == {"b": 2, "a": 1}
    assert with_votes("ordinal", "b,a", "4,1") == {"b": 4, "a": 1}
    assert with_votes("cumulative", "b,a", "7,3") == {"b": 7, "a": 3}
    assert with_votes("scoring", "b,a", "2.5,-1") == {"b": Fraction(5, 2), "a": -1}
    assert with_votes("scoring", "b", "4", "default_score;1") == {"b": 4, "a": 1, "c": 1}


def test_a_column_of_weights_counts() -> None:
    text = FILE.replace("voter_id;vote;place", "voter_id;vote;weight")
    text = text.replace(";Emmen", ";3").replace("v2;c;", "v2;c;1").replace(";Hoogeveen", ";")
    assert [ballot.weight for ballot in parse_pabulib(text).election.ballots] == [3, 1, 1]


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("budget;1000", "budget;a lot", 4, "budget"),
        ("budget;1000", "budget;-5", 4, "budget"),
        ("budget;1000", "budget;9e99", 4, "budget"),
        ("budget;1000\n", "", 1, "budget"),
        ("vote_type;approval", "vote_type;shouting", 7, "vote_type"),
        ("PROJECTS", "PROJECT", 1, "PROJECTS"),
        ("project_id;cost", "project_id;price", 11, "cost"),
        ("voter_id;vote;", "voter;vote;", 16, "voter_id"),
        ("a;300", "a;", 12, "cost"),
        ("a;300", "a;0", 12, "cost"),
        ("b;400.50", "b;4oo", 13, "cost"),
        ("b;400.50", "a;400.50", 13, "project_id"),
        ("b;400.50", ";400.50", 13, "project_id"),
        ("v1;a, b;", "v1;a,x;", 17, "vote"),
        ("v1;a, b;", "v1;a,a;", 17, "vote"),
        ("v2;c;", "v1;c;", 18, "voter_id"),
        ("v2;c;", ";c;", 18, "voter_id"),
        ("vote_type;approval", "vote_type;cumulative", 16, "points"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(
    old: str, new: str, row: int, column: str
) -> None:
    with pytest.raises(PabulibError) as caught:
        parse_pabulib(FILE.replace(old, new, 1))
    assert (row, column) in {(p.row, p.column) for p in caught.value.problems}
    assert f"regel {row}, {column}: " in caught.value.nl
    assert f"line {row}, {column}: " in caught.value.en


def test_points_that_do_not_fit_the_vote_are_refused() -> None:
    with pytest.raises(PabulibError, match="line 17, points: 2 projects need 2 numbers"):
        parse_pabulib(
            FILE.replace("approval", "scoring")
            .replace(";place", ";points")
            .replace("Emmen", "1")
            .replace("v2;c;", "v2;c;1")
            .replace("Hoogeveen", "")
        )


def test_what_contradicts_itself_is_told_and_read() -> None:
    text = FILE.replace("num_votes;3", "num_votes;4").replace("max_length;2", "max_length;1")
    found = {(p.row, p.column) for p in parse_pabulib(text).problems}
    assert found == {(6, "num_votes"), (17, "vote")}


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("max_length;2", "min_length;2", 18, "vote"),
        ("max_length;2", "max_sum_cost;700", 17, "vote"),
        ("max_length;2", "min_sum_cost;400", 18, "vote"),
        ("max_length;2", "max_length;two", 9, "max_length"),
        ("approval", "choose-1", 17, "vote"),
        ("approval", "ordinal\nscoring_fn;Copeland", 8, "scoring_fn"),
        ("max_length;2", "budget;1000", 9, "budget"),
        ("c;300;", "c;300;;;;;more", 14, "PROJECTS"),
    ],
)
def test_what_goes_beyond_the_files_own_limits_is_told_and_read(
    old: str, new: str, row: int, column: str
) -> None:
    read = parse_pabulib(FILE.replace(old, new, 1))
    assert (row, column) in {(p.row, p.column) for p in read.problems}
    assert len(read.election.ballots) == 3


def test_points_beyond_the_limits_are_told() -> None:
    meta = "max_sum_points;9\nmin_points;4\nmax_points;6"
    text = (
        FILE.replace("max_length;2", meta)
        .replace("approval", "cumulative")
        .replace("vote;place", "vote;points")
        .replace("v1;a, b;Emmen", "v1;a,b;7,3")
        .replace("v2;c;", "v2;c;5")
        .replace("v3;;Hoogeveen", "v3;none;none")
    )
    read = parse_pabulib(text)
    assert [p.en for p in read.problems] == [
        "10 points where 9 are allowed.",
        "3 points where 4 is the least.",
        "7 points where 6 are allowed.",
    ]
    assert dict(read.election.ballots[2].points) == {}


def test_the_example_of_the_format_is_read() -> None:
    """With spaces after its semicolons, a rule after a colon, quotes and lists in cells."""
    text = """META
key; value
description; Municipal PB
num_votes; 2
budget; 2500.50
rule: greedy
vote_type; approval
comment; #1: A remark; with a semicolon. #2: Another.
PROJECTS
project_id; cost; category; name; target; selected
1; 600; culture, education; "One; two"; adults,seniors; 1
2; 800.25; sport; \"\"\"Three\"\" four"; ; 2
4; 1400; none; "Five
six"; ; 0
# a line that says something
VOTES
voter_id; age; sex; vote
1; 34; f; 1,2,4
2; 51; m;
"""
    read = parse_pabulib(text)
    assert read.method == Method(Rule.GREEDY)
    assert read.election.budget == Fraction("2500.5")
    assert [(p.id, p.name, p.categories) for p in read.election.projects] == [
        ("1", "One; two", ("culture", "education")),
        ("2", '"Three" four', ("sport",)),
        ("4", "Five six", ()),
    ]
    assert [dict(b.points) for b in read.election.ballots] == [{"1": 1, "2": 1, "4": 1}, {}]
    assert read.published == ("1",)
    assert read.projects["1"]["target"] == "adults,seniors"
    assert read.meta["comment"] == "#1: A remark; with a semicolon. #2: Another."
    assert read.problems == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("META", " meta ;;").replace("VOTES", "Votes;"),
        lambda text: text.replace("PROJECTS", "# projects follow\nPROJECTS"),
        lambda text: "VOTES" + text.split("VOTES")[1] + text.split("VOTES")[0],
        lambda text: text.replace("budget;1000\n", "").replace("PROJECTS", "Budget;1000\nPROJECTS"),
        lambda text: text.replace("project_id;cost;", "PROJECT_ID; Cost ;"),
    ],
)
def test_how_a_file_is_laid_out_changes_nothing(change: Callable[[str], str]) -> None:
    assert parse_pabulib(change(FILE)).election == parse_pabulib(FILE).election


@pytest.mark.parametrize("name", ["a\x85b", "a\u2028b", "a\x0bb", 'say "yes" or "no"'])
def test_a_name_holds_what_other_programs_take_for_the_end_of_a_line(name: str) -> None:
    read = parse_pabulib(FILE.replace('A "quoted" name', name))
    assert read.election.projects[1].name == " ".join(name.split())
    assert len(read.election.projects) == 3


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("budget;1000", "budget;1,000", 4, "budget"),
        ("max_length;2", "min_project_score_threshold;few", 9, "min_project_score_threshold"),
        ("project_id;cost;name", "project_id;cost;cost", 11, "cost"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(old: str, new: str, row: int, column: str) -> None:
    with pytest.raises(PabulibError) as caught:
        parse_pabulib(FILE.replace(old, new, 1))
    assert (row, column) in {(p.row, p.column) for p in caught.value.problems}


@pytest.mark.parametrize("rule", ["unknown", "greedy-custom", ""])
def test_a_rule_that_is_not_ours_is_no_method(rule: str) -> None:
    assert parse_pabulib(FILE.replace("equalshares/add1", rule)).method is None


IDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
AMOUNTS = st.one_of(
    st.integers(1, 10**9), st.decimals("0.01", 1000, places=2).map(lambda d: Fraction(d))
).map(lambda n: n.numerator if n.denominator == 1 else n)


@st.composite
def written(draw: st.DrawFn) -> Election:
    ids = draw(st.lists(IDS, max_size=5, unique=True))
    projects = tuple(
        Project(id, draw(AMOUNTS), " ".join(draw(TEXTS).replace('"', "").split())) for id in ids
    )
    points = draw(st.sampled_from([st.just(1), st.integers(-3, 9)]))
    kinds = st.dictionaries(st.sampled_from(ids), points) if ids else st.just({})
    voters = draw(st.lists(IDS, max_size=5, unique=True))
    ballots = tuple(Ballot(v, draw(kinds), draw(st.integers(1, 3))) for v in voters)
    return Election(projects, ballots, draw(AMOUNTS))


@given(written(), st.sampled_from(list(Rule)), st.data())
@settings(deadline=None)
def test_what_is_written_is_read_back(election: Election, rule: Rule, data: st.DataObject) -> None:
    method = Method(rule, data.draw(st.sampled_from(COMPLETIONS[rule])))
    selected = data.draw(st.sets(st.sampled_from([p.id for p in election.projects] or [""])))
    read = parse_pabulib(
        pabulib_text(election, {"description": "x; y"}, method=method, selected=selected)
    )
    assert read.election == election
    assert read.method in (method, None)  # Pabulib has no word for some completions
    assert set(read.published or ()) == selected & {p.id for p in election.projects}
    assert read.meta["description"] == "x; y"
    assert read.problems == ()


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, FILE.replace("Hoogeveen", text), FILE.replace("300", text, 1)):
        with suppress(PabulibError):
            assert parse_pabulib(whole).election.projects


@pytest.mark.parametrize("id", ["", "a,b", "a;b", 'a"b', "a\nb"])
def test_an_id_that_a_list_cannot_hold_is_not_written(id: str) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        pabulib_text(Election((Project(id, 1),), (), 1), {})


def test_an_amount_without_end_is_not_written() -> None:
    with pytest.raises(ValueError, match="1/3"):
        pabulib_text(Election((), (), Fraction(1, 3)), {})
