"""The steps in working groups of which each has to happen once."""

from django.urls import reverse

from naober.features.agenda.tests import factories as agenda
from naober.features.exchange.tests.factories import UserFactory
from naober.features.focus import services as focus_services
from naober.features.focus.tests import factories as focus
from naober.features.focus.tests.factories import SeatFactory
from naober.foundation.notifications.services import make_link
from tests.once.acts import Act, fresh_number


def action_written() -> Act:
    """Beside its own number: with htmx or without, the form is the same."""
    seat = SeatFactory()
    path = reverse("focus:group", args=[seat.group_id])
    data = {"text": "Meters aflezen", "who": f"p{seat.user.pk}", "due_on": "2027-03-01"}
    data["once"] = fresh_number(path, seat.user)
    return Act(reverse("focus:action-new", args=[seat.group_id]), data, seat.user)


def action_ticked() -> Act:
    seat = SeatFactory()
    seat.group.point.challenges.add(agenda.ChallengeFactory())
    action = focus.ActionFactory(group=seat.group)
    return Act(reverse("focus:action-done", args=[action.pk]), {"done": "1"}, seat.user)


def decision_written() -> Act:
    seat = SeatFactory(is_chair=True)
    seat.group.point.challenges.add(agenda.ChallengeFactory())
    path = reverse("focus:decisions", args=[seat.group_id])
    data = {"text": "Wij beginnen", "day": "2026-03-01", "people": [seat.user.pk]}
    return Act(path, data | {"once": fresh_number(path, seat.user)}, seat.user)


def focus_started() -> Act:
    desk = UserFactory(desk_role="desk")
    path = reverse("focus:point-new")
    data = {"title": "Minder gas", "goal": "Minder", "once": fresh_number(path, desk)}
    return Act(path, data | {"challenges": [agenda.ChallengeFactory().pk]}, desk)


def result_confirmed() -> Act:
    seat = SeatFactory()
    seat.group.point.challenges.add(agenda.ChallengeFactory(state="chosen"))
    other = SeatFactory(group=seat.group)
    made = focus.ResultFactory(point=seat.group.point, by=other.user, company=other.company)
    return Act(reverse("focus:result-answer", args=[made.pk]), {"answer": "yes"}, seat.user)


def focus_stopped() -> Act:
    desk, challenge = UserFactory(desk_role="desk"), agenda.ChallengeFactory(state="chosen")
    point = focus.FocusPointFactory()
    point.challenges.add(challenge)
    path = reverse("focus:point-end", args=[point.pk])
    return Act(path, {"how": "stopped", "because": "Te duur"}, desk)


def group_formed() -> Act:
    desk, point = UserFactory(desk_role="desk"), focus.FocusPointFactory()
    point.challenges.add(agenda.ChallengeFactory(state="chosen"))
    return Act(
        reverse("focus:group-new", args=[point.pk]),
        {"name": "Werkgroep gas", "started_on": "2026-03-01"},
        desk,
    )


def seat_let_in() -> Act:
    chair = SeatFactory(is_chair=True)
    asked = SeatFactory(group=chair.group, state="asked")
    return Act(reverse("focus:seat-answer", args=[asked.pk]), {"answer": "in"}, chair.user)


def document_kept() -> Act:
    seat = SeatFactory()
    path = reverse("focus:documents", args=[seat.group_id])
    data = {"title": "Offerte", "link": "https://voorbeeld.example/offerte"}
    return Act(path, data | {"once": fresh_number(path, seat.user)}, seat.user)


def result_reported() -> Act:
    seat = SeatFactory()
    seat.group.point.challenges.add(agenda.ChallengeFactory(state="chosen"))
    path = reverse("focus:result-new", args=[seat.group.point_id])
    data = {"value": "12", "unit": "MWh", "what": "gas minder", "day": "2026-03-01"}
    data |= {"company": seat.company.pk, "once": fresh_number(path, seat.user)}
    return Act(path, data, seat.user)


def guest_of_a_group_by_link() -> Act:
    seat = SeatFactory(is_chair=True)
    email = UserFactory.build().email
    made = focus_services.invite(group=seat.group, email=email, organisation="", by=seat.user)
    target, email = str(made.pk), made.email
    link = make_link(purpose="focus.join", person=None, email=email, target=target)
    return Act(link.removeprefix("http://testserver"), {"choice": "yes"})


FOCUS = (
    action_written,
    action_ticked,
    decision_written,
    focus_started,
    focus_stopped,
    group_formed,
    seat_let_in,
    document_kept,
    result_reported,
    result_confirmed,
    guest_of_a_group_by_link,
)
