import factory

from naober.features.agenda.models import Challenge, Recognition, Theme
from naober.foundation.members.tests.factories import CompanyFactory


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"thema-{n}")
    name = factory.Sequence(lambda n: f"Thema {n}")


class ChallengeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Challenge

    company = factory.SubFactory(CompanyFactory)
    text = factory.Sequence(lambda n: f"Wij vinden geen {n} monteurs")


class RecognitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recognition

    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory)
