"""Taken together and apart again: who comes along, as what, and who reads what of it."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.agenda import alike, engine_bridge, services
from naober.features.agenda.models import Challenge, Milestone, NotAlike, Recognition, State
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def said_at(challenge):
    rows = Recognition.objects.filter(challenge=challenge)
    return {row.company: (row.with_name, row.only_desk) for row in rows}


def test_who_raised_a_part_stays_behind_the_whole_as_it_was_known(desk):
    whole = ChallengeFactory()
    named, hidden = ChallengeFactory(), ChallengeFactory(audience_who=Level.DESK)
    told = ChallengeFactory(audience=Level.DESK)
    services.take_together(parts=[named, hidden, told], into=whole, by=desk)
    assert said_at(whole) == {
        named.company: (True, False),
        hidden.company: (False, False),
        told.company: (False, True),
    }


def test_who_recognised_a_part_comes_along_and_nobody_twice(desk):
    whole, part, other = ChallengeFactory(), ChallengeFactory(), ChallengeFactory()
    said = RecognitionFactory(challenge=part, with_name=False)
    RecognitionFactory(challenge=other, company=said.company)
    RecognitionFactory(challenge=part, company=whole.company)  # it raised the whole itself
    services.take_together(parts=[part, other], into=whole, by=desk)
    assert said_at(whole)[said.company] == (False, False)
    assert set(said_at(whole)) == {part.company, other.company, said.company}


def test_nobody_reads_more_than_before(desk):
    """A part for the desk only stays so; its raiser comes to read the whole, no one the part."""
    whole, told = ChallengeFactory(), ChallengeFactory(audience=Level.DESK)
    raiser = MembershipFactory(company=told.company).user
    before = {user: readable(user) for user in (MembershipFactory().user, raiser)}
    services.take_together(parts=[told], into=whole, by=desk)
    assert all(readable(user) == seen for user, seen in before.items())


def readable(user):
    return set(Challenge.objects.visible_to(user).values_list("pk", flat=True))


def test_nothing_is_taken_into_what_only_some_may_read(desk):
    told = ChallengeFactory(audience=Level.DESK)
    with pytest.raises(ValidationError):
        services.take_together(parts=[ChallengeFactory()], into=told, by=desk)
    with pytest.raises(ValidationError):
        services.take_together_anew(
            parts=[told, ChallengeFactory()], text="Allebei", theme=None, by=desk
        )


def test_what_hides_its_name_from_the_desk_is_not_taken_together(desk):
    veiled = ChallengeFactory(audience_who=Level.OWN)
    with pytest.raises(ValidationError):
        services.take_together(parts=[veiled], into=ChallengeFactory(), by=desk)


def test_new_words_for_several(desk):
    parts = [ChallengeFactory(), ChallengeFactory(audience_who=Level.DESK)]
    for _ in range(2):  # pressed twice
        whole = services.take_together_anew(
            parts=parts, text="Wij allemaal", theme=None, by=desk, number=5
        )
    assert (whole.origin, whole.company, whole.audience) == ("merged", None, "members")
    assert Challenge.objects.filter(merged_into=whole).count() == 2
    assert len(said_at(whole)) == 2
    assert Milestone.objects.filter(kind="agenda.merged").count() == 2


def test_apart_again_until_it_was_weighed(desk):
    whole, one, other = ChallengeFactory(), ChallengeFactory(), ChallengeFactory()
    both = RecognitionFactory(challenge=one).company
    RecognitionFactory(challenge=other, company=both)
    services.take_together(parts=[one, other], into=whole, by=desk)
    services.take_apart(part=Challenge.objects.get(pk=one.pk), by=desk)
    assert set(said_at(whole)) == {other.company, both}
    one.refresh_from_db()
    assert (one.state, one.merged_into) == (State.OPEN, None)
    services.tell(challenge=whole, kind="weighing.candidate", key="weighing:1")
    with pytest.raises(PermissionDenied):
        services.take_apart(part=Challenge.objects.get(pk=other.pk), by=desk)


def test_a_whole_without_parts_is_closed(desk):
    parts = [ChallengeFactory(), ChallengeFactory()]
    whole = services.take_together_anew(parts=parts, text="Samen", theme=None, by=desk)
    for part in parts:
        services.take_apart(part=Challenge.objects.get(pk=part.pk), by=desk)
    whole.refresh_from_db()
    assert whole.state == State.CLOSED
    assert not said_at(whole)


def test_only_the_desk_takes_together():
    person = MembershipFactory().user
    with pytest.raises(PermissionDenied):
        services.take_together(parts=[ChallengeFactory()], into=ChallengeFactory(), by=person)
    with pytest.raises(PermissionDenied):
        services.tell_apart(one=ChallengeFactory(), other=ChallengeFactory(), by=person)


def test_what_may_be_the_same_is_asked_until_somebody_says_no(desk):
    one = ChallengeFactory(text="Wij vinden geen procesoperators voor de vijfploegendienst")
    other = ChallengeFactory(text="Operators voor de ploegendienst zijn niet te vinden")
    ChallengeFactory(text="Ons slib heeft geen bestemming meer")
    pair = (min(one.pk, other.pk), max(one.pk, other.pk))
    assert alike.pairs(desk) == [pair]
    for _ in range(2):
        services.tell_apart(one=one, other=other, by=desk)
    assert NotAlike.objects.count() == 1
    assert alike.pairs(desk) == []


def test_two_that_only_the_desk_reads_are_not_proposed(desk):
    ChallengeFactory(text="Wij vinden geen procesoperators", audience=Level.DESK)
    ChallengeFactory(text="Procesoperators zijn niet te vinden", audience=Level.DESK)
    assert alike.pairs(desk) == []


def test_of_many_only_what_is_new_is_compared(desk, monkeypatch):
    asked = []
    pairs = engine_bridge.same.pairs
    monkeypatch.setattr(
        engine_bridge.same,
        "pairs",
        lambda rows, fresh: asked.append(fresh) or pairs(rows, fresh=fresh),
    )
    texts = ["Wij vinden geen monteurs", "Monteurs zijn niet te vinden", "Het net zit vol"]
    made = [ChallengeFactory(text=text) for text in texts]
    people = tuple(sorted((made[0].pk, made[1].pk)))
    assert alike.pairs(desk) == [people]
    new = ChallengeFactory(text="Netcongestie: het stroomnet zit vol")
    assert alike.pairs(desk) == alike.pairs(desk)
    assert tuple(sorted((made[2].pk, new.pk))) in alike.pairs(desk)
    assert asked == [{str(one.pk) for one in made}, {str(new.pk)}]
    Challenge.objects.filter(pk=new.pk).update(state=State.CLOSED)
    assert alike.pairs(desk) == [people]
    assert len(asked) == 2


def test_the_whole_shows_the_whole_life_of_its_parts_as_far_as_one_may_know(desk):
    """The oldest story stays in sight, also through a second time; of a private part nothing."""
    member = MembershipFactory().user
    oldest, other = ChallengeFactory(text="Het stroomnet is vol"), ChallengeFactory()
    Challenge.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - timedelta(days=90))
    services.tell(challenge=oldest, kind="weighing.candidate", key="w:1", round="Wat in 2026?")
    first = services.take_together_anew(
        parts=[Challenge.objects.get(pk=oldest.pk), other], text="Stroom", theme=None, by=desk
    )
    private = ChallengeFactory(audience=Level.DESK, text="Wij gaan bijna failliet van de stroom")
    services.tell(challenge=private, kind="weighing.candidate", key="w:2", round="Geheime ronde")
    whole = ChallengeFactory(text="Te weinig stroom")
    services.take_together(parts=[first, private], into=whole, by=desk)
    page = read(member, whole)
    for words in ("Wat in 2026?", "“Het stroomnet is vol”", oldest.company.name, "“Stroom”"):
        assert words in page
    for words in ("failliet", "Geheime ronde", private.company.name):
        assert words not in page
        assert words in read(desk, whole)
    life = page.partition('<ol class="life">')[2]
    assert life.index("“Het stroomnet is vol”") < life.index("“Stroom”")


def read(user, challenge):
    client = Client()
    client.force_login(user)
    return unescape(client.get(challenge.get_absolute_url()).content.decode())


def test_what_is_kept_apart_is_proposed_nowhere_again_also_not_for_the_whole(desk):
    text = "Wij vinden geen operators voor de nachtdienst"
    one, other, third = (ChallengeFactory(text=f"{text}{end}") for end in ("", ".", " hier"))
    card = f"?c={one.pk}&amp;c={other.pk}"
    assert card in client_page(desk, one)
    client = Client()
    client.force_login(desk)
    pair = sorted((one.pk, other.pk))
    answer = client.post(reverse("agenda:two", args=pair) + f"?back={one.pk}")
    assert answer.url == one.get_absolute_url()
    assert card not in client_page(desk, one)
    services.take_together(parts=[one], into=third, by=desk)
    assert tuple(sorted((third.pk, other.pk))) not in alike.pairs(desk)
    assert f"?c={third.pk}&amp;c={other.pk}" not in client_page(desk, third)


def test_what_members_cannot_see_says_so_where_the_desk_compares(desk):
    text = "Wij vinden geen operators voor de nachtdienst"
    one = ChallengeFactory(text=text)
    private = ChallengeFactory(text=f"{text}.", audience=Level.DESK)
    client = Client()
    client.force_login(desk)
    urls = [reverse("agenda:together"), one.get_absolute_url(), private.get_absolute_url()]
    for url in [*urls, reverse("agenda:merge") + f"?c={one.pk}&c={private.pk}"]:
        assert "leden zien dit niet" in client.get(url).content.decode()


def client_page(user, challenge):
    client = Client()
    client.force_login(user)
    return client.get(challenge.get_absolute_url()).content.decode()
