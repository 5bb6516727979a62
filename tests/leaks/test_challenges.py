"""Who raised a challenge without its name, and who recognises one without its own, nobody can tell:
in worlds that differ in that alone, everything others read is the same, byte for byte."""

import pytest
from django.urls import reverse
from django.utils import translation

from naober.features.agenda import news, services
from naober.features.agenda.models import Challenge, Recognition
from naober.features.agenda.services import Said
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory, UserFactory
from tests.access.cast import make_cast
from tests.leaks import crawl

pytestmark = pytest.mark.django_db
WORD = "Onze netaansluiting"
OTHERS = ("outsider", "member", "bystander", "guest", "partner", "board")


@pytest.fixture
def people():
    cast = make_cast()
    cast.people["bystander"] = MembershipFactory().user
    return {name: cast.people[name] for name in OTHERS}


def everything(people, challenges):
    """What each of them reads of the agenda: pages, search, API, what comes while typing, mail."""
    urls = [
        reverse("agenda:challenges"),
        reverse("agenda:challenges") + "?state=all",
        reverse("agenda:challenges") + "?tab=own",
        reverse("search") + "?q=netaansluiting",
        reverse("api-1:list_challenges"),
        *(challenge.get_absolute_url() for challenge in challenges),
        *(reverse("api-1:get_challenge", args=[challenge.pk]) for challenge in challenges),
    ]
    found = {}
    for name, user in people.items():
        client = crawl.client_of(user)
        for url in urls:
            found[name, url] = crawl.read(client, url)
        typed = {"text": f"{WORD} is te klein voor de nieuwe lijn"}
        headers = {"HX-Request": "true"}
        answer = client.post(reverse("agenda:raise-preview"), typed, headers=headers)
        found[name, "typing"] = answer.content.decode()
        with translation.override("nl"):
            found[name, "mail"] = news.digest_items(user)
    return found


def move(challenge, raiser, said, recogniser):
    Challenge.objects.filter(pk=challenge.pk).update(company=raiser)
    Recognition.objects.filter(pk=said.pk).update(company=recogniser)


def test_who_hides_reads_the_same_whoever_it_is(people):
    one, other, third, fourth = CompanyFactory.create_batch(4)
    CompanyFactory.create_batch(4)
    challenge = ChallengeFactory(company=one, audience_who="desk", text=f"{WORD} is te klein")
    RecognitionFactory(challenge=challenge)  # with its name
    said = RecognitionFactory(challenge=challenge, company=other, with_name=False)
    services.tell(challenge=challenge, kind="weighing.candidate", key="w:1", round="2027")
    before = everything(people, [challenge])
    assert any("2 bedrijven herkennen dit" in str(text) for text in before.values())
    move(challenge, third, said, fourth)
    assert everything(people, [challenge]) == before
    move(challenge, other, said, one)
    assert everything(people, [challenge]) == before


def test_what_was_taken_together_tells_not_whose_it_was(people):
    one, other = CompanyFactory.create_batch(2)
    CompanyFactory.create_batch(8)
    whole = ChallengeFactory(text=f"{WORD} is te klein")
    part = ChallengeFactory(company=one, audience_who="desk", text=f"{WORD} is veel te klein")
    desk = MembershipFactory(user__desk_role="desk").user
    services.take_together(parts=[part], into=whole, by=desk)
    before = everything(people, [whole, part])
    said = Recognition.objects.get(challenge=whole)
    move(part, other, said, other)
    assert everything(people, [whole, part]) == before


def test_what_is_for_the_desk_only_changes_nothing_for_others(people):
    """Raised, taken into another, recognised there: with and without it all reads the same."""
    CompanyFactory.create_batch(8)
    whole = ChallengeFactory(text=f"{WORD} is te klein")
    one = CompanyFactory()
    desk = MembershipFactory(user__desk_role="desk").user
    before = everything(people, [whole])
    told = ChallengeFactory(company=one, audience="desk", text=f"{WORD} is geheim te klein")
    assert everything(people, [whole]) == before
    services.take_together(parts=[told], into=whole, by=desk)
    assert everything(people, [whole]) == before
    services.take_apart(part=Challenge.objects.get(pk=told.pk), by=desk)
    assert everything(people, [whole]) == before


def test_what_is_for_chosen_companies_changes_nothing_for_others(people):
    """Raised, recognised, taken into another: who was not chosen reads the same with and without
    it; who was chosen reads it, and of who else says so only the names that were given."""
    mine, other = MembershipFactory(), CompanyFactory(name="Zwiggelaar Geheim")
    CompanyFactory.create_batch(8)
    group = CompanyGroup.objects.create(name="Kwobbels", owner=mine.company)
    chosen = MembershipFactory()
    group.companies.add(chosen.company, other)
    whole, desk = ChallengeFactory(text=f"{WORD} is te klein"), UserFactory(desk_role="desk")
    before = everything(people, [whole])
    said = Said(text=f"{WORD} kwobbelt, ook geheim", choice="named", group=group)
    made = services.raise_challenge(company=mine.company, said=said, by=mine.user)
    assert everything(people, [whole]) == before
    services.recognise(challenge=made, company=other, by=desk)
    RecognitionFactory(challenge=made, with_name=False)  # as if some other way led there
    assert everything(people, [whole]) == before
    page = everything({"chosen": chosen.user}, [made])["chosen", made.get_absolute_url()]
    for words, is_there in (("kwobbelt", True), (other.name, True), (group.name, False)):
        assert (words in page) is is_there
    assert "1 bedrijf herkent dit" in page
    services.take_together(parts=[made], into=whole, by=desk)
    assert everything(people, [whole]) == before


def test_what_is_not_there_and_what_is_not_for_one_answer_the_same(people):
    hidden = ChallengeFactory(audience="desk")
    for user in people.values():
        client = crawl.client_of(user)
        for page in ("agenda:challenge", "agenda:edit", "agenda:close", "api-1:get_challenge"):
            answers = [client.get(reverse(page, args=[pk])) for pk in (hidden.pk, 12345)]
            assert [answer.status_code for answer in answers] == [404, 404]
