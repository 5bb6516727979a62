"""To write in the line of life of a challenge; other features call this in the transaction of
what they do."""

from django.db import transaction

from naober.features.agenda.models import Challenge, Milestone, State
from naober.features.agenda.services.companies import company_leaves
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Stage


@transaction.atomic
def tell(
    *,
    challenge: Challenge,
    kind: str,
    key: str,
    path: str = "",
    **facts: str | int | bool | None,
) -> Milestone:
    """Everybody behind the challenge, and behind what was taken together into it, reads it in the
    next digest and on its page. The same key is told once. `facts` hold nothing that not everybody
    who sees the challenge may know."""
    values = {"challenge": challenge, "kind": kind, "path": path, "facts": facts}
    told, _made = Milestone.objects.get_or_create(key=key, defaults=values)
    return told


def mark_chosen(*, challenge: Challenge) -> None:
    """The collective acts on it."""
    _to_state(challenge, State.CHOSEN)


def mark_done(*, challenge: Challenge) -> None:
    """There is a result that was confirmed."""
    _to_state(challenge, State.DONE)


@transaction.atomic
def mark_open(*, challenge: Challenge) -> None:
    """Nobody acts on it any more: it can be weighed and chosen anew, and everybody behind it hears
    so. Of a company that left meanwhile only what others have too goes on."""
    _to_state(challenge, State.OPEN)
    key = f"agenda.free_again:{challenge.pk}:{random_id()}"
    tell(challenge=challenge, kind="agenda.free_again", key=key)
    if challenge.company is not None and challenge.company.stage == Stage.LEFT:
        company_leaves(company=challenge.company)
        challenge.refresh_from_db(fields=["state"])


def _to_state(challenge: Challenge, state: State) -> None:
    challenge.state = state
    challenge.save(update_fields=["state"])
