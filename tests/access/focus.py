"""Focus points, their groups and the agenda: pages and API.

`point`, `group` and what is in it: the colleague's company is in the group, and the partner was let
in as a guest; the member and the board are of the collective but not in the group.
"""

from naober.features.focus.models import Measurement, Result, Seat, WorkingGroup
from naober.features.focus.tests.factories import (
    ActionFactory,
    DecisionFactory,
    DocumentFactory,
    FocusPointFactory,
    MeasurementFactory,
    RemarkFactory,
    ResultFactory,
    SeatFactory,
    WorkingGroupFactory,
)
from naober.foundation.members.models import User
from tests.access.cast import Cast, Row, nothing


def point(cast: Cast) -> list[object]:
    """Without a group."""
    return [FocusPointFactory().pk]


def _group(cast: Cast) -> WorkingGroup:
    """The colleague's company chairs it; the partner is a guest."""
    made = WorkingGroupFactory()
    seat = SeatFactory.build(group=made, user=_of(cast, "colleague"), company=cast.company)
    seat.is_chair = True
    seat.save()
    partner = _of(cast, "partner")
    Seat.objects.create(
        group=made, user=partner, email=partner.email, is_guest=True, state=Seat.State.IN
    )
    return made


def _of(cast: Cast, name: str) -> User:
    person = cast.people[name]
    assert isinstance(person, User)
    return person


def group(cast: Cast) -> list[object]:
    return [_group(cast).pk]


def grouped_point(cast: Cast) -> list[object]:
    return [_group(cast).point_id]


def measured_point(cast: Cast) -> list[object]:
    made = _group(cast)
    MeasurementFactory(point=_measured(made))
    return [made.point_id]


def _measured(made: WorkingGroup) -> object:
    point = made.point
    point.measure, point.unit, point.baseline, point.target = "aardgas", "MWh", 100, 80
    point.save()
    return point


def measurement(cast: Cast) -> list[object]:
    made: Measurement = MeasurementFactory(point=_measured(_group(cast)))
    return [made.pk]


def action(cast: Cast) -> list[object]:
    return [ActionFactory(group=_group(cast)).pk]


def action_of_a_company(cast: Cast) -> list[object]:
    """Of no group the colleague sits in: their company does it."""
    return [ActionFactory(company=cast.company).pk]


def action_of_a_meeting(cast: Cast) -> list[object]:
    return [ActionFactory(group=None, source="meetings.meeting:5", owner=_of(cast, "member")).pk]


def decision(cast: Cast) -> list[object]:
    return [DecisionFactory(group=_group(cast)).pk]


def open_decision(cast: Cast) -> list[object]:
    return [DecisionFactory(group=_group(cast), for_members=True).pk]


def document(cast: Cast) -> list[object]:
    return [DocumentFactory(group=_group(cast), as_file=True).pk]


def remark(cast: Cast) -> list[object]:
    return [RemarkFactory(group=_group(cast)).pk]


def seat(cast: Cast) -> list[object]:
    return [SeatFactory(group=_group(cast)).pk]


def result(cast: Cast) -> list[object]:
    """Reported by another company in the group: it waits."""
    made = _group(cast)
    other = SeatFactory(group=made)
    found: Result = ResultFactory(point=made.point, by=other.user, company=other.company)
    return [found.pk]


