import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from naober.features.agenda import mail_acts, news, services, sharing
from naober.features.agenda.models import Challenge, Recognition
from naober.features.agenda.tests.factories import ChallengeFactory, RecognitionFactory
from naober.foundation.audience.levels import Level
from naober.foundation.journal.services import record
from naober.foundation.members.tests.factories import MembershipFactory, UserFactory
from naober.foundation.notifications.models import Link
from naober.foundation.notifications.services import make_link

pytestmark = pytest.mark.django_db


def told(user, start="milestone:"):
    with translation.override("en"):
        return [item for item in news.digest_items(user) if item.key.startswith(start)]


def person_of(company):
    return MembershipFactory(company=company).user


def test_everybody_behind_a_challenge_reads_what_became_of_it():
    desk = UserFactory(desk_role="desk")
    whole = ChallengeFactory()
    part = ChallengeFactory(audience=Level.DESK, entered_by_desk=True, created_by=desk)
    said = RecognitionFactory(challenge=whole, with_name=False)
    services.take_together(parts=[part], into=whole, by=desk)
    services.tell(challenge=whole, kind="weighing.chosen", key="weighing:1", round="2027")
    for company in (whole.company, said.company, part.company):
        assert any("Chosen by the members: 2027" in one.text for one in told(person_of(company)))
    assert told(MembershipFactory().user) == []
    # Who wrote the part down hears where it went, and no line of what is of others.
    assert ["Taken together" in one.text for one in told(desk)] == [True]


def test_what_is_told_is_in_an_order_and_not_for_who_left():
    challenge = ChallengeFactory()
    for number in range(3):
        key = f"d:{number}"
        services.tell(challenge=challenge, kind="focus.decision", key=key, text=f"d{number}")
    user = person_of(challenge.company)
    assert [one.text[-2:] for one in told(user)] == ["d0", "d1", "d2"]
    user.memberships.update(ended_on=timezone.localdate())
    assert told(user) == []


def test_new_ones_of_others_come_few_with_a_link_to_say_we_too():
    user = MembershipFactory().user
    company = user.memberships.get().company
    ChallengeFactory.create_batch(5)
    ChallengeFactory(company=company)
    ChallengeFactory(audience=Level.DESK)
    found = told(user, "challenge-new:")
    assert len(found) == news.MOST_NEW
    assert {target.split(":")[1] for one in found for _, _, target in one.acts} == {str(company.pk)}
    RecognitionFactory(challenge_id=int(found[0].key.partition(":")[2]), company=company)
    assert found[0].key not in {one.key for one in told(user, "challenge-new:")}


def test_a_question_waits_until_it_is_answered():
    challenge = ChallengeFactory(audience=Level.DESK)
    user, desk = person_of(challenge.company), UserFactory(desk_role="desk")
    services.ask_to_open(challenge=challenge, by=desk)
    [item] = told(user, "challenge-open:")
    assert (item.kind, item.acts[0][1:]) == ("waiting", ("challenge.open", str(challenge.pk)))
    services.answer_opening(challenge=challenge, choice="no", by=user)
    assert told(user, "challenge-open:") == []


def test_as_many_statements_for_many_as_for_one():
    challenge = ChallengeFactory()
    user = person_of(challenge.company)

    def statements():
        with CaptureQueriesContext(connection) as captured:
            news.digest_items(user)
        return len(captured)

    services.tell(challenge=challenge, kind="focus.group", key="g:0", title="x")
    ChallengeFactory()
    before = statements()
    for number in range(1, 5):
        services.tell(challenge=challenge, kind="focus.group", key=f"g:{number}", title="x")
        ChallengeFactory()
    assert statements() == before


def link(purpose, target, person):
    make_link(purpose=purpose, person=person, email=person.email, target=str(target))
    return Link.objects.latest("pk")


def test_we_too_by_a_link():
    user, challenge = MembershipFactory().user, ChallengeFactory()
    target = f"{challenge.pk}:{user.memberships.get().company_id}"
    made = link("challenge.recognise", target, user)
    page = mail_acts.describe_recognise(made)
    assert challenge.text in page.text
    assert not Recognition.objects.exists()
    mail_acts.perform_recognise(made, "nameless", None)
    assert Recognition.objects.get().with_name is False


def test_a_link_says_nothing_of_what_was_reworded_or_taken_out_of_sight():
    user, challenge = MembershipFactory().user, ChallengeFactory()
    made = link("challenge.recognise", f"{challenge.pk}:{user.memberships.get().company_id}", user)
    sharing.share(challenge, "desk")
    challenge.save()
    assert mail_acts.describe_recognise(made).choices == ()
    sharing.share(challenge, "open")
    challenge.save()
    assert mail_acts.describe_recognise(made).choices
    record(action="challenge.edited", about=f"challenge:{challenge.pk}")
    assert mail_acts.describe_recognise(made).choices == ()
    mail_acts.perform_recognise(made, "name", None)
    assert not Recognition.objects.exists()


def test_only_the_company_itself_opens_by_a_link():
    when = timezone.now()
    challenge = ChallengeFactory(audience=Level.DESK, opening_asked_at=when)
    stranger = link("challenge.open", challenge.pk, MembershipFactory().user)
    assert mail_acts.describe_open(stranger).choices == ()
    mail_acts.perform_open(stranger, "open", None)
    own = link("challenge.open", challenge.pk, person_of(challenge.company))
    assert Challenge.objects.get().audience == Level.DESK
    mail_acts.perform_open(own, "open", None)
    assert Challenge.objects.get().audience_who == Level.MEMBERS
    assert mail_acts.describe_open(own).choices == ()
