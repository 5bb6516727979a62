"""Say something of a paragraph, and answer it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.positions import rules
from naober.features.positions.models import Comment, Paragraph
from naober.features.positions.rules import Do
from naober.features.positions.services.acting import locked, note
from naober.foundation.audience.levels import Level
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import Company, User


@dataclass(frozen=True, slots=True)
class Remark:
    """`who`: who reads the name of the company."""

    text: str
    who: str = Level.MEMBERS
    why_it_may: str = ""


@transaction.atomic
def add_comment(
    *,
    paragraph: Paragraph,
    company: Company | None,
    remark: Remark,
    by: User,
    number: int | None = None,
) -> Comment:
    """Of a company, or of the desk itself (`company` None)."""
    position = locked(paragraph.position, Do.COMMENT, by)
    if company is None and not by.is_desk:
        raise PermissionDenied
    if company is not None and not rules.speaks_for(by, company):
        raise PermissionDenied
    version = position.versions.order_by("-number").first()
    row = Comment(
        position=position,
        paragraph=paragraph,
        version=version,
        company=company,
        text=remark.text.strip(),
        who=remark.who,
        why_it_may=remark.why_it_may,
        by=by,
    )
    made, is_new = keep_once(row, number, ("paragraph_id", "company_id", "text"))
    if is_new:
        note("position.commented", position=position, by=by, company=company)
    return made


@transaction.atomic
def answer_comment(*, comment: Comment, answer: str, by: User) -> Comment:
    """What was done with it; may be empty: it is dealt with. Once."""
    position = locked(comment.position, Do.RESOLVE, by)
    found = Comment.objects.select_for_update().get(pk=comment.pk)
    if found.answered_at is not None:
        raise ValidationError(_("This was answered already."))
    found.answer, found.answered_by, found.answered_at = answer.strip(), by, timezone.now()
    found.full_clean(exclude=["number"])
    found.save()
    note("position.comment_answered", position=position, by=by)
    return found
