"""The desk enters a vote for a company; two rows of one company have one vote; a long ballot."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.weighing import news, services
from naober.features.weighing.ballot_pages import AT_ONCE
from naober.features.weighing.models import Ballot
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    closed_round,
    company_of,
    round_with_votes,
    voter,
)
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
    signed_in,
)
from naober.website.desk.merging import make_one

pytestmark = pytest.mark.django_db


def test_of_two_votes_the_last_counts_and_the_companys_own_before_the_desks(desk):
    kept, merged = CompanyFactory(), CompanyFactory()
    last = round_with_votes([(0,), (1,)], companies=[kept, merged])
    own = round_with_votes([(0,), (1,)], companies=[kept, merged])
    now = timezone.now()
    Ballot.objects.filter(company=kept).update(cast_at=now - timedelta(days=2))
    Ballot.objects.filter(round=last, company=merged).update(cast_at=now)
    Ballot.objects.filter(round=own, company=merged).update(cast_at=now, on_behalf=True)
    make_one(kept=kept, merged=merged, taken=(), by=desk)
    second, first = last.candidates.all()[1], own.candidates.all()[0]
    assert last.ballots.get().points == {str(second.pk): 1}
    assert own.ballots.get().points == {str(first.pk): 1}
    assert all(one.company == kept and one.joined_at for one in Ballot.objects.all())
    assert Entry.objects.filter(action="weighing.one_vote", company=kept).count() == 2
    item = next(iter(news.digest_items(MembershipFactory(company=kept).user)))
    assert last.question in item.text or own.question in item.text


def test_no_two_become_one_between_count_and_confirmation(desk):
    made = closed_round()
    kept, merged = CompanyFactory.create_batch(2)
    with pytest.raises(ValidationError, match="Bevestig eerst die uitkomst"):
        make_one(kept=kept, merged=merged, taken=(), by=desk)
    services.decide_round(round_=made, by=desk)
    make_one(kept=kept, merged=merged, taken=(), by=desk)
    merged.refresh_from_db()
    assert merged.merged_into == kept


# --- the desk, for a company ---


def test_what_the_desk_enters_is_marked_told_and_changed_by_the_company(desk):
    made, user = round_with_votes([]), voter()
    company, candidates = company_of(user), list(made.candidates.all())
    services.cast_vote(round_=made, company=company, points={candidates[0].pk: 1}, by=desk)
    ballot = Ballot.objects.get()
    assert (ballot.on_behalf, ballot.cast_by) == (True, desk)
    entry = Entry.objects.get(action="weighing.voted")
    assert (entry.company, entry.on_behalf) == (company, True)
    assert candidates[0].title not in str(entry.facts)
    [item] = news.digest_items(user)
    assert company.name in item.text
    assert item.kind == "new"
    services.cast_vote(round_=made, company=company, points={candidates[0].pk: 1}, by=user)
    ballot.refresh_from_db()
    assert (ballot.on_behalf, ballot.cast_by) == (False, user)
    assert news.digest_items(user) == []
    with pytest.raises(ValidationError, match="heeft zelf gestemd"):
        services.cast_vote(round_=made, company=company, points={candidates[1].pk: 1}, by=desk)


def test_the_desk_enters_anew_what_it_entered_and_nobody_else_does(desk):
    made, company = round_with_votes([]), CompanyFactory()
    candidates = list(made.candidates.all())
    for candidate in candidates:
        services.cast_vote(round_=made, company=company, points={candidate.pk: 1}, by=desk)
    assert Ballot.objects.get().points == {str(candidates[-1].pk): 1}
    board, stranger = UserFactory(desk_role="board"), voter()
    prospect = CompanyFactory(stage="prospect")
    for by, whose in ((board, company), (stranger, company), (desk, prospect)):
        with pytest.raises(PermissionDenied):
            services.cast_vote(round_=made, company=whose, points={candidates[0].pk: 1}, by=by)


def test_the_desk_finds_the_company_and_reads_back_nothing(desk):
    made, company = round_with_votes([]), CompanyFactory(name="Belhamel")
    client, first = signed_in(desk), made.candidates.first()
    found = client.get(f"{made.get_absolute_url()}namens/?words=belha").content.decode()
    url = f"{made.get_absolute_url()}namens/{company.pk}/"
    assert url in found
    assert client.post(url, {"chosen": [first.pk], "keep": "1"}).status_code == 302
    again = client.get(url)
    assert not any(line.is_chosen for line in again.context["ballot"].lines)
    assert str(desk) in again.content.decode()
    own = signed_in(MembershipFactory(company=company).user)
    page = own.get(f"{made.get_absolute_url()}stem/")
    assert [line.candidate for line in page.context["ballot"].lines if line.is_chosen] == [first]
    assert str(desk) in page.content.decode()
    assert own.get(f"/api/v1/weighing/rounds/{made.pk}/ballots").json()[0]["on_behalf"] is True
    own.post(f"{made.get_absolute_url()}stem/", {"chosen": [first.pk], "keep": "1"})
    assert client.get(url).status_code == 302, "it voted itself"


def long_round(**fields):
    made = round_with_votes([], costs=(), **fields)
    for number in range(60):
        theme, title = ("Energie", "Warmte") if number % 2 else ("Mensen", "Vakmensen")
        CandidateFactory(round=made, title=f"{title} {number}", theme=theme, challenge=None)
    return made


def test_a_long_ballot_is_searched_and_what_is_chosen_stays():
    made, user = long_round(), voter()
    client, url = signed_in(user), f"{made.get_absolute_url()}stem/"
    first, *_rest, last = made.candidates.all()
    page = client.get(url).context["ballot"]
    assert (len(page.lines), page.more) == (AT_ONCE, 60 - AT_ONCE)
    fields = {"chosen": [first.pk], "words": "warm 59", "theme": "Energie", "move": "show"}
    found = client.post(url, fields).context["ballot"]
    assert [line.candidate for line in found.chosen] == [first]
    assert [line.candidate for line in found.lines] == [last]
    assert found.given == 1
    none = client.post(url, {**fields, "theme": "Mensen"})
    assert list(none.context["ballot"].lines) == []
    assert f'value="{first.pk}" checked' in none.content.decode()
    more = client.post(url, {"chosen": [last.pk], "move": "further:60"}).context["ballot"]
    assert (len(more.lines), more.more) == (59, 0)
    assert not Ballot.objects.exists()
    client.post(url, {**fields, "move": "", "keep": "1"})
    assert Ballot.objects.get().points == {str(first.pk): 1}


def test_points_on_a_long_ballot_are_counted_also_where_a_filter_hides_the_rest():
    made, user = long_round(ballot_kind="points", most=5), voter()
    client, url = signed_in(user), f"{made.get_absolute_url()}stem/"
    first, second, *_ = made.candidates.all()
    fields = {f"p{first.pk}": "3", "words": "warmte", "theme": ""}
    page = client.post(url, {**fields, "move": f"more:{second.pk}"}).context["ballot"]
    assert (page.left, page.given) == (1, 4)
    assert [line.candidate for line in page.chosen] == [first, second]
    assert all("Warmte" in line.candidate.title for line in page.lines)


def test_a_tie_is_told_whatever_became_of_it():
    votes = [(0,), (1,), (2,), (0,), (1,), (2,)]
    made = closed_round(votes, costs=(4_000, 4_000, 4_000), budget=8_000, is_secret=False)
    text = signed_in(voter()).get(made.get_absolute_url()).content.decode()
    assert "Precies even goed, en ook gekozen" in text or "Precies even goed, en niet" in text
    assert "en dat ging voor" in text
    none = closed_round(votes, costs=(3_000, 9_000, 9_000), budget=3_000, is_secret=False)
    text = signed_in(voter()).get(none.get_absolute_url()).content.decode()
    assert text.count("Evenveel stemmen en even duur, en ook niet gekozen") == 2
