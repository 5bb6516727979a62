"""Made-up people and companies for tests."""

import factory
from django.test import Client

from naober.foundation.members.models import Company, Membership, Site, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse battery")


class CompanyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n:04}")
    activity = "brouwerij"
    activity_en = "brewery"
    activity_code = "11.05"
    stage = Company.Stage.MEMBER


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    company = factory.SubFactory(CompanyFactory)
    place = "Emmen"
    latitude = 52.78
    longitude = 6.9


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
