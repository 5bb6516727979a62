"""A working group with words of its own, and who may know which.

The oracle knows the rules from their words only: actions, documents, talk and decisions that are
not for members are for the group and the desk; a result too until another party confirmed it; what
is for members is for members; what is public for everybody.
"""

from decimal import Decimal

from django.urls import reverse

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.focus import services
from naober.features.focus.models import Seat, WorkingGroup
from naober.features.focus.services import Aim, Charter, Finding, Paper, Settled, Task
from naober.features.focus.tests.factories import SeatFactory
from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import UserFactory
from tests.access.cast import Cast
from tests.leaks.dealings import DESK, MEMBERS, Dealing, pages_about

INSIDE = {"colleague", "partner"} | DESK
FOR_MEMBERS = INSIDE | MEMBERS
EVERYBODY = FOR_MEMBERS | {"anonymous", "outsider", "guest"}
WAITING, COUNTS = 57_913, {False: 68_417, True: 71_239}  # by whether the point is public


def add_group(cast: Cast, *, public: bool) -> Dealing:
    """The colleague's company chairs it, the partner is a guest; a neighbour raised it."""
    desk, mine, guest = (_of(cast, name) for name in ("desk", "colleague", "partner"))
    title = "Wubbelpunt" if public else "Wubbelfocus"
    aim = Aim(title, "Samen minder wubbelgas", is_public=public)
    challenge = ChallengeFactory(audience="public" if public else "members")
    point = services.start_focus(aim=aim, by=desk, challenges=[challenge])
    charter = Charter("Groep", "Wij doen aan wubbelopdracht")
    group = services.form_group(point=point, charter=charter, by=desk)
    seat = SeatFactory.build(group=group, user=mine, company=cast.company, is_chair=True)
    seat.save()
    Seat.objects.create(group=group, user=guest, is_guest=True, state="in", email=guest.email)
    _work(group, mine)
    _results(group, mine, cast, COUNTS[public])
    inner = ("wubbelactie", "wubbelbesluit", "wubbelstuk", "wubbelpraat", f"#{WAITING}")
    shown = FOR_MEMBERS if not public else EVERYBODY
    readers = {
        **dict.fromkeys(inner, INSIDE),
        "wubbelbewijs": INSIDE,
        "wubbelopdracht": FOR_MEMBERS,
        "wubbelopen": FOR_MEMBERS,
        title.lower(): shown,
        f"#{COUNTS[public]}": shown,
    }
    return Dealing(readers, [*_pages_of(group), challenge.get_absolute_url(), *pages_about(
        cast.company)])  # fmt: skip


def _of(cast: Cast, name: str) -> User:
    person = cast.people[name]
    assert isinstance(person, User)
    return person


def _work(group: WorkingGroup, mine: User) -> None:
    other = UserFactory()
    done = services.add_action(task=Task("Doe wubbelactie", owner=mine), by=mine, group=group)
    services.finish_action(action=done, by=mine)
    services.add_action(task=Task("Nog een wubbelactie", owner=other), by=mine, group=group)
    services.add_decision(settled=Settled("Stil: wubbelbesluit"), by=mine, group=group)
    settled = Settled("Voor ons: wubbelopen", for_members=True)
    services.add_decision(settled=settled, by=mine, group=group)
    paper = Paper("Wubbelstuk", filename="wubbelstuk.txt", data=b"wubbelstuk")
    services.add_document(group=group, paper=paper, by=mine)
    services.say(group=group, text="Dit is wubbelpraat", by=mine)


def _results(group: WorkingGroup, mine: User, cast: Cast, counts: int) -> None:
    other = SeatFactory(group=group)
    for amount in (WAITING, counts):
        finding = Finding(Decimal(amount), "kg", "minder", evidence="Wubbelbewijs")
        made = services.report_result(
            point=group.point, finding=finding, by=mine, company=cast.company
        )
        if amount == counts:
            services.confirm_result(result=made, by=other.user)


def _pages_of(group: WorkingGroup) -> list[str]:
    names = ("group", "people", "decisions", "documents", "talk", "group-edit")
    points = ("point", "point-edit", "point-end", "result-new", "measurements-csv")
    return [
        *(reverse(f"focus:{name}", args=[group.pk]) for name in names),
        *(reverse(f"focus:{name}", args=[group.point_id]) for name in points),
        *(reverse("focus:action", args=[one.pk]) for one in group.actions.all()),
        *(reverse("focus:decision", args=[one.pk]) for one in group.decisions.all()),
        *(reverse("focus:document", args=[one.pk]) for one in group.documents.all()),
        reverse("api-1:get_focus_point", args=[group.point_id]),
        f"{reverse('search')}?q=wubbel",
    ]
