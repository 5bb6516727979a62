import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from naober.features.agenda import services
from naober.features.agenda.models import Challenge, Milestone, Recognition, State, Theme
from naober.features.agenda.services import Said
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return MembershipFactory().user


@pytest.fixture
def company(person):
    return person.memberships.get().company


def test_a_sentence_becomes_a_challenge_with_its_theme(person, company):
    text = "Het stroomnet zit vol, wij krijgen geen zwaardere aansluiting"
    made = services.raise_challenge(company=company, said=Said(text), by=person)
    assert (made.theme.slug, made.audience, made.audience_who) == ("energy", "members", "members")
    assert Entry.objects.get(action="challenge.raised").company == company


def test_without_a_name_the_day_is_not_kept(person, company):
    said = Said("Wij vinden geen operators", choice="nameless")
    made = services.raise_challenge(company=company, said=said, by=person)
    came = timezone.localtime(made.created_at)
    assert (made.audience_who, came.weekday(), came.hour) == (Level.DESK, 0, 0)


def test_sent_twice_it_is_raised_once(person, company):
    said = Said("Wij vinden geen operators")
    for _ in range(2):
        services.raise_challenge(company=company, said=said, by=person, number=77)
    assert Challenge.objects.get().pk == 77
    other = Said("Wij vinden geen monteurs")
    services.raise_challenge(company=company, said=other, by=person, number=77)
    assert Challenge.objects.count() == 2


def test_only_for_ones_own_company_and_the_desk_for_any(person, desk):
    other = CompanyFactory()
    with pytest.raises(PermissionDenied):
        services.raise_challenge(company=other, said=Said("Wij zitten vast"), by=person)
    with pytest.raises(PermissionDenied):
        services.raise_challenge(company=None, said=Said("Wij zitten vast"), by=person)
    made = services.raise_challenge(company=other, said=Said("Wij zitten vast"), by=desk)
    assert made.entered_by_desk
    assert Entry.objects.get(action="challenge.raised").on_behalf
    with pytest.raises(ValidationError):
        services.raise_challenge(company=other, said=Said(" \x00 "), by=desk)


def test_what_others_recognise_is_not_reworded(person, company):
    challenge = ChallengeFactory(company=company)
    services.edit_challenge(challenge=challenge, said=Said("Anders gezegd"), by=person)
    RecognitionFactory(challenge=challenge)
    with pytest.raises(ValidationError):
        services.edit_challenge(challenge=challenge, said=Said("Weer anders"), by=person)
    said = Said("Anders gezegd", choice="own")
    with pytest.raises(ValidationError):
        services.edit_challenge(challenge=challenge, said=said, by=person)
    said = Said("Anders gezegd", choice="nameless", theme=Theme.objects.get(slug="people"))
    services.edit_challenge(challenge=challenge, said=said, by=person)
    challenge.refresh_from_db()
    assert (challenge.audience_who, challenge.theme.slug) == (Level.DESK, "people")


def test_we_too_is_said_once_and_taken_back(person, company):
    challenge = ChallengeFactory()
    for with_name in (True, False):
        services.recognise(challenge=challenge, company=company, by=person, with_name=with_name)
    assert Recognition.objects.get().with_name is False
    assert Entry.objects.filter(action="challenge.recognised").count() == 1
    for _ in range(2):
        services.take_back(challenge=challenge, company=company, by=person)
    assert not Recognition.objects.exists()
    assert Entry.objects.filter(action="challenge.took_back").count() == 1


def test_nobody_recognises_ones_own_or_what_one_may_not_read(person, company, desk):
    mine, told = ChallengeFactory(company=company), ChallengeFactory(audience=Level.DESK)
    over = ChallengeFactory(state=State.CLOSED)
    with pytest.raises(PermissionDenied):
        services.recognise(challenge=mine, company=company, by=person)
    # Else the people of that company would read it because the desk pressed a button.
    with pytest.raises(PermissionDenied):
        services.recognise(challenge=told, company=company, by=desk)
    with pytest.raises(PermissionDenied):
        services.recognise(challenge=over, company=company, by=person)


