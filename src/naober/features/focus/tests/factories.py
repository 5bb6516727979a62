import factory

from naober.features.focus.models import (
    Action,
    Content,
    Decision,
    Document,
    FocusPoint,
    Measurement,
    Remark,
    Result,
    Seat,
    WorkingGroup,
)
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory


class FocusPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FocusPoint

    title = factory.Sequence(lambda n: f"Minder aardgas {n}")
    goal = "Samen een vijfde minder aardgas in 2029"


class WorkingGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    point = factory.SubFactory(FocusPointFactory)
    name = factory.Sequence(lambda n: f"Werkgroep gas {n}")


class SeatFactory(factory.django.DjangoModelFactory):
    """Somebody of a member company, in the group."""

    class Meta:
        model = Seat

    group = factory.SubFactory(WorkingGroupFactory)
    company = factory.SubFactory(CompanyFactory, stage=Company.Stage.MEMBER)
    state = Seat.State.IN
    user = factory.LazyAttribute(lambda seat: MembershipFactory(company=seat.company).user)


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    group = factory.SubFactory(WorkingGroupFactory)
    text = factory.Sequence(lambda n: f"Meters aflezen {n}")


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    group = factory.SubFactory(WorkingGroupFactory)
    text = factory.Sequence(lambda n: f"Wij beginnen met de ketels {n}")


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document
        skip_postgeneration_save = True

    class Params:
        as_file = factory.Trait(
            link="", filename="offerte.pdf", media_type="application/pdf", size=9
        )

    group = factory.SubFactory(WorkingGroupFactory)
    title = factory.Sequence(lambda n: f"Offerte {n}")
    link = "https://voorbeeld.example/offerte"

    @factory.post_generation
    def data(self, create, extracted, **kwargs):
        if create and self.filename:
            Content.objects.create(document=self, data=extracted or b"%PDF-1.7\n")


class MeasurementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Measurement

    point = factory.SubFactory(FocusPointFactory, measure="gas", unit="MWh", baseline=100, target=0)
    value = 90


class RemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Remark

    group = factory.SubFactory(WorkingGroupFactory)
    text = factory.Sequence(lambda n: f"Zullen we dinsdag bellen? {n}")


class ResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Result

    point = factory.SubFactory(FocusPointFactory)
    value = 1200
    unit = "MWh"
    what = "aardgas minder in een jaar"
