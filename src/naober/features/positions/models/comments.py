"""What companies and the desk say of a paragraph."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.positions.models.positions import Paragraph, Position, Version
from naober.foundation.audience.levels import Level
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who

MAX_COMMENT = 2_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, who: Who) -> Self:
        """The words are for whoever may read the position; who said them: `name_for`."""
        return self.filter(position__in=Position.objects.visible_to(who))

    def open(self) -> Self:
        return self.filter(answered_at=None)


class Comment(MadeOnce):
    """One remark. `company` is empty when the desk makes it. Of the ladder of audiences `who` is
    on two steps: all members read the name, or the desk (and one's own people) only."""

    WHO = [(Level.MEMBERS, _("all members read our name")), (Level.DESK, _("only the desk does"))]

    position = models.ForeignKey(Position, models.CASCADE, related_name="comments")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="comments")
    # Of which version it was said.
    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    company = models.ForeignKey(
        Company, models.CASCADE, null=True, blank=True, related_name="position_comments"
    )
    text = models.TextField(_("your remark"), max_length=MAX_COMMENT)
    who = models.CharField(
        _("who reads our name"), max_length=10, choices=WHO, default=Level.MEMBERS
    )
    why_it_may = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=MAX_COMMENT, blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(name="comment_of_paragraph", fields=["paragraph", "at"])]
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_name_for_known", condition=Q(who__in=[Level.MEMBERS, Level.DESK])
            ),
            models.CheckConstraint(
                name="comment_answered_has_a_day",
                condition=Q(answer="") | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"