def test_closed_with_why_and_opened_again(person, company):
    challenge = ChallengeFactory(company=company)
    services.close_challenge(challenge=challenge, because="Opgelost", by=person)
    challenge.refresh_from_db()
    assert (challenge.state, challenge.closed_because) == (State.CLOSED, "Opgelost")
    services.reopen_challenge(challenge=challenge, by=person)
    challenge.refresh_from_db()
    assert challenge.state == State.OPEN
    kinds = list(Milestone.objects.values_list("kind", flat=True))
    assert kinds == ["agenda.closed", "agenda.reopened"]


def test_all_members_read_it_only_after_the_company_said_so(person, company, desk):
    challenge = ChallengeFactory(company=company, audience=Level.DESK, entered_by_desk=True)
    with pytest.raises(ValidationError):
        services.answer_opening(challenge=challenge, choice="open", by=person)
    services.ask_to_open(challenge=challenge, by=desk)
    with pytest.raises(PermissionDenied):
        services.answer_opening(challenge=challenge, choice="open", by=desk)
    services.answer_opening(challenge=challenge, choice="nameless", by=person)
    challenge.refresh_from_db()
    assert (challenge.audience, challenge.audience_who) == (Level.MEMBERS, Level.DESK)
    with pytest.raises(ValidationError):
        services.answer_opening(challenge=challenge, choice="open", by=person)


def test_a_no_is_kept_and_nothing_changes(person, company, desk):
    challenge = ChallengeFactory(company=company, audience=Level.DESK)
    services.ask_to_open(challenge=challenge, by=desk)
    services.answer_opening(challenge=challenge, choice="no", by=person)
    challenge.refresh_from_db()
    assert challenge.audience == Level.DESK
    assert challenge.opening_refused_at is not None
    assert challenge.opening_asked_at is None


def test_only_the_desk_asks_and_only_of_what_it_alone_reads(person, desk):
    with pytest.raises(PermissionDenied):
        services.ask_to_open(challenge=ChallengeFactory(audience=Level.DESK), by=person)
    with pytest.raises(PermissionDenied):
        services.ask_to_open(challenge=ChallengeFactory(), by=desk)


def test_who_leaves_takes_its_name_along_and_nothing_else_shows():
    left = CompanyFactory()
    alone, shared = ChallengeFactory(company=left), ChallengeFactory(company=left)
    hidden = ChallengeFactory(company=left, audience_who=Level.DESK)
    private = ChallengeFactory(company=left, audience=Level.DESK)
    RecognitionFactory(challenge=shared)
    named, nameless = (
        RecognitionFactory(company=left),
        RecognitionFactory(company=left, with_name=False),
    )
    services.company_leaves(company=left)
    states = {
        row.pk: Challenge.objects.get(pk=row.pk).state for row in (alone, shared, hidden, private)
    }
    assert states == {
        alone.pk: "closed",
        shared.pk: "open",
        hidden.pk: "open",
        private.pk: "closed",
    }
    assert not Recognition.objects.filter(pk=named.pk).exists()
    assert Recognition.objects.filter(pk=nameless.pk).exists()


def test_two_rows_of_one_company_recognise_once_the_way_that_says_least():
    kept, merged = CompanyFactory(), CompanyFactory()
    challenge = ChallengeFactory()
    RecognitionFactory(challenge=challenge, company=kept)
    RecognitionFactory(challenge=challenge, company=merged, with_name=False)
    RecognitionFactory(challenge=ChallengeFactory(company=kept), company=merged)
    services.before_two_become_one(kept=kept, merged=merged)
    assert Recognition.objects.get(company=kept).with_name is False
    assert Recognition.objects.count() == 2


def test_themes_are_the_desks(person, desk):
    with pytest.raises(PermissionDenied):
        services.save_theme(theme=Theme(name="Water"), by=person)
    made = services.save_theme(theme=Theme(name="Water"), by=desk)
    again = services.save_theme(theme=Theme(name="Water!"), by=desk)
    assert (made.slug, again.slug) == ("water", "water-2")
    services.move_theme(theme=again, up=True, by=desk)
    assert list(Theme.objects.values_list("slug", flat=True))[-2:] == ["water-2", "water"]
    with pytest.raises(ValidationError):
        services.save_theme(theme=Theme(name="Water"), by=desk)
