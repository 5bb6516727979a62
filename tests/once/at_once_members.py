"""Two who join, note, answer or stop something. Each gives two acts that meet, and what must hold
of them afterwards."""

from django.urls import reverse

from naober.features.agenda.models import Challenge
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.features.desk.tests.factories import ProposalFactory
from naober.features.exchange.models import Interest, Listing
from naober.features.exchange.tests.factories import UserFactory
from naober.features.focus.tests.factories import FocusPointFactory
from naober.features.meetings.models import Meeting
from naober.features.meetings.tests.factories import MeetingFactory
from naober.foundation.members import services as members
from naober.foundation.members.models import Company, Invitation, Membership, User, Wish
from naober.foundation.members.services.invitations import Invitee
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory
from naober.foundation.notifications.models import Mail
from tests.once import agenda_scenes, meetings, scenes
from tests.once.acts import sent_twice
from tests.once.scenes import Act

OVER = (400, 410)  # the link was used, or what it asks is answered


def two_want_the_last_place():
    meeting = MeetingFactory(capacity=1)
    people = [MembershipFactory().user for _ in range(2)]

    def check(statuses):
        rows = meeting.invitees.filter(answer="yes")
        assert sorted(row.is_seated for row in rows) == [False, True]

    return *(meetings.says(meeting, person) for person in people), check


def a_place_is_given_back_while_another_asks():
    meeting, first, second = meetings.full()
    third = MembershipFactory().user

    def check(statuses):
        seated = meeting.invitees.filter(answer="yes", in_line_since=None)
        assert [row.user for row in seated] == [second]
        moved = seated.get()
        key = f"meetings.moved_up:{moved.pk}:"
        assert Mail.objects.filter(key__startswith=key).count() == 1

    return meetings.says(meeting, first, "no"), meetings.says(meeting, third), check


def one_person_answers_twice():
    meeting, person = MeetingFactory(), MembershipFactory().user

    def check(statuses):
        row = meeting.invitees.get()
        assert (row.answer, row.answers) == ("yes", 1)
        assert Mail.objects.filter(key__startswith=f"meetings.answered:{row.pk}:").count() == 1

    return meetings.says(meeting, person), meetings.says(meeting, person), check


def two_points_on_one_challenge_stop():
    """Of two that end at the same moment the second sees that the first is over."""
    challenge = ChallengeFactory(state="chosen")
    points = [FocusPointFactory(), FocusPointFactory()]
    for point in points:
        point.challenges.add(challenge)

    def act(point):
        data = {"how": "stopped", "because": "Te duur"}
        desk = UserFactory(desk_role="desk")
        return Act(reverse("focus:point-end", args=[point.pk]), data, desk)

    def check(statuses):
        challenge.refresh_from_db()
        assert challenge.state == "open"
        assert challenge.milestones.filter(kind="agenda.free_again").count() == 1

    return *(act(point) for point in points), check


def two_invitations_are_sent_to_one_address():
    company, email = CompanyFactory(), UserFactory.build().email

    def act():
        data = {"name": "Buur", "email": email, "roles": ["hr"], "language": "nl"}
        user = UserFactory(desk_role="desk")
        return Act(reverse("members:invite", args=[company.pk]), data, user)

    def check(statuses):
        assert Invitation.objects.filter(company=company, email=email).count() == 1
        assert Mail.objects.filter(email=email).count() == 1

    return act(), act(), check


def one_new_person_accepts_two_invitations():
    email, desk = UserFactory.build().email, UserFactory(desk_role="desk")
    invitee = Invitee("Nieuwe buur", email, ["hr"])
    made = [
        members.invite(company=CompanyFactory(stage="prospect"), invitee=invitee, by=desk)
        for _number in range(2)
    ]

    def check(statuses):
        user = User.objects.get(email=email)
        assert Membership.objects.filter(user=user).count() == 2

    return scenes.accept(made[0]), scenes.accept(made[1]), check


def two_accept_one_proposal():
    desk, other = UserFactory(desk_role="desk"), UserFactory(desk_role="desk")
    made = ProposalFactory(kind="follow_up")

    def act(user):
        data = {f"p{made.pk}-text": "Terugbellen", f"p{made.pk}-due": "2027-01-04"}
        return Act(reverse("desk:proposal-accept", args=[made.pk]), data, user)

    def check(statuses):
        assert FollowUp.objects.filter(company=made.conversation.company).count() == 1
        assert Proposal.objects.get(pk=made.pk).state == "accepted"
        assert sorted(statuses) == [302, 422]

    return act(desk), act(other), check


