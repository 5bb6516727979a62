import factory
from django.utils import timezone

from naober.features.desk.models import (
    ContactPerson,
    Conversation,
    FollowUp,
    Proposal,
    ProspectBatch,
)
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory


class ContactPersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPerson

    company = factory.SubFactory(CompanyFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")
    phone = factory.Sequence(lambda n: f"0591 - 55{n:04}")


class ConversationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Conversation

    company = factory.SubFactory(CompanyFactory)
    notes = "Ze hebben elke week 10 ton houtsnippers over."


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    conversation = factory.SubFactory(ConversationFactory)
    kind = "listing"
    text = "Wij hebben elke week 10 ton houtsnippers over"
    start = 0
    end = 44
    data = factory.LazyFunction(
        lambda: {"direction": "offer", "words": "Ze hebben elke week 10 ton houtsnippers over"}
    )


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    company = factory.SubFactory(CompanyFactory)
    text = factory.Sequence(lambda n: f"Terugbellen {n}")
    due = factory.LazyFunction(timezone.localdate)


class ProspectBatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProspectBatch

    by = factory.SubFactory(UserFactory, desk_role="desk")
    rows = factory.LazyFunction(list)
