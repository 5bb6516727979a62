"""What fits, and who said yes."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.exchange.models.listings import (
    Direction,
    Listing,
    RandomIdField,
    own_side,
)
from naober.foundation.audience.readers import NOTHING, Reader, either, in_audience, seen_by
from naober.foundation.core.once import random_id
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

SAID_NOTHING = ("", "was")  # of one's own side: what waits for an answer


class MatchQuerySet(models.QuerySet["Match"]):
    def live(self) -> MatchQuerySet:
        """Both listings still open; an introduction stays, for they know each other now."""
        today = timezone.localdate()
        both_open = Q(
            offer__closed_at=None,
            need__closed_at=None,
            offer__expires_on__gte=today,
            need__expires_on__gte=today,
        )
        return self.filter(both_open | ~Q(introduced_at=None))

    def introduced(self) -> MatchQuerySet:
        return self.filter(introduced_at__isnull=False)

    def unanswered(self) -> MatchQuerySet:
        """Nobody said anything, and it did not end by itself."""
        return self.filter(interests=None, ended_at=None, introduced_at=None)

    def waiting_on(self, side: str) -> MatchQuerySet:
        """The other side said yes, this one says nothing now, and it did not end by itself."""
        asked = {f"{side}_answer__in": SAID_NOTHING, f"{_opposite(side)}_answer": "yes"}
        return self.filter(**asked, introduced_at=None, ended_at=None)

    def visible_to(self, who: Who) -> MatchQuerySet:
        """Those of one's own listings, when one is in the audience of the other side, or it said
        yes."""
        reader = reader_of(who)
        return self.filter(either(answerable("offer", reader), answerable("need", reader)))

    def answerable_from(self, side: str, who: Who) -> MatchQuerySet:
        """Seen from one's own listing on this side."""
        return self.filter(answerable(side, reader_of(who)))

    def on_behalf(self, side: str, who: Who) -> MatchQuerySet:
        """Those that the desk may answer for the company on this side, whoever placed the listing.

        It reads the name there, and at least that the other one exists; once the two met it must be
        let in on both names. What is for the eyes of a company only stays out.
        """
        reader = reader_of(who)
        if not reader.is_desk:
            return self.none()
        other = _opposite(side)
        known = _named_to(reader, other) | (Q(introduced_at=None) & _told_to(reader, other))
        return self.filter(_named_to(reader, side), known)


def answerable(side: str, reader: Reader) -> Q:
    """One's own listing is on this side, and one may know of the other or it said yes."""
    own, other = own_side(reader, side), _opposite(side)
    if own is NOTHING:
        return NOTHING
    said_yes = Q(**{f"{other}_answer": Interest.Answer.YES})
    return own & either(seen_by(reader, prefix=f"{other}__"), said_yes)


def _told_to(reader: Reader, side: str) -> Q:
    return in_audience(reader, prefix=f"{side}__")


def _named_to(reader: Reader, side: str) -> Q:
    return in_audience(reader, ("audience", "audience_who"), f"{side}__")


def _opposite(side: str) -> str:
    return "need" if side == "offer" else "offer"


