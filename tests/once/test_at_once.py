"""Two who press at the same moment, each on a connection of their own.

The first is halted before each of its statements in turn; there the second does all it wants, or
waits for a lock of the first. So every order in which the two can meet is tried, whatever database
it is, and none of it hangs on luck.
"""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.features.desk.tests.factories import ProposalFactory
from naober.features.exchange import services
from naober.features.exchange.models import Deal, DealGuest, Interest, Listing, Value
from naober.features.exchange.tests.factories import UserFactory, person_of
from naober.features.focus.tests.factories import FocusPointFactory
from naober.features.ledger.models import Entry
from naober.features.meetings.tests.factories import MeetingFactory
from naober.foundation.members import services as members
from naober.foundation.members.models import Company, Invitation, Membership, User, Wish
from naober.foundation.members.services.invitations import Invitee
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory
from naober.foundation.notifications.models import Mail
from tests.once import meetings, scenes
from tests.once.scenes import Act

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
A_LOCK = 0.25  # seconds: who is not done by then waits for a lock, where one cannot ask
A_LOOK = 0.004
MOST = 60.0
OVER = (400, 410)  # the link was used, or what it asks is answered
Check = Callable[[list[int]], None]


class Halt:
    """Before its n-th statement that matters the first lets the second go, as far as it comes.

    When the second waits there for a lock, it would wait for the same one at every later moment of
    this transaction, which holds its locks to its end: the next moment to try is after that.
    """

    def __init__(self, at: int, second: threading.Thread) -> None:
        self.at, self.second = at, second
        self.count, self.next, self.holds_all = 0, at + 1, False
        self.waited = lambda: None  # stands among what the transaction does when it is through

    def __call__(self, execute, sql, params, many, context):
        if self._matters(sql):
            self.count += 1
            if self.count == self.at and waits(self.second) and connection.in_atomic_block:
                connection.on_commit(self.waited)
            elif self._still_waits():
                self.next = self.count + 1
        return execute(sql, params, many, context)

    def _matters(self, sql: str) -> bool:
        """What is read before a transaction begins is as old when its first statement comes. Once
        in a transaction of SQLite nobody else writes: then one moment stands for all."""
        is_write = sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "BEGIN"))
        if not connection.in_atomic_block:
            self.holds_all = False
            return is_write
        if connection.vendor == "sqlite":
            self.holds_all, before = self.holds_all or is_write, self.holds_all
            return is_write and not before
        return not sql.startswith(("SAVEPOINT", "RELEASE"))

    def _still_waits(self) -> bool:
        return any(hook[1] is self.waited for hook in connection.run_on_commit)

    @property
    def happened(self) -> bool:
        return self.count >= self.at


def waits(second: threading.Thread) -> bool:
    """Let it go, till it is done or waits for a lock."""
    second.start()
    if connection.vendor == "sqlite":
        second.join(A_LOCK)
        return second.is_alive()
    until, looking = time.monotonic() + MOST, connection.copy()
    try:
        while second.is_alive() and time.monotonic() < until:
            with looking.cursor() as cursor:
                cursor.execute(
                    "SELECT FROM pg_stat_activity"
                    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )
                if cursor.rowcount:
                    return True
            second.join(A_LOOK)
    finally:
        looking.close()
    return False


def meet(first: Act, second: Act, at: int) -> tuple[list[int], Halt]:
    """The answers of both, and how far the first came."""
    statuses: dict[str, int] = {}

    def press(name: str, act: Act) -> None:
        try:
            statuses[name] = act()
        finally:
            connection.close()

    thread = threading.Thread(target=press, args=("second", second))
    halt = Halt(at, thread)

    def press_first() -> None:
        with connection.execute_wrapper(halt):
            press("first", first)

    leading = threading.Thread(target=press_first)
    leading.start()
    leading.join(MOST)
    if halt.happened:
        thread.join(MOST)
    assert not leading.is_alive()
    assert not thread.is_alive()
    return [statuses[name] for name in ("first", "second") if name in statuses], halt


# Each gives two acts that meet, and what must hold of them afterwards.


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


def both_sign():
    """A deal that was changed by the desk for nobody: neither side signed."""
    made, deal = scenes.proposed()
    Deal.objects.filter(pk=deal.pk).update(offer_signed_at=None, offer_signed_by=None)

    def check(statuses):
        deal.refresh_from_db()
        assert deal.is_signed("offer")
        assert deal.is_signed("need")
        assert deal.is_confirmed
        assert list(deal.events.values_list("what", flat=True)).count("agreed") == 1

    return scenes.sign_deal(deal, made.giver), scenes.sign_deal(deal, made.taker), check


def both_confirm_a_value():
    made, value = scenes.reported()
    Value.objects.filter(pk=value.pk).update(offer_signed_at=None, offer_signed_by=None)

    def check(statuses):
        value.refresh_from_db()
        assert value.is_confirmed
        assert Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count() == 2

    return scenes.answer_value(value, made.giver), scenes.answer_value(value, made.taker), check


def two_of_one_side_confirm_a_value():
    made, value = scenes.reported()
    colleague = person_of(made.match.need_company)

    def check(statuses):
        assert Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count() == 2

    return scenes.answer_value(value, made.taker), scenes.answer_value(value, colleague), check


def confirm_and_refuse_a_value():
    made, value = scenes.reported()
    colleague = person_of(made.match.need_company)

    def check(statuses):
        value.refresh_from_db()
        assert value.is_confirmed != (value.ended_at is not None)
        written = Entry.objects.filter(key__startswith=f"deal-value:{value.pk}:").count()
        assert written == (2 if value.is_confirmed else 0)

    yes, no = scenes.answer_value(value, made.taker), scenes.answer_value(value, colleague, "no")
    return yes, no, check