_POST_ONLY = (302, 405, 405, 405, 405, 405, 405, 405)
_EVERYBODY = (302, 200, 200, 200, 200, 200, 200, 200)
_MEMBERS = (302, 404, 200, 200, 404, 404, 200, 200)
_AND_GUEST = (302, 404, 200, 200, 404, 200, 200, 200)
_INSIDE = (302, 404, 403, 200, 404, 200, 200, 403)
_LEADS = (302, 404, 403, 200, 404, 403, 200, 403)
_DESK = (302, 404, 403, 403, 404, 404, 200, 403)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("focus:agenda", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("focus:agenda-pdf", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("focus:points", nothing, _EVERYBODY),
    ("focus:point", point, _MEMBERS),
    ("focus:point", grouped_point, _AND_GUEST),
    ("focus:point", measured_point, _AND_GUEST),
    ("focus:point-new", nothing, (302, 403, 403, 403, 403, 403, 200, 403)),
    ("focus:point-edit", point, _DESK),
    ("focus:point-end", grouped_point, _LEADS),
    ("focus:measure", measured_point, _POST_ONLY),
    ("focus:measurements-csv", measured_point, _AND_GUEST),
    ("focus:measurement-drop", measurement, _POST_ONLY),
    ("focus:group-new", point, _DESK),
    ("focus:result-new", grouped_point, _LEADS),
    ("focus:result-answer", result, _POST_ONLY),
    ("focus:group", group, _AND_GUEST),
    ("focus:group-edit", group, _LEADS),
    ("focus:join", group, _POST_ONLY),
    ("focus:people", group, _INSIDE),
    ("focus:decisions", group, _INSIDE),
    ("focus:documents", group, _INSIDE),
    ("focus:talk", group, _INSIDE),
    ("focus:action-new", group, _POST_ONLY),
    ("focus:seat-answer", seat, _POST_ONLY),
    ("focus:actions", nothing, _EVERYBODY),
    ("focus:action", action, (302, 404, 404, 200, 404, 200, 200, 404)),
    ("focus:action", action_of_a_company, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("focus:action", action_of_a_meeting, (302, 404, 200, 404, 404, 404, 200, 404)),
    ("focus:action-done", action, _POST_ONLY),
    ("focus:action-drop", action, _POST_ONLY),
    ("focus:decision", decision, (302, 404, 404, 200, 404, 403, 200, 404)),
    ("focus:decision", open_decision, _LEADS),
    ("focus:document", document, (302, 404, 404, 200, 404, 200, 200, 404)),
    ("focus:document-drop", document, _POST_ONLY),
    ("focus:remark-drop", remark, _POST_ONLY),
    ("api-1:list_focus_points", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_focus_point", grouped_point, (401, 404, 200, 200, 404, 200, 200, 200)),
    ("api-1:list_my_actions", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:finish_action", action, (405, 405, 405, 405, 405, 405, 405, 405)),
]
CHANGES: list[Row] = [
    ("focus:point-new", nothing, (302, 403, 403, 403, 403, 403, 422, 403)),
    ("focus:point-edit", point, (302, 404, 403, 403, 404, 404, 422, 403)),
    ("focus:point-end", grouped_point, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:measure", measured_point, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:measurement-drop", measurement, (302, 404, 403, 302, 404, 403, 302, 403)),
    ("focus:group-new", point, (302, 404, 403, 403, 404, 404, 422, 403)),
    ("focus:result-new", grouped_point, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:result-answer", result, (302, 404, 404, 302, 404, 403, 302, 404)),
    ("focus:group-edit", group, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:join", group, (302, 404, 302, 302, 404, 403, 403, 403)),
    ("focus:people", group, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:decisions", group, (302, 404, 403, 422, 404, 403, 422, 403)),
    ("focus:documents", group, (302, 404, 403, 422, 404, 422, 422, 403)),
    ("focus:talk", group, (302, 404, 403, 422, 404, 422, 422, 403)),
    ("focus:action-new", group, (302, 404, 403, 422, 404, 422, 422, 403)),
    ("focus:seat-answer", seat, (302, 404, 404, 302, 404, 302, 302, 404)),
    ("focus:action", action, (302, 404, 404, 422, 404, 403, 422, 404)),
    ("focus:action-done", action, (302, 404, 404, 302, 404, 302, 302, 404)),
    ("focus:action-done", action_of_a_company, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("focus:action-drop", action, (302, 404, 404, 302, 404, 403, 302, 404)),
    ("focus:decision", decision, (302, 404, 404, 422, 404, 403, 422, 404)),
    ("focus:document-drop", document, (302, 404, 404, 302, 404, 403, 302, 404)),
    ("focus:remark-drop", remark, (302, 404, 404, 302, 404, 403, 302, 404)),
    ("api-1:finish_action", action, (401, 404, 404, 200, 404, 200, 200, 404)),
]
