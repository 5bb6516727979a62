"""Nobody learns what a company voted in secret: by page, API, file, mail or journal."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from naober.features.weighing import services
from naober.features.weighing.models import Ballot, Round
from naober.features.weighing.reading import has_file, reading
from naober.features.weighing.tests.factories import closed_round, round_with_votes, voter
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest

pytestmark = pytest.mark.django_db


def everybody():
    return {
        "desk": UserFactory(desk_role="desk"),
        "board": UserFactory(desk_role="board"),
        "administrator": UserFactory(desk_role="desk", is_staff=True, is_superuser=True),
        "member": voter(),
    }


def pages_of(pk, company):
    return [
        "/",
        "/agenda/rondes/",
        f"/agenda/rondes/{pk}/",
        f"/agenda/rondes/{pk}/ronde.pb",
        f"/agenda/rondes/{pk}/verdeling.csv?kind=size",
        f"/agenda/rondes/{pk}/verdeling.csv?kind=theme",
        f"/api/v1/weighing/rounds/{pk}",
        f"/api/v1/weighing/rounds/{pk}/ballots",
        f"/api/v1/weighing/rounds/{pk}/outcome",
        f"/bedrijven/{company}/",
        f"/bedrijven/{company}/logboek/",
        f"/bedrijven/{company}/alles/?form=json",
        f"/bureau/bedrijf/{company}/",
    ]


def seen(people, pk, company):
    found = {}
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        for url in pages_of(pk, company):
            answer = client.get(url)
            text = answer.content.decode(errors="replace")
            found[name, url] = (answer.status_code, _without_tokens(text))
    return found


def _without_tokens(text):
    return re.sub(r'(csrf[^>]*(value|content)=")[^"]+|(name="once"[^>]*value=")[^"]+', "", text)


@pytest.mark.parametrize("is_secret", [True, False])
def test_while_it_is_open_two_worlds_that_differ_in_one_vote_are_the_same(is_secret):
    secret = CompanyFactory(name="Zwijgzaam")
    made = round_with_votes(
        [(0,), (1,), (0, 2)], companies=[secret, *CompanyFactory.create_batch(2)],
        is_secret=is_secret,
    )  # fmt: skip
    people = everybody()
    seen(people, made.pk, secret.pk)  # a first look may be written down
    before = seen(people, made.pk, secret.pk)
    candidates = list(made.candidates.all())
    Ballot.objects.filter(company=secret).update(
        points={str(candidates[1].pk): 1, str(candidates[2].pk): 1}
    )
    after = seen(people, made.pk, secret.pk)
    assert [where for where in before if before[where] != after[where]] == []


def swapped(first, second):
    """Two companies that exchange their votes: the sums stay, so all that is told must too."""
    one, two = Ballot.objects.get(company=first), Ballot.objects.get(company=second)
    Ballot.objects.filter(pk=one.pk).update(points=two.points)
    Ballot.objects.filter(pk=two.pk).update(points=one.points)


def test_after_closing_only_sums_are_told():
    """Who of two voted which way changes nothing that anybody else reads."""
    worlds = []
    for exchange in (False, True):
        companies = CompanyFactory.create_batch(12)
        for place, company in enumerate(companies):
            SiteFactory(company=company, place=("Emmen", "Assen")[place % 2])
        made = round_with_votes(
            [(0,)] * 6 + [(0, 1)] * 5 + [(2,)], companies=companies, budget=8_000
        )
        Round.objects.filter(pk=made.pk).update(question="Waaraan?")
        if exchange:
            swapped(companies[0], companies[11 - 1])
        Round.objects.filter(pk=made.pk).update(closes_at=timezone.now())
        services.close_due()
        made.refresh_from_db()
        read = reading(made, voter())
        worlds.append(
            [
                read.voters,
                [(line.place, line.wanted, line.who) for line in (*read.chosen, *read.others)],
                read.spent,
                read.left,
                read.own,
                [(chart.code, [row.texts for row in chart.rows]) for chart in read.charts],
            ]
        )
    assert worlds[0] == worlds[1]


def test_fewer_than_five_are_never_a_number():
    made = closed_round(votes=[(0,)] * 6 + [(0, 1)] * 2)
    read = reading(made, voter())
    said = {line.candidate: line.wanted for line in (*read.chosen, *read.others)}
    first, second, third = made.candidates.all()
    assert "8" in said[first]
    assert said[second] == said[third]
    assert not any(char in said[second] for char in "0123467")


def test_a_round_of_few_tells_the_choice_and_no_more():
    made = closed_round(votes=[(0,)] * 4)
    read = reading(made, voter())
    assert [line.wanted for line in (*read.chosen, *read.others)] == ["", "", ""]
    assert (read.more, read.rules, read.charts, read.has_file) == ("", [], [], False)


def test_ones_own_part_is_told_where_it_tells_nothing_of_others():
    """What a company paid is the cost divided by who paid along."""
    few = closed_round(votes=[(0,), (0,), *[(1,)] * 6])
    many = closed_round(votes=[(0,)] * 8)
    for made, is_told in ((few, False), (many, True)):
        company = made.ballots.filter(points__has_key=str(made.candidates.first().pk)).first()
        user = MembershipFactory(company=company.company).user
        [own] = reading(made, user).own
        assert bool(own.rows) is is_told
        assert own.wanted == ([] if is_told else [made.candidates.first().title])


def test_in_an_open_round_all_read_who_wanted_what():
    made = closed_round(is_secret=False)
    names = {ballot.company.name for ballot in made.ballots.all()}
    read = reading(made, voter())
    told = {name for line in read.chosen for name in line.who}
    assert told
    assert told <= names
    assert has_file(made)


def test_a_file_of_a_secret_round_is_there_only_when_it_tells_nobody():
    assert not has_file(closed_round(votes=[(0,)] * 4))
    assert not has_file(closed_round(votes=[(0,)] * 6 + [(1,)]))
    assert has_file(closed_round(votes=[(0,)] * 6 + [(1,)] * 5))
    assert not has_file(round_with_votes([(0,)] * 6))


def test_journal_and_digest_say_that_and_never_what(capsys):
    user = voter()
    made = round_with_votes([])
    title = made.candidates.first().title
    wanted = {made.candidates.first().pk: 1}
    company = Company.objects.of(user).get()
    services.cast_vote(round_=made, company=company, points=wanted, by=user)
    call_command("dumpdata", "journal.entry")
    dump = capsys.readouterr().out
    assert "weighing.voted" in dump
    assert title not in dump
    [said] = Entry.objects.filter(action="weighing.voted")
    assert said.facts == {"round": made.question}
    desk = UserFactory(desk_role="desk")
    client = Client()
    client.force_login(desk)
    assert "weighing.voted" not in client.get(f"/bedrijven/{company.pk}/logboek/").content.decode()
    other = MembershipFactory(company=company).user
    digest.send(other, timezone.localdate() + timedelta(days=1))
    assert not Mail.objects.filter(text__contains=title).exists()


def test_whether_a_company_voted_is_its_own():
    company = CompanyFactory(name="Stille Stemmer")
    made = round_with_votes([(0,)], companies=[company])
    for user in everybody().values():
        client = Client()
        client.force_login(user)
        text = client.get(made.get_absolute_url()).content.decode()
        assert "Stille Stemmer" not in text


def test_administrators_have_no_page_of_votes():
    assert not [m for m in admin.site._registry if m._meta.app_label == "weighing"]
