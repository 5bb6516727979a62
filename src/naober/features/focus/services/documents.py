"""To put a document or a remark in a group, and to take it away."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.focus import file_types, rules
from naober.features.focus.models import MAX_BYTES, Content, Document, Remark, WorkingGroup
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import User
from naober.foundation.members.rules import allow

SAYS = ("group_id", "title", "link", "filename", "size")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it was sent: a link, or a file with the name that it had there."""

    title: str
    link: str = ""
    filename: str = ""
    data: bytes = b""


@transaction.atomic
def add_document(
    *, group: WorkingGroup, paper: Paper, by: User, number: int | None = None
) -> Document:
    """Kept for the group and the desk. What kind of file it is, is read from its bytes."""
    allow(rules.may_work_in(by, group))
    if bool(paper.link) == bool(paper.data):
        raise ValidationError(_("Choose a file, or give a link: one of the two."))
    made = Document(group=group, title=paper.title, link=paper.link, by=by)
    if paper.data:
        _check_size(paper.data)
        kind = file_types.kind_of(paper.data)
        made.media_type, made.size = kind.media_type, len(paper.data)
        made.filename = file_types.safe_name(paper.filename, kind)
    made, is_new = keep_once(made, number, SAYS)
    if is_new:
        if paper.data:
            Content.objects.create(document=made, data=paper.data)
        record(action="document.added", by=by, about=f"document:{made.pk}")
    return made


@transaction.atomic
def remove_document(*, document: Document, by: User) -> None:
    """Who put it there, the chair and the desk. A result that leant on it keeps its words."""
    allow(by.pk == document.by_id or rules.may_lead(by, document.group))
    allow(rules.is_inside(by, document.group))
    record(action="document.removed", by=by, about=f"document:{document.pk}")
    document.delete()


@transaction.atomic
def say(
    *, group: WorkingGroup, text: str, by: User, why_it_may: str = "", number: int | None = None
) -> Remark:
    """In the group, for the group and the desk."""
    allow(rules.may_work_in(by, group))
    made = Remark(group=group, text=text, by=by, why_it_may=why_it_may)
    made, _is_new = keep_once(made, number, ("group_id", "text"))
    return made


@transaction.atomic
def unsay(*, remark: Remark, by: User) -> None:
    """One's own words; the chair and the desk any."""
    allow(rules.is_inside(by, remark.group))
    allow(by.pk == remark.by_id or rules.may_lead(by, remark.group))
    remark.delete()


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ValidationError({"file": _("A file can be 10 MB at most. Give a link instead.")})
