"""To keep the minutes of a meeting: their lines become decisions and actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda.models import Challenge
from naober.features.agenda.services import tell
from naober.features.meetings import agreed
from naober.features.meetings.models import AgreedLine, ForWhom, Meeting, Minutes
from naober.features.meetings.services import _results
from naober.features.meetings.services._locking import managed, note
from naober.files.minutes import MinuteLine
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import User

ALIKE = 0.6  # of two lines: one is the other, reworded


@dataclass(frozen=True, slots=True)
class Written:
    """As typed; `version` is that of the text it was typed over."""

    text: str
    version: int
    why_it_may: str = ""


@transaction.atomic
def save_minutes(*, meeting: Meeting, written: Written, by: User) -> Minutes:
    """Saved again, what was read before is changed and not made anew; a line that is no longer
    there is kept as `gone` until somebody says whether what it became goes too."""
    meeting = managed(meeting, by, "minutes")
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
    if minutes.version != written.version:
        raise ValidationError({"text": _changed_meanwhile(minutes)})
    minutes.text, minutes.why_it_may, minutes.by = written.text, written.why_it_may, by
    minutes.version += 1
    minutes.changed_at = timezone.now()
    minutes.full_clean(exclude=["meeting", "by"])
    minutes.save()
    before = set(meeting.agreed.values_list("result", flat=True))
    _keep_lines(meeting, agreed.read(meeting, written.text), by)
    if minutes.shared_at is not None:
        _results.open_to_members(meeting, by, but=before)
    note("minutes", meeting, by)
    return minutes


def _changed_meanwhile(minutes: Minutes) -> str:
    text = _("%(name)s saved another text meanwhile. Copy yours, open the page anew, and add it.")
    return text % {"name": minutes.by or _("Somebody")}


def _keep_lines(meeting: Meeting, lines: Sequence[MinuteLine], by: User) -> None:
    known = list(AgreedLine.objects.filter(meeting=meeting).select_related("owner"))
    pairs = _same(known, lines)
    people = agreed.named(lines)
    kept = {row.pk for row, _line in pairs}
    AgreedLine.objects.filter(pk__in=[r.pk for r in known if r.pk not in kept]).update(gone=True)
    rows = {line.number: row for row, line in pairs}
    for line in lines:
        row = rows.get(line.number) or AgreedLine(meeting=meeting, kind=line.kind)
        _fill(row, line, people.get(line.owner), by)


def _same(
    known: Sequence[AgreedLine], lines: Sequence[MinuteLine]
) -> list[tuple[AgreedLine, MinuteLine]]:
    """Which row is which line: word for word, else the most alike of the same kind."""
    free = {(row.kind, row.words): row for row in known}
    pairs, rest = [], []
    for line in lines:
        row = free.pop((line.kind, line.words), None)
        if row:
            pairs.append((row, line))
        else:
            rest.append(line)
    for line in rest:
        best = _most_alike(line, list(free.values()))
        if best:
            del free[(best.kind, best.words)]
            pairs.append((best, line))
    return pairs


def _most_alike(line: MinuteLine, rows: Sequence[AgreedLine]) -> AgreedLine | None:
    scored = [
        (_alike(row.words, line.words), -row.pk, row) for row in rows if row.kind == line.kind
    ]
    if not scored:
        return None
    score, _pk, row = max(scored, key=lambda one: one[:2])
    return row if score >= ALIKE else None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _fill(row: AgreedLine, line: MinuteLine, owner: User | None, by: User) -> None:
    """What was changed elsewhere since is only overwritten when the line itself changed."""
    said = (line.words, line.text[:500], owner, line.owner_words[:100], line.due)
    before = (row.words, row.text, row.owner, row.owner_words, row.due)
    changed, back = said != before, row.gone
    row.words, row.text, row.owner, row.owner_words, row.due = said
    row.position, row.gone = line.number, False
    if not row.result:
        row.result = _results.make(row, by)
    elif changed or back:
        row.result = _results.change(row, by)
    row.save()


@transaction.atomic
def settle_gone(*, line: AgreedLine, drop: bool, by: User) -> None:
    """A line went from the text: what it became goes with it, or stays on its own."""
    managed(line.meeting, by, "minutes")
    if not line.gone:
        return
    if drop:
        _results.drop(line, by)
    line.delete()


@transaction.atomic
def share_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """From now on whoever may know of the meeting reads what was agreed; who was there or asked is
    told in the digest, and those behind each challenge that was on the agenda hear of it."""
    meeting = managed(meeting, by, "share")
    minutes, _made = Minutes.objects.get_or_create(meeting=meeting)
    if minutes.shared_at is None:
        minutes.shared_at = timezone.now()
        minutes.save(update_fields=["shared_at"])
        _results.open_to_members(meeting, by)
        _tell_back(meeting)
        note("shared", meeting, by)
    return minutes


def _tell_back(meeting: Meeting) -> None:
    """The name of the meeting only where everybody who reads the challenge may know of it."""
    for point in meeting.points.filter(challenge__isnull=False).select_related("challenge"):
        challenge = point.challenge
        if challenge is None:
            continue
        known = {"meeting": meeting.title} if _may_all_know(meeting, challenge) else {}
        tell(
            challenge=challenge,
            kind="meeting.discussed",
            key=f"meeting.discussed:{meeting.pk}:{challenge.pk}",
            path=reverse("meetings:agreed", args=[meeting.pk]) if known else "",
            **known,
        )


def _may_all_know(meeting: Meeting, challenge: Challenge) -> bool:
    if meeting.for_whom == ForWhom.PUBLIC:
        return True
    return meeting.for_whom == ForWhom.MEMBERS and challenge.audience != Level.PUBLIC
