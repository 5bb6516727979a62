"""To note what a company said, and to decide about what the platform read in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda import services as agenda
from naober.features.agenda.models import Challenge, Origin, Theme
from naober.features.desk import engine_bridge, rules
from naober.features.desk.engine_bridge import Seen
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.foundation.core.once import keep_once
from naober.foundation.core.text import storable
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it was typed."""

    day: date
    how: str = Conversation.How.PHONE
    spoken_with: str = ""
    notes: str = ""


@transaction.atomic
def note_conversation(
    *, company: Company, talk: Talk, by: User, number: int | None = None
) -> Conversation:
    """Keep a conversation, with what the notes seem to say. A prospect is now spoken with. Sent
    again with the same number it is there already."""
    rules.check_desk(by)
    made = Conversation(company=company, by=by)
    _fill(made, talk)
    made, is_new = keep_once(made, number, ["company_id", "day", "how", "spoken_with", "notes"])
    if not is_new:
        return made
    _propose(made, engine_bridge.read_notes(made, timezone.localdate()))
    if company.stage == Company.Stage.PROSPECT:
        company.stage = Company.Stage.SPOKEN
        company.save(update_fields=["stage"])
    _record("conversation.noted", made, by)
    return made


@transaction.atomic
def edit_conversation(*, conversation: Conversation, talk: Talk, by: User) -> Conversation:
    """Read the new notes. What was decided already stays decided and is not proposed again."""
    rules.check_desk(by)
    before = conversation.notes
    _fill(conversation, talk)
    conversation.save()
    if conversation.notes != before:
        conversation.proposals.filter(state=Proposal.State.OPEN).delete()
        decided = _moved_along(conversation)
        seen = engine_bridge.read_notes(conversation, timezone.localdate())
        _propose(conversation, [one for one in seen if (one.kind, one.words) not in decided])
    _record("conversation.edited", conversation, by)
    return conversation


@transaction.atomic
def forget_conversation(*, conversation: Conversation, by: User) -> None:
    """The notes and what was proposed go; what was made of them stays."""
    rules.check_desk(by)
    _record("conversation.forgotten", conversation, by)
    conversation.delete()


@transaction.atomic
def accept_person(*, proposal: Proposal, contact: ContactPerson, by: User) -> ContactPerson:
    """Somebody named in the notes becomes a person to phone."""
    _check_kind(proposal, Proposal.Kind.PERSON)
    contact.company = proposal.conversation.company
    contact.full_clean()
    contact.save()
    settle(proposal=proposal, by=by, result=f"desk.contactperson:{contact.pk}")
    return contact


@transaction.atomic
def accept_follow_up(*, proposal: Proposal, text: str, due: date, by: User) -> FollowUp:
    """What the desk promised, by when."""
    _check_kind(proposal, Proposal.Kind.FOLLOW_UP)
    made = FollowUp(text=text, due=due, by=by)
    made.conversation, made.company = proposal.conversation, proposal.conversation.company
    made.full_clean()
    made.save()
    settle(proposal=proposal, by=by, result=f"desk.followup:{made.pk}")
    return made


@transaction.atomic
def accept_challenge(
    *, proposal: Proposal, text: str, theme: Theme | str | None, by: User
) -> Challenge:
    """A problem the company told of. It told this to the desk: nobody else reads it until the
    company says so. `theme` as `agenda.services.Said` has it."""
    _check_kind(proposal, Proposal.Kind.CHALLENGE)
    talk = proposal.conversation
    source = agenda.Source(Origin.CONVERSATION, f"desk.conversation:{talk.pk}")
    said = agenda.Said(text=text, choice="desk", theme=theme)
    made = agenda.raise_challenge(company=talk.company, said=said, by=by, source=source)
    settle(proposal=proposal, by=by, result=f"agenda.challenge:{made.pk}")
    return made


def drop_proposal(*, proposal: Proposal, by: User) -> None:
    settle(proposal=proposal, by=by, state=Proposal.State.DROPPED)


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, by: User) -> None:
    """A slip of the hand: what was dropped stands open again."""
    rules.check_desk(by)
    dropped = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.DROPPED)
    dropped.update(state=Proposal.State.OPEN, decided_by=None, decided_at=None)


@transaction.atomic
def settle(
    *, proposal: Proposal, by: User, result: str = "", state: str = Proposal.State.ACCEPTED
) -> None:
    """Decide once: of two people who press at the same moment the second is refused."""
    rules.check_desk(by)
    decided = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.OPEN).update(
        state=state, result=result, decided_by=by, decided_at=timezone.now()
    )
    if not decided:
        raise ValidationError(_("Somebody decided about this one already."))


def _check_kind(proposal: Proposal, kind: str) -> None:
    if proposal.kind != kind:
        raise ValidationError(_("This proposal is of another kind."))


def _fill(conversation: Conversation, talk: Talk) -> None:
    conversation.day = talk.day
    conversation.how = talk.how
    conversation.spoken_with = talk.spoken_with.strip()
    conversation.notes = storable(talk.notes.replace("\r\n", "\n"))
    conversation.full_clean(exclude=["by"])


def _propose(conversation: Conversation, seen: Iterable[Seen]) -> None:
    Proposal.objects.bulk_create(
        Proposal(
            conversation=conversation,
            kind=one.kind,
            text=one.text,
            start=one.start,
            end=one.end,
            data={**one.data, "words": one.words},
        )
        for one in seen
    )


def _moved_along(conversation: Conversation) -> set[tuple[str, str]]:
    """The decided ones, each marked where its words stand in the new notes; those whose words are
    gone are marked nowhere."""
    decided = list(conversation.proposals.all())
    for one in decided:
        words = _words_of(one.data)
        at = conversation.notes.find(words) if words else -1
        one.start, one.end = (at, at + len(words)) if at >= 0 else (MISSING, MISSING + 1)
    Proposal.objects.bulk_update(decided, ["start", "end"])
    return {(one.kind, _words_of(one.data)) for one in decided}


MISSING = 1_000_000  # beyond any notes: marked nowhere


def _words_of(data: dict[str, Any]) -> str:
    return str(data.get("words", ""))


def _record(action: str, conversation: Conversation, by: User) -> None:
    """Without the company: that a conversation took place is for the desk only."""
    record(action=action, by=by, about=f"desk.conversation:{conversation.pk}")
