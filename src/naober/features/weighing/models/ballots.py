"""What a company voted. The most secret rows of the platform: read `visible_to` first."""

from __future__ import annotations

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.weighing.models.rounds import Round, State
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of


def voter_code() -> str:
    """Says nothing of the company, nor of the order of voting."""
    return secrets.token_hex(8)


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, who: Who) -> Self:
        """One's own company's. Those of others in an open round once it has closed, for whoever
        sees the round; of a secret round never: not the desk, not the board, no administrator."""
        reader = reader_of(who)
        shown = Round.objects.visible_to(who).filter(
            is_secret=False, state__in=(State.CLOSED, State.DECIDED)
        )
        told = Q(round__in=shown.order_by().values("pk"))
        return self.filter(told | Q(company__in=reader.companies))


class Ballot(models.Model):
    """One vote of one company. The last one counts: it is written over.

    `points` are by candidate, as whole numbers; a tick is one. `voter` stands for the company in
    the outcome, which holds no names. `cast_by` is read by the company's own people only.
    `on_behalf`: the desk entered it, as the company told it. `joined_at`: when two rows turned out
    to be one company that had voted twice, and this vote stayed.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="ballots")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    points = models.JSONField(default=dict)
    voter = models.CharField(max_length=16, unique=True, default=voter_code, editable=False)
    cast_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    cast_at = models.DateTimeField(default=timezone.now)
    on_behalf = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, editable=False)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["voter"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(name="one_vote_for_each_company", fields=["round", "company"]),
        ]

    def __str__(self) -> str:
        return f"a vote in round {self.round_id}"