def two_accept_one_listing():
    other = UserFactory(desk_role="desk")
    first = scenes.listing_accepted()
    second = Act(first.path, first.data, other)
    made = Proposal.objects.order_by("pk").last()

    def check(statuses):
        assert Listing.objects.filter(company=made.conversation.company).count() == 1
        assert sorted(statuses) == [302, 422]

    return first, second, check


def two_merge_the_same():
    kept, merged = scenes.twins()

    def check(statuses):
        assert Company.objects.get(pk=merged.pk).merged_into == kept
        assert Listing.objects.filter(company=kept).count() == 3
        assert statuses.count(302) == 1

    return scenes.merge(kept, merged), scenes.merge(kept, merged), check


def two_merge_crosswise():
    one, other = scenes.twins()

    def check(statuses):
        pair = Company.objects.filter(pk__in=[one.pk, other.pk])
        assert pair.filter(merged_into=None).count() == 1
        assert Listing.objects.filter(company__in=pair.filter(merged_into=None)).count() == 3

    return scenes.merge(one, other), scenes.merge(other, one), check


def one_link_is_posted_twice():
    act = scenes.introduction_by_link()
    again = Act(act.path, act.data)
    match = Interest.objects.order_by("pk").last().match

    def check(statuses):
        assert min(statuses) == 200
        assert max(statuses) in OVER
        assert Mail.objects.filter(key__startswith=f"introduction:{match.pk}:").count() == 2

    return act, again, check


def one_invitation_link_is_posted_twice():
    made = scenes.invitation()
    first, second = scenes.accept(made), scenes.accept(made)

    def check(statuses):
        assert Membership.objects.filter(user__email=made.email).count() == 2
        assert min(statuses) == 302
        assert max(statuses) in OVER

    return first, second, check


def one_list_is_imported_twice():
    act = scenes.prospects_imported()
    again = Act(act.path, act.data, act.user)
    before = Company.objects.count()

    def check(statuses):
        assert Company.objects.count() == before + 2

    return act, again, check


def one_conversation_is_sent_twice():
    act = scenes.conversation_noted()
    return act, Act(act.path, act.data, act.user), sent_twice(Conversation.objects.all())


def one_follow_up_is_sent_twice():
    act = scenes.follow_up_noted()
    return act, Act(act.path, act.data, act.user), sent_twice(FollowUp.objects.all())


def one_contact_is_sent_twice():
    act = scenes.contact_noted()
    return act, Act(act.path, act.data, act.user), sent_twice(ContactPerson.objects.all())


def one_wish_is_sent_twice():
    act = scenes.wish_to_join()
    return act, Act(act.path, act.data), sent_twice(Wish.objects.all())


def one_meeting_is_sent_twice():
    act = meetings.meeting_planned()
    return act, Act(act.path, act.data, act.user), sent_twice(Meeting.objects.all())


def one_challenge_is_sent_twice():
    act = agenda_scenes.challenge_raised()
    return act, Act(act.path, act.data, act.user), sent_twice(Challenge.objects.all())


def one_challenge_for_chosen_is_sent_twice():
    act = agenda_scenes.challenge_raised_for_chosen()
    return act, Act(act.path, act.data, act.user), sent_twice(Challenge.objects.all())


def one_challenge_of_nobody_is_sent_twice():
    act = agenda_scenes.challenge_raised_for_nobody()
    return act, Act(act.path, act.data, act.user), sent_twice(Challenge.objects.all())


MEETINGS = [
    two_want_the_last_place,
    a_place_is_given_back_while_another_asks,
    one_person_answers_twice,
    two_points_on_one_challenge_stop,
    two_invitations_are_sent_to_one_address,
    one_new_person_accepts_two_invitations,
    two_accept_one_proposal,
    two_accept_one_listing,
    two_merge_the_same,
    two_merge_crosswise,
    one_link_is_posted_twice,
    one_invitation_link_is_posted_twice,
    one_list_is_imported_twice,
    one_conversation_is_sent_twice,
    one_follow_up_is_sent_twice,
    one_contact_is_sent_twice,
    one_wish_is_sent_twice,
    one_meeting_is_sent_twice,
    one_challenge_is_sent_twice,
    one_challenge_for_chosen_is_sent_twice,
    one_challenge_of_nobody_is_sent_twice,
]
