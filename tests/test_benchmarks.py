"""The benchmark runs from end to end, on small sizes, and its measures mean what they say."""

import sys

import pytest
from benchmarks import __main__ as benchmarks
from benchmarks import judged, quality, sharing, timetables

from naober.engines.costsharing import nucleolus


def test_our_judged_sets_are_sound():
    own = judged.listing_sets()[0]
    ids = {one.id for one in own.listings}
    assert len(ids) == len(own.listings)
    assert len(own.needs) >= 80
    assert len(own.offers) >= 100
    for need, offers in own.truth.items():
        assert offers, need
        assert offers <= ids
    assert {id_ for pair in own.never for id_ in pair} <= ids
    assert len({one.text for one in own.listings}) == len(own.listings)


def test_measures_count_what_they_say():
    truth = {"a": frozenset({"x", "y"}), "b": frozenset({"z"})}
    ranking = {"a": ["q", "x", "y"], "b": ["z"]}
    recall = quality._recall(ranking, truth)
    assert recall.at[1] == pytest.approx(1 / 3)
    assert recall.at[5] == 1.0
    assert recall.mrr == pytest.approx(0.75)
    assert quality._success(ranking, truth).at[1] == 0.5


def test_a_part_that_is_measured_by_itself_takes_its_own_place(tmp_path):
    output = tmp_path / "benchmarks.md"
    output.write_text("# Benchmarks\n\n## Votes\n\n1\n\n## How to read this\n\n- so\n")
    for told in ("first", "second"):
        timetables.write(f"{timetables.HEADER}\n\n{told}", output)
    text = output.read_text()
    assert "second" in text
    assert "first" not in text
    assert text.startswith("# Benchmarks\n\n## Votes\n\n1\n\n## Who")
    assert text.endswith("## How to read this\n\n- so\n")


def test_the_simple_timetables_keep_to_rounds_and_tables():
    problem = timetables.problems(quick=True)["12 people x 3 rounds"]
    best = timetables.naober(problem, 5.0)[0].total
    assert 0 < timetables.greedy(problem, 0.01).total <= best
    assert 0 < timetables.at_random(problem, 0.01).total <= best


def test_the_games_to_divide_have_the_nucleolus_that_is_known():
    for case in sharing.cases(5).values():
        assert case.known in (None, nucleolus(case.game).shares)


@pytest.mark.slow
def test_a_quick_run_writes_every_table(tmp_path, monkeypatch):
    """That of the database too: it fills one of each kind, with few listings."""
    output = tmp_path / "benchmarks.md"
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--quick", "--output", str(output)])
    benchmarks.main()
    text = output.read_text(encoding="utf-8")
    told = (
        "Quick run",
        "Naober",
        "SQLite FTS5",
        "success@10",
        "recall@5",
        "precision",
        "p95",
        "CP-SAT",
        "HiGHS from arrays",
        "proven bound",
        "coopgame-py",
        "new listing against 200",
        "| SQLite |",
        "| PostgreSQL |",
    )
    for expected in told:
        assert expected in text
