"""Write a text, and write it anew: each time a version, in which paragraphs stay themselves."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.positions import rules, texts
from naober.features.positions.models import (
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
    MAX_TEXT,
    Consultation,
    Paragraph,
    Passage,
    Position,
    State,
    Version,
)
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer typed. `why_it_may`: their answer when words looked like forbidden talk."""

    title: str
    text: str
    addressee: str = ""
    consultation: Consultation | None = None
    note: str = ""
    field: str = ""
    why_it_may: str = ""


@transaction.atomic
def begin(*, written: Written, by: User, number: int | None = None) -> Position:
    """A draft with its first version."""
    if not rules.may_begin(by):
        raise PermissionDenied
    paragraphs = _checked(written.text)
    row = Position(
        title=written.title.strip(),
        addressee=written.addressee.strip(),
        consultation=written.consultation,
        field=written.field,
        created_by=by,
    )
    position, is_new = keep_once(row, number, ("title", "created_by_id"))
    if is_new:
        _add_version(position, paragraphs, written, by)
        note("position.begun", position=position, by=by)
    return position


@transaction.atomic
def write(*, position: Position, written: Written, base: int, by: User) -> Version:
    """A new version, made of the one with number `base`. When somebody else wrote one meanwhile
    it is refused: nobody's words go lost. The same words again make no version."""
    found = locked(position, Do.EDIT, by)
    paragraphs = _checked(written.text)
    latest = found.versions.order_by("-number").first()
    assert latest is not None
    _keep_head(found, written)
    if paragraphs == list(latest.passages.order_by("place").values_list("text", flat=True)):
        return latest
    if latest.number != base:
        message = _(
            "Somebody wrote a new version meanwhile (version %(number)d). Read it, and put your "
            "change in that one."
        )
        raise ValidationError(message % {"number": latest.number}, code="overtaken")
    made = _add_version(found, paragraphs, written, by)
    note("position.written", position=found, by=by, version=made.number)
    return made


def _keep_head(position: Position, written: Written) -> None:
    position.title = written.title.strip()
    position.addressee = written.addressee.strip()
    position.consultation, position.field = written.consultation, written.field
    position.full_clean(exclude=["number"])
    position.save()


def _checked(text: str) -> list[str]:
    found = texts.paragraphs_of(text)
    if not found:
        raise ValidationError({"text": _("Write a text.")})
    if len(text) > MAX_TEXT or len(found) > MAX_PARAGRAPHS:
        raise ValidationError({"text": _("This text is too long for a letter.")})
    if any(len(paragraph) > MAX_PARAGRAPH for paragraph in found):
        raise ValidationError({"text": _("One paragraph is too long. A blank line starts a new.")})
    return found


def _add_version(position: Position, paragraphs: list[str], written: Written, by: User) -> Version:
    latest = position.versions.order_by("-number").first()
    former = (
        list(latest.passages.order_by("place").values_list("paragraph", "text")) if latest else []
    )
    made = Version.objects.create(
        position=position,
        number=latest.number + 1 if latest else 1,
        note=written.note.strip(),
        why_it_may=written.why_it_may.strip(),
        shared=position.state != State.DRAFT,
        by=by,
    )
    keys = [
        key if key is not None else Paragraph.objects.create(position=position).pk
        for key in texts.keep_identity(former, paragraphs)
    ]
    Passage.objects.bulk_create(
        Passage(version=made, paragraph_id=key, place=place, text=text)
        for place, (key, text) in enumerate(zip(keys, paragraphs, strict=True), start=1)
    )
    return made
