"""The ballot works with buttons and without a script; the desk makes a round with forms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.html import escape

from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.features.weighing.models import Ballot, Candidate, Round, State
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    RoundFactory,
    closed_round,
    round_with_votes,
    voter,
)
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return signed_in(UserFactory(desk_role="desk"))


def values_in(answer):
    """What the fields of a ballot hold after a button."""
    ballot = answer.context["ballot"]
    return {line.name: line.value or str(line.candidate.pk) for line in ballot.lines}


def test_points_step_by_step_and_nothing_is_kept_before_the_last_button():
    made = round_with_votes([], ballot_kind="points", most=3)
    first, second, _third = made.candidates.all()
    client, url = signed_in(voter()), f"{made.get_absolute_url()}stem/"
    fields = {f"p{first.pk}": "2"}
    answer = client.post(url, {**fields, "move": f"more:{second.pk}"})
    assert answer.context["ballot"].left == 0
    assert values_in(answer)[f"p{second.pk}"] == "1"
    fields[f"p{second.pk}"] = "1"
    full = client.post(url, {**fields, "move": f"more:{first.pk}"})
    assert values_in(full)[f"p{first.pk}"] == "2", "there are no more to give"
    less = client.post(url, {**fields, "move": f"less:{first.pk}"})
    assert values_in(less)[f"p{first.pk}"] == "1"
    assert not Ballot.objects.exists()
    assert client.post(url, {**fields, "keep": "1"}).status_code == 302
    assert Ballot.objects.get().points == {str(first.pk): 2, str(second.pk): 1}


def order_in(answer):
    return [line.candidate.pk for line in answer.context["ballot"].chosen]


def test_an_order_with_buttons_only():
    made = round_with_votes([], ballot_kind="ranking", most=2)
    first, second, third = (c.pk for c in made.candidates.all())
    client, url = signed_in(voter()), f"{made.get_absolute_url()}stem/"
    order = []
    for move, after in (
        (f"in:{first}", [first]),
        (f"in:{third}", [first, third]),
        (f"in:{second}", [first, third]),
        (f"up:{third}", [third, first]),
        (f"down:{first}", [third, first]),
        (f"out:{third}", [first]),
        ("up:abc", [first]),
        (f"in:{second}", [first, second]),
    ):
        fields = {f"r{place}": pk for place, pk in enumerate(order, start=1)}
        order = order_in(client.post(url, {**fields, "move": move}))
        assert order == after, move
    fields = {f"r{place}": pk for place, pk in enumerate(order, start=1)}
    client.post(url, {**fields, "keep": "1"})
    assert Ballot.objects.get().points == {str(first): 2, str(second): 1}


def test_a_refused_ballot_keeps_what_was_typed():
    made = round_with_votes([], ballot_kind="points", most=3)
    first = made.candidates.first()
    answer = signed_in(voter()).post(
        f"{made.get_absolute_url()}stem/", {f"p{first.pk}": "4", "keep": "1"}
    )
    assert answer.status_code == 422
    assert values_in(answer)[f"p{first.pk}"] == "4"


def test_a_part_of_the_page_for_htmx():
    made = round_with_votes([], ballot_kind="points", most=3)
    answer = signed_in(voter()).post(
        f"{made.get_absolute_url()}stem/",
        {"move": f"more:{made.candidates.first().pk}"},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in answer.content.decode()


def test_colleagues_read_who_voted_for_their_company():
    made, user = round_with_votes([]), voter()
    client = signed_in(user)
    client.post(f"{made.get_absolute_url()}stem/", {"chosen": [made.candidates.first().pk]})
    colleague = MembershipFactory(company=Company.objects.of(user).get()).user
    text = signed_in(colleague).get(made.get_absolute_url()).content.decode()
    assert user.name in text
    ballot = signed_in(colleague).get(f"{made.get_absolute_url()}stem/")
    assert "checked" in ballot.content.decode()


def test_who_speaks_for_two_companies_votes_for_each():
    made, user = round_with_votes([]), voter()
    second = MembershipFactory(user=user).company
    client = signed_in(user)
    for company in (Company.objects.of(user).order_by("name")[0], second):
        url = f"{made.get_absolute_url()}stem/{company.pk}/"
        client.post(url, {"chosen": [made.candidates.first().pk]})
    assert Ballot.objects.count() == 2


def test_after_closing_the_ballot_leads_to_the_outcome():
    made = closed_round()
    answer = signed_in(voter()).get(f"{made.get_absolute_url()}stem/")
    assert answer.status_code == 302


ROUND = {
    "question": "Waaraan werken we?",
    "budget": "10.000",
    "unit": "euro",
    "ballot_kind": "approval",
    "is_secret": "1",
    "method": "equal-shares+add1u",
    "ties": "order",
}


def when():
    return f"{timezone.localtime() + timedelta(days=9):%Y-%m-%dT%H:%M}"


def test_the_desk_makes_changes_and_opens_a_round(desk):
    made = desk.post("/agenda/rondes/nieuw/", {**ROUND, "closes_at": when()})
    round_ = Round.objects.get()
    assert made["Location"] == f"{round_.get_absolute_url()}kandidaten/"
    assert (round_.budget, round_.is_secret) == (10_000, True)
    url = round_.get_absolute_url()
    wanted = ChallengeFactory.create_batch(2, audience=Level.MEMBERS)
    hidden = ChallengeFactory(audience=Level.DESK)
    data = {}
    for one in [*wanted, hidden]:
        data |= {f"n{one.pk}-title": "Samen doen", f"n{one.pk}-cost": "2.500"}
    desk.post(f"{url}kandidaten/erbij/", data)
    assert set(round_.candidates.values_list("challenge", flat=True)) == {c.pk for c in wanted}
    first, second = round_.candidates.all()
    data = {}
    for one in (first, second):
        data |= {f"c{one.pk}-title": "Anders", f"c{one.pk}-cost": "3.000"}
    assert desk.post(f"{url}kandidaten/", data).status_code == 302
    assert set(Candidate.objects.values_list("title", "cost")) == {("Anders", 3_000)}
    changed = {**ROUND, "closes_at": when(), "is_secret": "0"}
    assert desk.post(f"{url}wijzig/", changed).status_code == 302
    assert desk.post(f"{url}open/").status_code == 302
    round_.refresh_from_db()
    assert (round_.state, round_.is_secret) == (State.OPEN, False)


def test_the_desk_reads_the_whole_challenge_and_what_it_types_is_one_line(desk):
    long = "De vrachtwagens staan elke ochtend een half uur te wachten voor de spoorbomen in Emmen"
    challenge = ChallengeFactory(audience=Level.MEMBERS, text=long)
    made = CandidateFactory(challenge=challenge, title="Kort")
    other = ChallengeFactory(audience=Level.MEMBERS, text=f"{long},\nook 's middags")
    url = f"{made.round.get_absolute_url()}kandidaten/"
    answer = desk.get(url)
    [(more, adding)] = answer.context["more"]
    assert more == other
    text = answer.content.decode()
    for says in (long, other.text):
        assert f'">{escape(says)}</p>' in text
    assert ">Kort</textarea>" in text.replace("\n", "")
    assert adding["title"].value() == f"{long}, ook 's middags"
    desk.post(url, {f"c{made.pk}-title": "Een\r\n tunnel", f"c{made.pk}-cost": "3.000"})
    made.refresh_from_db()
    assert made.title == "Een tunnel"


def test_a_question_about_prices_is_asked_about(desk):
    data = {**ROUND, "closes_at": when(), "question": "Welke verkoopprijs spreken we af?"}
    answer = desk.post("/agenda/rondes/nieuw/", data)
    assert answer.status_code == 422
    assert not Round.objects.exists()
    desk.post("/agenda/rondes/nieuw/", {**data, "why_it_may": "Het gaat om een openbaar tarief"})
    assert Round.objects.get().why_it_may == "Het gaat om een openbaar tarief"


def test_what_costs_more_than_the_whole_budget_is_said_while_it_can_be_changed(desk):
    made = RoundFactory(budget=5_000)
    dear = CandidateFactory(round=made, cost=5_001)
    CandidateFactory(round=made, cost=5_000)
    said = "Dit kost meer dan het budget en kan niet gekozen worden."
    pages = (made.get_absolute_url(), f"{made.get_absolute_url()}kandidaten/")
    assert [desk.get(page).content.decode().count(said) for page in pages] == [1, 1]
    Candidate.objects.filter(pk=dear.pk).update(cost=5_000)
    assert [desk.get(page).content.decode().count(said) for page in pages] == [0, 0]


def test_what_if_counts_who_recognises_with_the_costs_as_typed(desk):
    made = RoundFactory(budget=5_000)
    first, second = CandidateFactory.create_batch(2, round=made)
    RecognitionFactory.create_batch(3, challenge=second.challenge)
    url = f"{made.get_absolute_url()}kandidaten/proef/"
    kept = desk.post(url, {})
    assert kept.context["tried"].chosen == [second]
    data = {f"c{second.pk}-title": "X", f"c{second.pk}-cost": "6.000"}
    assert desk.post(url, data).context["tried"].chosen == [first]
    assert Candidate.objects.get(pk=second.pk).cost == 4_000, "nothing is kept"


def test_nothing_can_be_tried_once_it_is_open(desk):
    made = round_with_votes([(0,)])
    assert desk.post(f"{made.get_absolute_url()}kandidaten/proef/").status_code == 302


PB = """META
key;value
description;Een ronde van elders
num_projects;2
num_votes;1
budget;900
vote_type;cumulative
max_sum_points;5
rule;phragmen
PROJECTS
project_id;cost;name;category
a;400;Een bus;mobility
b;500,5;Een hal;innovation
VOTES
voter_id;vote;points
1;a,b;3,2
"""


def test_a_round_from_a_file_and_without_its_votes(desk):
    file = SimpleUploadedFile("ronde.pb", PB.encode())
    desk.post("/agenda/rondes/uit-bestand/", {"file": file})
    made = Round.objects.get()
    assert (made.question, made.budget, made.state) == ("Een ronde van elders", 900, State.DRAFT)
    assert (made.ballot_kind, made.most) == ("points", 5)
    found = made.candidates.values_list("title", "theme")
    assert list(found) == [("Een bus", "mobility"), ("Een hal", "innovation")]
    assert not made.ballots.exists()


@pytest.mark.parametrize("content", [b"PROJECTS\n", b"\xff\xfe", PB.replace("900", "x").encode()])
def test_a_file_that_is_none_says_what_is_wrong(desk, content):
    file = SimpleUploadedFile("ronde.pb", content)
    answer = desk.post("/agenda/rondes/uit-bestand/", {"file": file})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Round.objects.exists()


def test_the_api_votes_as_the_page_does():
    made, user = round_with_votes([]), voter()
    pk, company = made.candidates.first().pk, Company.objects.of(user).get().pk
    client = signed_in(user)
    url = f"/api/v1/weighing/rounds/{made.pk}"
    body = {"company": company, "points": {str(pk): 1}}
    assert client.post(f"{url}/vote", body, "application/json").status_code == 200
    [own] = client.get(f"{url}/ballots").json()
    assert own["points"] == {str(pk): 1}
    assert client.get(url).json()["votes"] == 1
    body["points"] = {"x": 1}
    assert client.post(f"{url}/vote", body, "application/json").status_code == 422
    body["company"] = company + 1
    assert client.post(f"{url}/vote", body, "application/json").status_code == 403
    assert client.get(f"{url}/outcome").status_code == 404
    assert signed_in(voter()).get(f"{url}/ballots").json() == []


def test_the_table_beside_a_picture():
    made = closed_round(votes=[(0,), (1,)], is_secret=False)
    answer = signed_in(voter()).get(f"{made.get_absolute_url()}verdeling.csv?kind=theme")
    assert answer.status_code == 404, "one theme is nothing to compare"
    Candidate.objects.filter(round=made).update(theme="energie")
    assert signed_in(voter()).get(f"{made.get_absolute_url()}ronde.pb").status_code == 200
