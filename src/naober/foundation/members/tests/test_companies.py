"""The directory and what people change of their own company."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from naober.foundation.members.models import Company, Site, User
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    membership = MembershipFactory(company__name="Heidebrouwerij")
    client.force_login(membership.user)
    return membership


def texts(response):
    return response.content.decode()


def test_a_company_that_stays_out_of_the_directory_does_not_exist_for_others(client, member):
    hidden = CompanyFactory(name="Stil bedrijf", in_directory=False)
    SiteFactory(company=hidden, place="Meppel")
    assert "Stil bedrijf" not in texts(client.get(reverse("members:directory")))
    assert "Meppel" not in texts(client.get(reverse("members:directory")))
    assert client.get(hidden.get_absolute_url()).status_code == 404
    places = client.get(reverse("members:map-places")).json()["features"]
    assert "Meppel" not in [place["properties"]["name"] for place in places]
    assert "Stil bedrijf" not in texts(client.get(reverse("members:map")))


def test_its_own_people_see_it(client, member):
    Company.objects.update(in_directory=False)
    assert client.get(member.company.get_absolute_url()).status_code == 200


def test_a_role_that_ended_opens_nothing(client, member):
    member.ended_on = "2026-01-01"
    member.save()
    assert client.get(reverse("members:company-edit", args=[member.company_id])).status_code == 404


def test_who_takes_part_no_more_finds_nobody(client, member):
    other = SiteFactory(company__name="Zaag West", place="Meppel").company
    assert "Zaag West" in texts(client.get(reverse("members:directory")))
    member.ended_on = "2026-01-01"
    member.save()
    for name in ("members:directory", "members:map", "members:map-places"):
        answer = texts(client.get(reverse(name)))
        assert "Zaag West" not in answer
        assert "Meppel" not in answer
    assert "Zaag West" not in texts(client.get(reverse("search") + "?q=zaag"))
    assert client.get(other.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "de zaag west",
        " De  Zaag\u200b West ",
        "De Za\u00e4g-West.",
        "\uff24e Zaag West",
        "De Za\u0430g West",
        "\u202eDe Zaag West",
        "\u200b",
        "De Zaag\u00ad West",
    ],
)
def test_nobody_passes_for_a_neighbour(client, member, name):
    CompanyFactory(name="De Zaag West")
    url = reverse("members:company-edit", args=[member.company_id])
    assert client.post(url, {"name": name, "in_directory": "on"}).status_code == 422
    assert Company.objects.get(pk=member.company_id).name == "Heidebrouwerij"


def test_a_name_is_kept_in_one_writing(client, member):
    url = reverse("members:company-edit", args=[member.company_id])
    client.post(url, {"name": " Brouwerij  Café\u200b 't Hert & Zn. ", "in_directory": "on"})
    assert Company.objects.get(pk=member.company_id).name == "Brouwerij Café 't Hert & Zn."


@pytest.mark.parametrize("half", [{"latitude": 52.8}, {"longitude": 6.9}, {"latitude": 91}])
def test_a_site_has_both_coordinates_or_none(half):
    company = CompanyFactory()
    with pytest.raises(IntegrityError):
        Site.objects.create(company=company, place="Emmen", **half)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=folie", {"Folie Oost"}),
        ("words=FOLIE oost", {"Folie Oost"}),
        ("words=folie brouwerij", set()),
        ("words=meppel", {"Zaag West"}),
        ("place=Meppel", {"Zaag West"}),
        ("division=22", {"Folie Oost"}),
        ("division=22&place=Meppel", set()),
        ("page=99999&words=%00", {"Folie Oost", "Heidebrouwerij", "Zaag West"}),
    ],
)
def test_filters_narrow_the_directory(client, member, query, found):
    CompanyFactory(name="Folie Oost", activity="folie", activity_code="22.21")
    sawmill = CompanyFactory(name="Zaag West", activity="zagerij", activity_code="16.11")
    SiteFactory(company=sawmill, place="Meppel")
    page = client.get(f"{reverse('members:directory')}?{query}").context["page"]
    assert {company.name for company in page} == found


def test_twenty_five_a_page_at_the_same_cost_for_any_number(
    client, member, django_assert_max_num_queries
):
    for _n in range(60):
        SiteFactory()
    with django_assert_max_num_queries(9):
        page = client.get(reverse("members:directory") + "?page=2").context["page"]
    assert len(page) == 25
    assert page.paginator.count == 61


def test_own_people_edit_their_company(client, member):
    url = reverse("members:company-edit", args=[member.company_id])
    response = client.post(url, {"name": "Nieuwe naam", "activity_code": "11.05"})
    assert response.status_code == 302
    member.company.refresh_from_db()
    assert (member.company.name, member.company.in_directory) == ("Nieuwe naam", False)


@pytest.mark.parametrize("code", ["brouwerij", "1", "11.05a", "1" * 11])
def test_a_wrong_activity_code_is_refused_and_nothing_is_saved(client, member, code):
    url = reverse("members:company-edit", args=[member.company_id])
    response = client.post(url, {"name": "Nieuwe naam", "activity_code": code})
    assert response.context["form"].errors.keys() == {"activity_code"}
    assert Company.objects.get().name == "Heidebrouwerij"


def test_a_place_from_the_lexicon_gives_a_site_its_coordinates(client, member):
    url = reverse("members:site-add", args=[member.company_id])
    client.post(url, {"place": "emmen", "street": "Phileasweg 1"})
    site = Site.objects.get()
    assert (site.place, site.is_main) == ("Emmen", True)
    assert site.latitude == pytest.approx(52.78, abs=0.05)
    assert site.longitude == pytest.approx(6.9, abs=0.05)


def test_a_place_that_nobody_knows_is_refused(client, member):
    url = reverse("members:site-add", args=[member.company_id])
    assert client.post(url, {"place": "Nergenshuizen"}).context["form"].errors.keys() == {"place"}
    assert not Site.objects.exists()


def test_there_is_always_one_main_site(client, member):
    first = SiteFactory(company=member.company)
    add = reverse("members:site-add", args=[member.company_id])
    client.post(add, {"place": "Meppel", "is_main": "on"})
    second = Site.objects.get(place="Meppel")
    assert list(Site.objects.filter(is_main=True)) == [second]
    client.post(reverse("members:site-remove", args=[second.pk]))
    assert list(Site.objects.filter(is_main=True)) == [first]


def test_the_main_site_cannot_be_unticked_away(client, member):
    site = SiteFactory(company=member.company)
    client.post(reverse("members:site-edit", args=[site.pk]), {"place": "Emmen"})
    assert Site.objects.get().is_main


def test_people_are_for_colleagues_and_the_desk(client, member):
    colleague = MembershipFactory(company=member.company, user__name="Collega Kees")
    url = reverse("members:company-people", args=[member.company_id])
    assert "Collega Kees" in texts(client.get(url))
    assert colleague.user.email in texts(client.get(url))
    client.force_login(MembershipFactory().user)
    assert client.get(url).status_code == 403
    client.force_login(UserFactory(desk_role="desk"))
    assert client.get(url).status_code == 200


def test_one_changes_ones_own_name_and_language(client, member):
    levels = {"name_level": "desk", "email_level": "own", "phone_level": "members"}
    said = {"name": "Anna", "language": "en", "digest": "daily", "phone": "0591 123456", **levels}
    client.post(reverse("members:profile"), said)
    user = User.objects.get(pk=member.user_id)
    assert (user.name, user.language, user.phone) == ("Anna", "en", "0591 123456")
    assert (user.name_level, user.email_level, user.phone_level) == tuple(levels.values())
    assert user.digest == "daily"
    assert "My details" in texts(client.get(reverse("members:profile")))


def test_texts_are_shown_in_the_readers_language_where_there_is_one(client, member):
    assert "brouwerij" in texts(client.get(member.company.get_absolute_url()))
    member.user.language = "en"
    member.user.save()
    assert "brewery" in texts(client.get(member.company.get_absolute_url()))


def test_what_people_typed_is_never_read_as_markup(client, member):
    Company.objects.update(name="<script>alert(1)</script>", description="<b>vet</b>")
    SiteFactory(company=member.company, place="<i>Emmen</i>")
    for url in [member.company.get_absolute_url(), reverse("members:map")]:
        assert "<script>alert" not in texts(client.get(url))
        assert "<i>Emmen" not in texts(client.get(url))
