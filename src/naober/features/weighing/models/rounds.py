"""A round: one question, a budget that is real, and what may be chosen with it."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naober.features.agenda.models import Challenge
from naober.foundation.core.once import MadeOnce
from naober.foundation.members.models import User
from naober.foundation.members.readers import Who, reader_of

LEAST = Decimal("0.01")
DEFAULT_METHOD = "equal-shares+add1u"


class Unit(models.TextChoices):
    """What the budget and the costs are counted in."""

    EURO = "euro", _("euros")
    HOURS = "hours", _("hours of the desk")
    PLACES = "places", _("places on the agenda")


class BallotKind(models.TextChoices):
    """What a company fills in. A ranking is counted as points: of n places the first gives n."""

    APPROVAL = "approval", _("tick what you want")
    POINTS = "points", _("divide points")
    RANKING = "ranking", _("put in order")


class Method(models.TextChoices):
    """Rule and completion of the engine, joined by a plus."""

    EQUAL_SHARES = DEFAULT_METHOD, _("everybody an equal share of the budget")
    EQUAL_SHARES_RAISED = "equal-shares+add1", _("equal shares, raised as far as they go")
    EQUAL_SHARES_ONLY = "equal-shares+none", _("equal shares, and what is left stays")
    PHRAGMEN = "phragmen+skip", _("who waited longest first")
    GREEDY = "greedy+none", _("most votes first")


class Ties(models.TextChoices):
    """Who decides when two are exactly as good."""

    ORDER = "order", _("an order that is known beforehand")
    PEOPLE = "people", _("people: the desk or the board chooses, and says so")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("round", "being made")
    OPEN = "open", pgettext_lazy("round", "open")
    CLOSED = "closed", pgettext_lazy("round", "closed, to be confirmed")
    DECIDED = "decided", pgettext_lazy("round", "decided")


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, who: Who) -> Self:
        """Who takes part sees what was opened; the desk also what it is still making."""
        reader = reader_of(who)
        if reader.is_desk:
            return self
        opened = self.exclude(state=State.DRAFT)
        if isinstance(reader.is_member, bool):
            return opened if reader.is_member else self.none()
        return opened.filter(Q(reader.is_member))

    def taking_votes(self) -> Self:
        return self.filter(state=State.OPEN, closes_at__gt=timezone.now())

    def due(self) -> Self:
        """Those whose time is over and that nobody closed yet."""
        return self.filter(state=State.OPEN, closes_at__lte=timezone.now())


class Round(MadeOnce):
    """One company one vote, until the moment of closing.

    `most` belongs to the kind of ballot: points to divide, places to fill in an order, or how many
    may be ticked (empty: as many as one wants). What a vote is and whether it is secret is fixed
    once the round is open. `tie_order` are candidates that people put first where it was a tie, in
    the order in which they did.
    """

    question = models.CharField(_("question"), max_length=200)
    explanation = models.TextField(_("explanation"), max_length=4_000, blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=12, decimal_places=2, validators=[MinValueValidator(LEAST)]
    )
    unit = models.CharField(_("counted in"), max_length=6, choices=Unit, default=Unit.EURO)
    ballot_kind = models.CharField(
        _("how one votes"), max_length=8, choices=BallotKind, default=BallotKind.APPROVAL
    )
    most = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    is_secret = models.BooleanField(_("secret"), default=True)
    method = models.CharField(
        _("how is chosen"), max_length=20, choices=Method, default=Method.EQUAL_SHARES
    )
    ties = models.CharField(_("when it is a tie"), max_length=6, choices=Ties, default=Ties.ORDER)
    tie_order = models.JSONField(default=list, blank=True, editable=False)
    why_it_may = models.CharField(max_length=500, blank=True, editable=False)
    state = models.CharField(_("how far"), max_length=7, choices=State, default=State.DRAFT)
    closes_at = models.DateTimeField(_("votes count until"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_at", "-pk"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        indexes = [models.Index(name="round_by_state", fields=["state", "closes_at"])]
        constraints = [
            models.CheckConstraint(name="round_asks_something", condition=~Q(question="")),
            models.CheckConstraint(name="round_has_a_budget", condition=Q(budget__gt=0)),
            models.CheckConstraint(name="round_unit_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="round_method_known", condition=Q(method__in=Method.values)
            ),
            models.CheckConstraint(name="round_ties_known", condition=Q(ties__in=Ties.values)),
            models.CheckConstraint(
                name="round_ballot_known",
                condition=Q(ballot_kind=BallotKind.APPROVAL)
                | Q(ballot_kind__in=BallotKind.values, most__isnull=False, most__gte=1),
            ),
            models.CheckConstraint(
                name="round_state_and_moments",
                condition=Q(state=State.DRAFT, opened_at=None, closed_at=None, decided_at=None)
                | Q(state=State.OPEN, opened_at__isnull=False, closed_at=None, decided_at=None)
                | Q(state=State.CLOSED, closed_at__isnull=False, decided_at=None)
                | Q(
                    state=State.DECIDED,
                    closed_at__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="round_open_before_it_closes",
                condition=Q(opened_at=None) | Q(opened_at__lt=F("closes_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("weighing:round", args=[self.pk])

    @property
    def takes_votes(self) -> bool:
        return self.state == State.OPEN and self.closes_at > timezone.now()


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, who: Who) -> Self:
        rounds = Round.objects.visible_to(who).order_by().values("pk")
        return self.filter(round__in=rounds)


class Candidate(models.Model):
    """Something to choose, with what it costs in the unit of the round.

    `title` is in plain words, the desk's. `challenge` is empty for what came from a file, or whose
    company is gone. `place` is its place in the order of choice, from 1; `chosen` is empty until
    the round is decided.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="candidates")
    challenge = models.ForeignKey(
        Challenge, models.SET_NULL, null=True, blank=True, related_name="candidacies"
    )
    title = models.CharField(_("in plain words"), max_length=200)
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    cost = models.DecimalField(
        _("costs"), max_digits=12, decimal_places=2, validators=[MinValueValidator(LEAST)]
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    chosen = models.BooleanField(null=True, editable=False)
    place = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(
                name="challenge_once_in_a_round", fields=["round", "challenge"]
            ),
            models.CheckConstraint(name="candidate_says_something", condition=~Q(title="")),
            models.CheckConstraint(name="candidate_costs_something", condition=Q(cost__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title
