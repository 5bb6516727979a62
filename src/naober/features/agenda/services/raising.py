"""To raise a challenge, change its words and for whom it is, close it and open it again."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda import engine_bridge, rules, sharing
from naober.features.agenda.models import (
    MAX_CHARACTERS,
    Challenge,
    Origin,
    State,
    Theme,
)
from naober.features.agenda.services.telling import tell
from naober.foundation.audience.levels import Level, rank
from naober.foundation.core.once import keep_numbered, random_id
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, CompanyGroup, User
from naober.foundation.members.services import group_of

# Also the marks that turn the direction of writing: what is shown must be what was typed.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person typed and chose. `theme` is None for none, "guess" for what the words say.
    `choice` is one of `sharing.CHOICES`. `why_it_may`: see `foundation.core.competition`."""

    text: str
    choice: str = "open"
    theme: Theme | str | None = GUESS
    why_it_may: str = ""
    group: CompanyGroup | None = None  # for the choice "named"
    companies: tuple[Company, ...] = ()  # instead of a group that is there: one of these is made


@dataclass(frozen=True, slots=True)
class Source:
    """Where it was said: "desk.conversation:12", "meetings.meeting:3"."""

    origin: str = Origin.COMPANY
    name: str = ""


BY_ITSELF = Source()


@transaction.atomic
def raise_challenge(
    *,
    company: Company | None,
    said: Said,
    by: User,
    source: Source = BY_ITSELF,
    number: int | None = None,
) -> Challenge:
    """Put a challenge before others, for one's own company; the desk for any, or for nobody (what
    came up at a meeting). Raised again with the same number it is there already."""
    if not (by.is_desk if company is None else rules.may_raise_for(by, company)):
        raise PermissionDenied
    made = Challenge(
        company=company,
        created_by=by,
        entered_by_desk=by.is_desk,
        origin=source.origin,
        source=source.name,
    )
    _fill(made, said)
    blur(made)
    made.full_clean(exclude=["created_by"])
    made, is_new = keep_numbered(made, number, _says)
    if is_new:
        _note("raised", made, by)
    return made


def _says(one: Challenge) -> tuple[object, ...]:
    audience = one.audience, one.audience_who, one.audience_group_id
    return one.company_id, one.text, one.theme_id, *audience


@transaction.atomic
def edit_challenge(*, challenge: Challenge, said: Said, by: User) -> Challenge:
    """Other words, another theme, or for others. Who recognised it said yes to these words, as far
    as they may be read now: then it is neither reworded nor taken out of their sight."""
    challenge = locked(challenge)
    if not rules.may_edit(by, challenge):
        raise PermissionDenied
    text, was_for_all = challenge.text, is_for_members(challenge)
    was_for_few = challenge.audience == Level.NAMED
    _fill(challenge, said)
    if _others_said_yes(challenge):
        _stays_as_it_was(challenge, text, was_for_all)
    blur(challenge)
    if was_for_few and is_for_members(challenge):
        _becomes_wide(challenge)
    challenge.entered_by_desk = by.is_desk and challenge.entered_by_desk
    challenge.opening_asked_at = challenge.opening_refused_at = None
    challenge.full_clean(exclude=["created_by"])
    challenge.save()
    _note("edited", challenge, by)
    return challenge


def _others_said_yes(challenge: Challenge) -> bool:
    """They recognise it, it was taken together with others, or it stands in a round."""
    if challenge.recognitions.exists() or challenge.parts.exists():
        return True
    return rules.was_weighed(challenge)


def _stays_as_it_was(challenge: Challenge, text: str, was_for_all: bool) -> None:
    if challenge.text != text:
        message = _("Others recognise these words. Raise a new one if you mean something else.")
        raise ValidationError({"text": message})
    if was_for_all and not is_for_members(challenge):
        message = _(
            "Others recognise this already. Close it, and raise a new one for fewer people."
        )
        raise ValidationError({"choice": message})


