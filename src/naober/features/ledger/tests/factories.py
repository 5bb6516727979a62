"""Made-up rows for tests."""

from decimal import Decimal

import factory
from django.utils import timezone

from naober.features.ledger.models import UNIT_OF, Entry, Kind, Way
from naober.foundation.members.tests.factories import CompanyFactory


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    company = factory.SubFactory(CompanyFactory)
    direction = Way.GAVE
    kind = Kind.MATERIAL
    unit = factory.LazyAttribute(lambda row: UNIT_OF[row.kind])
    quantity = Decimal(10)
    on = factory.LazyFunction(timezone.localdate)
    source = "deal"
    key = factory.Sequence(lambda n: f"test:{n}")