class Match(models.Model):
    """An offer and a need that fit. Only the listing that changed has its matches made anew.

    `reasons` is a list of {"code": ..., "values": {...}}, safe to show to both sides: of a
    confidential listing the engine was told no more than others may know.
    """

    id = RandomIdField(primary_key=True, default=random_id)
    offer = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_offer")
    need = models.ForeignKey(Listing, models.CASCADE, related_name="matches_as_need")
    offer_company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    need_company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    score = models.FloatField()
    conditional = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    # One said yes and no answer came: the other is asked no more, and may still say yes.
    ended_at = models.DateTimeField(null=True, blank=True)
    # What the question was about when somebody said no, or nothing: the same one never comes back.
    asked = models.CharField(max_length=64, blank=True, db_index=True)
    # The two concepts it rests on, and what each side's answers taught about such pairs: the
    # score of a side is `score` times its weight (see services/lessons.py).
    offer_concept = models.CharField(max_length=100, blank=True)
    need_concept = models.CharField(max_length=100, blank=True)
    offer_weight = models.FloatField(default=1.0)
    need_weight = models.FloatField(default=1.0)

    # What each side answered, as its `Interest` says, and whether the desk placed either listing:
    # kept here by triggers of the database (migration 0013), so that no list looks it up by row.
    offer_answer = models.CharField(max_length=3, blank=True, default="", editable=False)
    need_answer = models.CharField(max_length=3, blank=True, default="", editable=False)
    by_desk = models.BooleanField(default=False, editable=False)

    # Set by `selectors.matches_of`, for one reader: the answers and the turn are told from there.
    my_side: str = ""
    my_score: float = 0.0

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "offer_id", "need_id"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        indexes = [
            models.Index(name="match_concepts", fields=["offer_concept", "need_concept"]),
            models.Index(name="match_best", fields=["-score", "id", "first_seen_at"]),
            models.Index(
                name="match_of_desk",
                fields=["by_desk", "offer_answer", "need_answer", "-score", "id"],
            ),
            # Of those who met only: of a list that asks for all others ("introduced_at is null")
            # SQLite takes any index on the column for a short way, and reads them all.
            models.Index(
                name="match_met",
                fields=["introduced_at", "id"],
                condition=Q(introduced_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_match_per_pair", fields=["offer", "need"]),
            models.CheckConstraint(name="match_is_between_two", condition=~Q(offer=F("need"))),
            models.CheckConstraint(
                name="match_is_between_companies",
                condition=~Q(offer_company=F("need_company")),
            ),
            models.CheckConstraint(name="match_score_0_to_1", condition=Q(score__range=(0, 1))),
            models.CheckConstraint(
                name="match_weights_0_to_1",
                condition=Q(offer_weight__range=(0, 1), need_weight__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="an_introduction_did_not_end_unanswered",
                condition=Q(ended_at=None) | Q(introduced_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"

    @property
    def my_answer(self) -> str:
        """A "not now" that passed is no answer any more."""
        answer = self._answer_of(self.my_side)
        return "" if answer == Interest.Answer.PAST else answer

    @property
    def other_answer(self) -> str:
        """A "not now" of the other side stays a no, whether its day came or not."""
        answer = self._answer_of(_opposite(self.my_side) if self.my_side else "")
        return Interest.Answer.NO if answer == Interest.Answer.PAST else answer

    @property
    def turn(self) -> int:
        """0 the other said yes and waits for me, 1 nobody answered, 2 introduced, 3 I said yes and
        wait, 4 one of us declined, or no answer came."""
        if self.introduced_at is not None:
            return 2
        mine, other = self.my_answer, self.other_answer
        if Interest.Answer.NO in (mine, other) or self.ended_at is not None:
            return 4
        if mine == Interest.Answer.YES:
            return 3
        return 0 if other == Interest.Answer.YES else 1

    def _answer_of(self, side: str) -> str:
        return {"offer": self.offer_answer, "need": self.need_answer}.get(side, "")


class InterestQuerySet(models.QuerySet["Interest"]):
    def visible_to(self, user: User | AnonymousUser) -> InterestQuerySet:
        """The answers that one's own companies gave; of the other side only a mutual yes is told,
        and the match tells that."""
        own = Company.objects.of(user)
        return self.filter(
            Q(side=Direction.OFFER, match__offer_company__in=own)
            | Q(side=Direction.NEED, match__need_company__in=own)
        )


class Interest(models.Model):
    """What one side of a match answered. The reason of a no is for one's own people."""

    class Answer(models.TextChoices):
        YES = "yes", _("interested")
        NO = "no", _("not for us")
        # A "not now" whose day came: its own side is asked anew, and no other reads a change in
        # it, for that would tell what the reason was.
        PAST = "was", _("not for us at that moment")

    class Reason(models.TextChoices):
        NONE = "", _("no reason given")
        NOT_SUITABLE = "not_suitable", _("it is not what we mean")
        QUALITY = "quality", _("the quality does not fit")
        AMOUNT = "amount", _("too much or too little")
        DISTANCE = "distance", _("too far away")
        TIME = "time", _("not the right moment")
        SOLVED = "solved", _("already arranged")
        OTHER = "other", _("something else")

    match = models.ForeignKey(Match, models.CASCADE, related_name="interests")
    side = models.CharField(max_length=5, choices=Direction)
    answer = models.CharField(max_length=3, choices=Answer)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default=Reason.NONE)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # By the desk, for the company: its people read that.
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    # "Not the right moment": from this day on the question is open again.
    until = models.DateField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(name="interest_by_time", fields=["answer", "at", "id"])]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_side", fields=["match", "side"]),
            models.CheckConstraint(
                name="interest_side_known", condition=Q(side__in=Direction.values)
            ),
            models.CheckConstraint(
                name="interest_answer_known", condition=Q(answer__in=["yes", "no", "was"])
            ),
            models.CheckConstraint(
                name="a_yes_needs_no_reason",
                condition=Q(answer__in=["no", "was"]) | Q(reason=""),
            ),
            models.CheckConstraint(
                name="only_a_moment_with_a_day_passed",
                condition=~Q(answer="was") | Q(until__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_wrong_moment_passes", condition=Q(until=None) | Q(reason="time")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match}: {self.side} {self.answer}"


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, user: User | AnonymousUser) -> LessonQuerySet:
        """What one's own companies taught."""
        return self.filter(company__in=Company.objects.of(user))


class Lesson(models.Model):
    """A company said "not what we mean" of an offer of this concept for a need of that one.

    `times` counts the answers that say so now: an answer taken back is counted back, and at
    nought the row goes. See services/lessons.py for what it does.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="lessons")
    offer_concept = models.CharField(max_length=100)
    need_concept = models.CharField(max_length=100)
    times = models.PositiveIntegerField(default=0)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["offer_concept", "need_concept", "pk"]
        indexes = [models.Index(name="lesson_pair", fields=["offer_concept", "need_concept"])]
        constraints = [
            models.UniqueConstraint(
                name="one_lesson_per_company_and_pair",
                fields=["company", "offer_concept", "need_concept"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_concept} / {self.need_concept}: {self.times}"


class ReachQuerySet(models.QuerySet["Reach"]):
    def visible_to(self, user: User | AnonymousUser) -> ReachQuerySet:
        """How far one's own companies look."""
        return self.filter(company__in=Company.objects.of(user))


class Reach(models.Model):
    """From how many kilometres a company said "too far away" of things of a kind."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="reaches")
    kind = models.CharField(max_length=10, blank=True)
    kilometres = models.FloatField()

    objects = ReachQuerySet.as_manager()

    class Meta:
        ordering = ["company", "kind"]
        constraints = [
            models.UniqueConstraint(name="one_reach_per_kind", fields=["company", "kind"]),
            models.CheckConstraint(name="reach_is_positive", condition=Q(kilometres__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.kind}: {self.kilometres:.0f} km"
