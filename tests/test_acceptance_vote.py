"""Real elections, as published: the files beside the project."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naober.cli.main import main
from naober.engines.prioritising import Completion, Method, Rule, solve
from naober.engines.prioritising.tests import oracle
from naober.files.pabulib import parse_pabulib, read_pabulib
from naober.files.pabulib_writing import pabulib_text
from tests.shared import shared_path

FILES = (
    "Netherlands_Assen_2024.pb",
    "Poland_Swiecie_2023.pb",
    "Poland_Warszawa_2018_Sadul.pb",
)
each_file = pytest.mark.parametrize("name", FILES)


def path_of(name: str) -> Path:
    return shared_path("acceptance", "vote", name)


@each_file
def test_the_published_winners_come_out(name):
    done = CliRunner().invoke(main, ["vote", str(path_of(name)), "--json"])
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert sorted(answer["selected"]) == sorted(answer["published"])
    assert answer["problems"] == []


@each_file
def test_each_rule_is_what_a_plain_count_gives(name):
    election = read_pabulib(path_of(name)).election
    shares, votes = Method(), Method(Rule.GREEDY)
    plain, _ = oracle.equal_shares(election, shares, oracle.share_of(election))
    assert list(solve(election, shares).selected) == plain
    assert list(solve(election, votes).selected) == oracle.greedy(election, votes)
    skip = Method(Rule.PHRAGMEN, Completion.SKIP)
    assert list(solve(election, skip).selected) == oracle.phragmen(election, skip, skip=True)


@each_file
def test_payments_of_a_real_election_add_up(name):
    election = read_pabulib(path_of(name)).election
    outcome = solve(election, Method(completion=Completion.ADD1))
    assert {id: sum(paid.values()) for id, paid in outcome.account.paid.items()} == {
        step.project: step.cost for step in outcome.steps
    }
    assert min(outcome.account.left.values()) >= 0


@each_file
def test_a_real_file_written_anew_reads_the_same(name):
    read = read_pabulib(path_of(name))
    again = parse_pabulib(
        pabulib_text(read.election, read.meta, method=read.method, selected=read.published)
    )
    assert (again.election.budget, again.election.ballots) == (
        read.election.budget,
        read.election.ballots,
    )
    assert [(p.id, p.cost) for p in again.election.projects] == [
        (p.id, p.cost) for p in read.election.projects
    ]
    assert (again.method, set(again.published)) == (read.method, set(read.published))
