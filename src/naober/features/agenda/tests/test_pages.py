import pytest
from django.test import Client
from django.urls import reverse

from naober.features.agenda import phrases
from naober.features.agenda.models import Challenge, Recognition
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person():
    return MembershipFactory().user


def read(user, page, *args, query=""):
    return client_of(user).get(reverse(page, args=args) + query).content.decode()


def test_the_name_is_for_who_may_read_it(person, desk):
    challenge = ChallengeFactory(audience_who=Level.DESK)
    for page, args in (("agenda:challenge", [challenge.pk]), ("agenda:challenges", [])):
        assert challenge.company.name not in read(person, page, *args)
        assert challenge.company.name in read(desk, page, *args)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?words=monteurs", {"open", "chosen"}),
        ("?words=niets", set()),
        ("?state=closed", {"closed"}),
        ("?state=all", {"open", "chosen", "closed"}),
        ("?theme=energy", set()),
        ("?tab=own", {"chosen"}),
        ("?state=nonsense&theme=%00", {"open", "chosen"}),
    ],
)
def test_the_list_is_filtered(person, query, found):
    mine = person.memberships.get().company
    rows = {state: ChallengeFactory(state=state) for state in ("open", "chosen", "closed")}
    RecognitionFactory(challenge=rows["chosen"], company=mine)
    page = read(person, "agenda:challenges", query=query)
    assert {state for state, row in rows.items() if row.get_absolute_url() in page} == found


def test_raised_as_typed_and_shown_with_who_has_it_too(person):
    company = person.memberships.get().company
    other = ChallengeFactory(text="Operators voor de ploegendienst zijn niet te vinden")
    hidden = ChallengeFactory(text="Operators voor de ploegendienst vinden", audience=Level.DESK)
    client = client_of(person)
    typed = {"text": "Wij vinden geen operators voor de ploegendienst", "company": company.pk}
    shown = client.post(reverse("agenda:raise-preview"), typed, headers={"HX-Request": "true"})
    page = shown.content.decode()
    assert other.get_absolute_url() in page
    assert hidden.get_absolute_url() not in page
    assert "Mensen en werk" in page
    assert Challenge.objects.count() == 2
    answer = client.post(reverse("agenda:raise"), {**typed, "choice": "nameless"})
    made = Challenge.objects.exclude(pk__in=[other.pk, hidden.pk]).get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.company, made.audience_who) == (company, Level.DESK)


def test_talk_that_is_forbidden_is_asked_about(person):
    company = person.memberships.get().company_id
    client = client_of(person)
    typed = {"text": "Laten wij onze verkoopprijzen afstemmen", "company": company}
    answer = client.post(reverse("agenda:raise"), typed)
    assert answer.status_code == 422
    assert "verkoopprijzen" in answer.content.decode()
    assert not Challenge.objects.exists()
    client.post(reverse("agenda:raise"), {**typed, "why_it_may": "De overheid stelt die vast"})
    assert Challenge.objects.get().why_it_may == "De overheid stelt die vast"


def test_what_was_refused_is_kept_in_the_form(person):
    long = "x" * 2_001
    answer = client_of(person).post(reverse("agenda:raise"), {"text": long})
    assert answer.status_code == 422
    assert long in answer.content.decode()


def test_the_desk_raises_for_a_company_and_for_nobody(desk):
    company = CompanyFactory()
    client = client_of(desk)
    for chosen, choice, expected in ((company.pk, "desk", company), (0, "open", None)):
        typed = {"text": f"Wij zitten vast {chosen}", "company": chosen, "choice": choice}
        assert client.post(reverse("agenda:raise"), typed).status_code == 302
        made = Challenge.objects.get(text=typed["text"])
        assert made.company == expected
    assert made.audience == Level.MEMBERS
    # Never wider than what was chosen: of no company, it cannot be for the desk only.
    typed = {"text": "Wij zitten nog vast", "company": 0, "choice": "desk"}
    assert client.post(reverse("agenda:raise"), typed).status_code == 422
    assert client.post(reverse("agenda:raise"), {"text": "Wij ook"}).status_code == 422


def test_we_too_from_the_page_of_who_speaks_for_one_company(person):
    challenge = ChallengeFactory()
    client = client_of(person)
    url = challenge.get_absolute_url()
    recognise = reverse("agenda:recognise", args=[challenge.pk])
    assert recognise in client.get(url).content.decode()
    client.post(recognise, {"with_name": "0"})
    assert Recognition.objects.get().with_name is False
    assert recognise not in client.get(url).content.decode()


def test_two_are_taken_together_on_one_page(desk):
    one, other = ChallengeFactory(), ChallengeFactory(audience_who=Level.DESK)
    url = f"{reverse('agenda:merge')}?c={one.pk}&c={other.pk}"
    client = client_of(desk)
    assert client.post(url, {"into": "new", "sure": "on"}).status_code == 422  # no words
    assert client.post(url, {"into": str(one.pk)}).status_code == 422
    assert client.post(url, {"into": str(one.pk), "sure": "on"}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == one
    page = client.get(one.get_absolute_url()).content.decode()
    assert reverse("agenda:apart", args=[other.pk]) in page


def test_an_unknown_code_breaks_no_page(person):
    challenge = ChallengeFactory()
    for number, kind in enumerate(("focus.brandnew", "other.thing", "weighing.chosen")):
        challenge.milestones.create(kind=kind, key=f"x:{number}")
    assert client_of(person).get(challenge.get_absolute_url()).status_code == 200
    assert phrases.phrase_of("other.thing", {})
    assert phrases.phrase_of("weighing.chosen", {}).endswith("–")


def test_the_workbook_is_for_the_desk(desk, person):
    ChallengeFactory()
    assert client_of(person).post(reverse("agenda:export")).status_code == 404
    answer = client_of(desk).post(reverse("agenda:export"))
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert answer.content[:2] == b"PK"


def test_themes_are_added_and_renamed(desk):
    client = client_of(desk)
    answer = client.post(reverse("agenda:theme-new"), {"name": "Water", "words": "lozing*"})
    assert answer.status_code == 302
    assert "Water" in client.get(reverse("agenda:themes")).content.decode()
    again = client.post(reverse("agenda:theme-new"), {"name": "Water"})
    assert again.status_code == 422


def test_the_desk_is_told_of_the_company_and_not_as_if_it_were_it(desk):
    company, other = CompanyFactory(name="Brinkwolk"), CompanyFactory(name="Veenstra")
    client, there = client_of(desk), ChallengeFactory()
    typed = {"text": "Wij vinden geen monteurs voor de nacht", "company": company.pk}
    preview = client.post(reverse("agenda:raise-preview"), typed, headers={"HX-Request": "true"})
    raised = client.post(reverse("agenda:raise"), typed, follow=True).content.decode()
    assert "Brinkwolk hoort per mail wat ervan komt." in raised
    assert "Alle leden, met de naam van het bedrijf" in raised
    said = {"company": other.pk, "with_name": "1"}
    url = reverse("agenda:recognise", args=[there.pk])
    recognised = client.post(url, said, follow=True).content.decode()
    assert "Genoteerd: Veenstra ook." in recognised
    pages = preview.content.decode() + raised + recognised
    assert "Zij ook, met hun naam" in preview.content.decode()
    for spoken_to_a_company in ("U hoort per mail", "dat u het bent", "onze naam", "van u erbij"):
        assert spoken_to_a_company not in pages