def both_say_yes():
    made = scenes.pair()

    def check(statuses):
        made.match.refresh_from_db()
        assert made.match.introduced_at
        assert Mail.objects.filter(key__startswith=f"introduction:{made.match.pk}:").count() == 2

    return scenes.answer(made, "offer"), scenes.answer(made, "need"), check


def yes_and_no():
    made = scenes.asked()
    colleague = person_of(made.match.need_company)
    no = scenes.answer(scenes.Pair(made.match, made.giver, colleague), "need", "no")

    def check(statuses):
        made.match.refresh_from_db()
        said = Interest.objects.get(match=made.match, side="need").answer
        told = Mail.objects.filter(key__startswith=f"introduction:{made.match.pk}:").count()
        assert told == (2 if made.match.introduced_at else 0)
        assert said == ("yes" if made.match.introduced_at else "no") or said == "yes"

    return scenes.answer(made, "need"), no, check


def both_write_the_deal_down():
    made = scenes.introduced()
    acts = [_write_down(made, "offer", made.giver), _write_down(made, "need", made.taker)]

    def check(statuses):
        assert Deal.objects.filter(match=made.match).count() == 1
        assert sorted(statuses) == [302, 422]

    return *acts, check


def _write_down(made, side, user):
    data = {"agreed": "Elke week een vracht", "audience": "desk", "side": side}
    return Act(reverse("exchange:deal-new", args=[made.match.pk]), data, user)


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


def one_guest_is_asked_in_twice():
    made, deal = scenes.proposed()
    email, path = UserFactory.build().email, reverse("exchange:deal-guest", args=[deal.pk])

    def check(statuses):
        assert deal.guests.filter(email=email).count() == 1
        assert Mail.objects.filter(email=email).count() == 1

    return Act(path, {"email": email}, made.giver), Act(path, {"email": email}, made.taker), check


def one_new_guest_comes_in_twice():
    email, guests = UserFactory.build().email, []
    for _number in range(2):
        made, deal = scenes.proposed()
        company = made.match.offer_company
        guests.append(services.invite_guest(to=deal, email=email, company=company, by=made.giver))

    def check(statuses):
        user = User.objects.get(email=email)
        assert DealGuest.objects.filter(user=user).count() == 2

    return *(scenes.guest_comes(guest) for guest in guests), check


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


def one_listing_is_placed_twice():
    act = scenes.listing_said()
    again = Act(act.path, act.data, act.user)
    company = act.data["company"]

    def check(statuses):
        assert Listing.objects.filter(company=company).count() == 1

    return act, again, check


def one_report_is_sent_twice():
    act = scenes.value_reported()
    again = Act(act.path, act.data, act.user)
    deal = Deal.objects.order_by("proposed_at").last()

    def check(statuses):
        assert Value.objects.filter(deal=deal).count() == 2

    return act, again, check


def one_list_is_imported_twice():
    act = scenes.prospects_imported()
    again = Act(act.path, act.data, act.user)
    before = Company.objects.count()

    def check(statuses):
        assert Company.objects.count() == before + 2

    return act, again, check


def _sent_twice(made):
    """An act that makes one row of this table, sent by two browsers."""
    before = made.count()

    def check(statuses):
        assert statuses == [302, 302]
        assert made.count() == before + 1

    return check


def one_conversation_is_sent_twice():
    act = scenes.conversation_noted()
    return act, Act(act.path, act.data, act.user), _sent_twice(Conversation.objects.all())


def one_follow_up_is_sent_twice():
    act = scenes.follow_up_noted()
    return act, Act(act.path, act.data, act.user), _sent_twice(FollowUp.objects.all())


def one_contact_is_sent_twice():
    act = scenes.contact_noted()
    return act, Act(act.path, act.data, act.user), _sent_twice(ContactPerson.objects.all())


def one_wish_is_sent_twice():
    act = scenes.wish_to_join()
    return act, Act(act.path, act.data), _sent_twice(Wish.objects.all())


MEETINGS = [
    both_sign,
    both_confirm_a_value,
    two_of_one_side_confirm_a_value,
    confirm_and_refuse_a_value,
    both_say_yes,
    yes_and_no,
    both_write_the_deal_down,
    two_invitations_are_sent_to_one_address,
    one_new_person_accepts_two_invitations,
    one_guest_is_asked_in_twice,
    one_new_guest_comes_in_twice,
    two_accept_one_proposal,
    two_accept_one_listing,
    two_merge_the_same,
    two_merge_crosswise,
    one_link_is_posted_twice,
    one_invitation_link_is_posted_twice,
    one_listing_is_placed_twice,
    one_report_is_sent_twice,
    one_list_is_imported_twice,
    one_conversation_is_sent_twice,
    one_follow_up_is_sent_twice,
    one_contact_is_sent_twice,
    one_wish_is_sent_twice,
    two_want_the_last_place,
    a_place_is_given_back_while_another_asks,
    one_person_answers_twice,
    two_points_on_one_challenge_stop,
]


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.__name__)
def test_every_order(meeting):
    at, moments, happened = 1, 0, True
    while happened:
        first, second, check = meeting()
        statuses, halt = meet(first, second, at)
        happened = halt.happened
        if happened:
            assert max(statuses) < 500, (at, statuses)
            check(statuses)
            at, moments = halt.next, moments + 1
    assert moments > 1
