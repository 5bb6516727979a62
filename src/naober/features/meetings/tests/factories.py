from datetime import timedelta

import factory
from django.utils import timezone

from naober.features.meetings.models import (
    AgendaPoint,
    AgreedLine,
    Invitee,
    Meeting,
    Minutes,
    Talker,
    TalkPlan,
)
from naober.foundation.members.tests.factories import UserFactory


class MeetingFactory(factory.django.DjangoModelFactory):
    """Announced, for all members, in ten days."""

    class Meta:
        model = Meeting

    title = factory.Sequence(lambda n: f"Netwerkborrel {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    ends_at = factory.LazyAttribute(lambda one: one.starts_at + timedelta(hours=2))
    place = "Raadhuisplein 1, Emmen"
    state = "announced"
    announced_at = factory.LazyFunction(timezone.now)


class InviteeFactory(factory.django.DjangoModelFactory):
    """Somebody with an account who was asked and did not answer yet."""

    class Meta:
        model = Invitee

    meeting = factory.SubFactory(MeetingFactory)
    user = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(timezone.now)


class GuestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitee

    meeting = factory.SubFactory(MeetingFactory)
    email = factory.Sequence(lambda n: f"gast{n}@elders.example")
    name = factory.Sequence(lambda n: f"Gast {n}")


class PointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaPoint

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Punt {n}")


class MinutesFactory(factory.django.DjangoModelFactory):
    """Shared already."""

    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory)
    text = "Besluit: we gaan door"
    version = 1
    shared_at = factory.LazyFunction(timezone.now)


class AgreedLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreedLine

    meeting = factory.SubFactory(MeetingFactory)
    kind = "decision"
    words = factory.Sequence(lambda n: f"Besluit: nummer {n}")
    text = factory.Sequence(lambda n: f"Nummer {n}")


class TalkPlanFactory(factory.django.DjangoModelFactory):
    """Sent to who comes."""

    class Meta:
        model = TalkPlan

    meeting = factory.SubFactory(MeetingFactory)
    starts_at = factory.LazyAttribute(lambda one: one.meeting.starts_at)
    state = "shared"
    shared_at = factory.LazyFunction(timezone.now)


class TalkerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Talker

    invitee = factory.SubFactory(InviteeFactory)
    number = factory.Sequence(lambda n: n + 1)