def _becomes_wide(challenge: Challenge) -> None:
    """Who said "we too" said it to the few that could read it. For all others it is as if they did
    not, neither named nor counted, until they say it again; they hear that they can."""
    said = challenge.recognitions.all()
    if said.update(with_name=False, only_desk=True):
        key = f"agenda.opened:{challenge.pk}:{random_id()}"
        told = tell(challenge=challenge, kind="agenda.opened", key=key)
        told.at = week_of(told.at) if hides_its_name(challenge) else told.at
        told.save(update_fields=["at"])


def is_for_members(challenge: Challenge) -> bool:
    return rank(challenge.audience) >= rank(Level.MEMBERS)


@transaction.atomic
def close_challenge(*, challenge: Challenge, because: str, by: User) -> None:
    """Nothing will come of it; why is read by whoever may see it."""
    challenge = locked(challenge)
    if not rules.may_close(by, challenge):
        raise PermissionDenied
    challenge.state, challenge.closed_because = State.CLOSED, tidy(because)[:500]
    challenge.save(update_fields=["state", "closed_because"])
    key = f"agenda.closed:{challenge.pk}:{random_id()}"
    tell(challenge=challenge, kind="agenda.closed", key=key, because=challenge.closed_because)
    _note("closed", challenge, by)


@transaction.atomic
def reopen_challenge(*, challenge: Challenge, by: User) -> None:
    challenge = locked(challenge)
    if not rules.may_reopen(by, challenge):
        raise PermissionDenied
    challenge.state, challenge.closed_because = State.OPEN, ""
    challenge.save(update_fields=["state", "closed_because"])
    key = f"agenda.reopened:{challenge.pk}:{random_id()}"
    tell(challenge=challenge, kind="agenda.reopened", key=key)
    _note("reopened", challenge, by)


@transaction.atomic
def set_theme(*, challenge: Challenge, theme: Theme | None, by: User) -> None:
    """The desk puts it where it belongs; of the words nothing changes."""
    if not by.is_desk:
        raise PermissionDenied
    challenge.theme = theme
    challenge.save(update_fields=["theme"])


def locked(challenge: Challenge) -> Challenge:
    """As it is now; who comes second waits."""
    return Challenge.objects.select_for_update().get(pk=challenge.pk)


def tidy(text: str) -> str:
    return _CONTROL.sub(" ", text.replace("\r\n", "\n")).strip()


def _fill(challenge: Challenge, said: Said) -> None:
    text = tidy(said.text)
    if not text:
        raise ValidationError({"text": _("Say in one sentence what you struggle with.")})
    if len(text) > MAX_CHARACTERS:
        message = _("This is too long: at most %(limit)s characters. A few sentences are enough.")
        raise ValidationError({"text": message % {"limit": MAX_CHARACTERS}})
    challenge.text = text
    challenge.why_it_may = tidy(said.why_it_may)
    challenge.theme = guess(text) if isinstance(said.theme, str) else said.theme
    if said.choice:
        sharing.share(challenge, said.choice, _chosen(challenge, said))


def _chosen(challenge: Challenge, said: Said) -> CompanyGroup | None:
    if said.choice != "named":
        return None
    if challenge.company is None:
        message = _("It is of no company in particular, so all members may read it.")
        raise ValidationError({"choice": message})
    if said.group is None and not said.companies:
        raise ValidationError({"group": _("Choose for which companies it is.")})
    return said.group or group_of(owner=challenge.company, companies=said.companies)


def guess(text: str) -> Theme | None:
    return engine_bridge.theme_of(text, Theme.objects.in_use())


def blur(challenge: Challenge) -> None:
    """Of what hides its name only in which week it came: the moment would tell whose it is to
    whoever knows who was busy just then."""
    if hides_its_name(challenge):
        challenge.created_at = week_of(challenge.created_at)


def hides_its_name(challenge: Challenge) -> bool:
    return challenge.company_id is not None and challenge.audience_who != challenge.audience


def week_of(moment: datetime) -> datetime:
    local = timezone.localtime(moment)
    monday = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return monday - timedelta(days=local.weekday())


def _note(act: str, challenge: Challenge, by: User) -> None:
    """In the journal of the company; the desk's acts on its behalf stand out there."""
    journal.record(
        action=f"challenge.{act}",
        by=by,
        company=challenge.company,
        about=f"challenge:{challenge.pk}",
        on_behalf=rules.acts_on_behalf(by, challenge.company),
    )
