"""What the desk does: conversations, what is read in them, lists of companies."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from naober.features.agenda.models import Challenge
from naober.features.desk import services
from naober.features.desk.models import (
    ContactPerson,
    Conversation,
    FollowUp,
    Proposal,
    ProspectBatch,
)
from naober.features.desk.services import Talk
from naober.features.desk.tests.factories import ConversationFactory, ProposalFactory
from naober.files.prospects import pasted_prospects
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
NOTES = "Gesproken met de bedrijfsleider.\nWij hebben elke week 10 ton houtsnippers over."


def talk(notes=NOTES):
    return Talk(day=date(2026, 11, 23), notes=notes)


def test_a_conversation_proposes_what_it_says(desk):
    made = services.note_conversation(company=CompanyFactory(), talk=talk(), by=desk)
    listings = made.proposals.filter(kind="listing")
    assert [one.data["direction"] for one in listings] == ["offer"]
    for one in made.proposals.all():
        assert made.notes[one.start : one.end] == one.data["words"]


def test_a_prospect_is_spoken_with_and_its_journal_says_nothing(desk):
    company = CompanyFactory(stage="prospect")
    services.note_conversation(company=company, talk=talk(), by=desk)
    company.refresh_from_db()
    assert company.stage == "spoken"
    assert not Entry.objects.filter(company=company).exists()


@pytest.mark.parametrize("role", ["", "board"])
def test_only_the_desk_notes_and_decides(role):
    person, company = UserFactory(desk_role=role), CompanyFactory()
    with pytest.raises(PermissionDenied):
        services.note_conversation(company=company, talk=talk(), by=person)
    with pytest.raises(PermissionDenied):
        services.drop_proposal(proposal=ProposalFactory(), by=person)
    with pytest.raises(PermissionDenied):
        services.add_follow_up(company=company, text="Bellen", due=DAY, by=person)
    with pytest.raises(PermissionDenied):
        services.draft_prospects(found=pasted_prospects("A, Emmen"), source="", by=person)
    for model in (Conversation, Proposal, FollowUp, ContactPerson, ProspectBatch):
        assert not model.objects.visible_to(person).exists()


def test_a_proposal_is_decided_once(desk):
    one = ProposalFactory(kind="follow_up", text="Terugbellen over de snippers")
    made = services.accept_follow_up(
        proposal=one, text="Terugbellen", due=date(2026, 12, 1), by=desk
    )
    one.refresh_from_db()
    assert (one.state, one.result) == ("accepted", f"desk.followup:{made.pk}")
    with pytest.raises(ValidationError):
        services.accept_follow_up(proposal=one, text="Nog eens", due=made.due, by=desk)
    with pytest.raises(ValidationError):
        services.drop_proposal(proposal=one, by=desk)
    assert FollowUp.objects.count() == 1


def test_a_proposal_is_taken_over_as_what_it_is(desk):
    one = ProposalFactory(kind="challenge", text="Het stroomnet is vol")
    with pytest.raises(ValidationError):
        services.accept_follow_up(proposal=one, text="x", due=DAY, by=desk)
    services.accept_challenge(proposal=one, text=one.text, theme="guess", by=desk)
    made = Challenge.objects.get()
    assert (made.theme.slug, made.audience, made.origin) == ("energy", "desk", "conversation")
    one.refresh_from_db()
    assert one.result == f"agenda.challenge:{made.pk}"
    person = ProposalFactory(kind="person", text="mevrouw Bos")
    services.accept_person(proposal=person, contact=ContactPerson(name="Bos"), by=desk)
    assert ContactPerson.objects.get().company == person.conversation.company


def test_what_was_dropped_can_be_looked_at_again(desk):
    one = ProposalFactory()
    services.drop_proposal(proposal=one, by=desk)
    services.reopen_proposal(proposal=one, by=desk)
    one.refresh_from_db()
    assert (one.state, one.decided_at) == ("open", None)


def test_new_notes_are_read_anew_and_what_was_decided_stays(desk):
    made = services.note_conversation(company=CompanyFactory(), talk=talk(), by=desk)
    first = made.proposals.get(kind="listing")
    services.drop_proposal(proposal=first, by=desk)
    longer = "Vooraf nog iets. " + NOTES
    services.edit_conversation(conversation=made, talk=talk(longer), by=desk)
    first.refresh_from_db()
    assert first.state == "dropped"
    assert longer[first.start : first.end] == first.data["words"]
    assert not made.proposals.filter(state="open", kind="listing", text=first.text).exists()


def test_decided_words_that_are_gone_are_marked_nowhere(desk):
    made = services.note_conversation(company=CompanyFactory(), talk=talk(), by=desk)
    first = made.proposals.get(kind="listing")
    services.drop_proposal(proposal=first, by=desk)
    services.edit_conversation(conversation=made, talk=talk("Niets bijzonders."), by=desk)
    first.refresh_from_db()
    assert first.start >= len("Niets bijzonders.")


def test_a_forgotten_conversation_leaves_no_notes_and_keeps_what_was_made(desk):
    one = ProposalFactory(kind="follow_up", text="Terugbellen")
    made = services.accept_follow_up(proposal=one, text="Bel", due=DAY, by=desk)
    services.forget_conversation(conversation=one.conversation, by=desk)
    assert not Conversation.objects.exists()
    assert not Proposal.objects.exists()
    made.refresh_from_db()
    assert made.conversation is None


def test_a_list_is_looked_at_and_then_imported_whole(desk):
    CompanyFactory(name="Bakkerij De Oven")
    lines = "Bakkerij De Oven\nWeverij Het Weefgetouw\nSmederij Het Aambeeld"
    batch = services.draft_prospects(found=pasted_prospects(lines), source="", by=desk)
    assert [row["take"] for row in batch.rows] == [False, True, True]
    assert batch.rows[0]["known"][0]["name"] == "Bakkerij De Oven"
    services.choose_prospects(batch=batch, shown=[1, 2, 3], take={1, 3})
    assert services.import_prospects(batch=batch, by=desk) == 1  # the known name cannot be taken
    company = Company.objects.get(name="Smederij Het Aambeeld")
    assert company.stage == "prospect"
    assert Entry.objects.get(company=company).on_behalf
    assert not ProspectBatch.objects.exists()


def test_an_import_that_fails_saves_nothing(desk):
    lines = "Weverij Het Weefgetouw\nSmederij Het Aambeeld"
    batch = services.draft_prospects(found=pasted_prospects(lines), source="", by=desk)
    CompanyFactory(name="Smederij Het Aambeeld")  # somebody made it meanwhile
    with pytest.raises(ValidationError):
        services.import_prospects(batch=batch, by=desk)
    assert not Company.objects.filter(name="Weverij Het Weefgetouw").exists()
    assert ProspectBatch.objects.exists()


def test_the_same_line_twice_is_one_company(desk):
    found = pasted_prospects("Weverij Het Weefgetouw\nWeverij Het Weefgetouw")
    batch = services.draft_prospects(found=found, source="", by=desk)
    assert [row["take"] for row in batch.rows] == [True, False]


def test_what_is_kept_apart_is_kept_apart_once(desk):
    one, other = ConversationFactory().company, CompanyFactory()
    services.tell_apart(one=other, other=one, by=desk)
    services.tell_apart(one=one, other=other, by=desk)
    with pytest.raises(ValidationError):
        services.tell_apart(one=one, other=one, by=desk)
