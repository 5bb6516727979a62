"""Meetings: for whom each is meant; preparing them is the desk's."""

from naober.features.meetings.tests.factories import (
    AgreedLineFactory,
    InviteeFactory,
    MeetingFactory,
    MinutesFactory,
    PointFactory,
    TalkerFactory,
    TalkPlanFactory,
)
from tests.access.cast import Cast, Row, nothing


def for_members(cast: Cast) -> list[object]:
    return [MeetingFactory().pk]


def public(cast: Cast) -> list[object]:
    return [MeetingFactory(for_whom="public").pk]


def for_invited(cast: Cast) -> list[object]:
    """The colleague is asked, and the guest."""
    made = MeetingFactory(for_whom="invited")
    for person in ("colleague", "guest"):
        InviteeFactory(meeting=made, user=cast.people[person])
    return [made.pk]


def draft(cast: Cast) -> list[object]:
    return [MeetingFactory(state="draft", announced_at=None).pk]


def invitee(cast: Cast) -> list[object]:
    return [InviteeFactory(user=cast.people["colleague"]).pk]


def point(cast: Cast) -> list[object]:
    return [PointFactory().pk]


def held(cast: Cast) -> list[object]:
    """With minutes that are shared."""
    return [MinutesFactory(meeting__state="held").pk]


def not_shared(cast: Cast) -> list[object]:
    return [MinutesFactory(meeting__state="held", shared_at=None).pk]


def line(cast: Cast) -> list[object]:
    return [AgreedLineFactory(gone=True).pk]


def talks(cast: Cast) -> list[object]:
    return [TalkPlanFactory().pk]


def my_talks(cast: Cast) -> list[object]:
    """The address is the key: it works for whoever has the mail."""
    plan = TalkPlanFactory()
    return [TalkerFactory(invitee__meeting=plan.meeting).code]


def no_feed(cast: Cast) -> list[object]:
    return ["bm90LW91cnM.c2lnbmF0dXJl"]


ONLY_DESK = (302, 404, 404, 404, 404, 404, 200, 403)
POST_ONLY = (302, 404, 404, 404, 404, 404, 405, 403)
DONE = (302, 404, 404, 404, 404, 404, 302, 403)
REFUSED = (302, 404, 404, 404, 404, 404, 422, 403)
ONLY_DESK_SEES = (302, 404, 404, 404, 404, 404, 200, 404)
EVERYBODY = (200, 200, 200, 200, 200, 200, 200, 200)
MEMBERS = (404, 404, 200, 200, 404, 404, 200, 200)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("meetings:list", nothing, EVERYBODY),
    ("meetings:meeting", for_members, MEMBERS),
    ("meetings:meeting", public, EVERYBODY),
    ("meetings:meeting", for_invited, (404, 404, 404, 200, 200, 404, 200, 404)),
    ("meetings:meeting", draft, (404, 404, 404, 404, 404, 404, 200, 404)),
    ("meetings:file", for_members, MEMBERS),
    ("meetings:file", public, EVERYBODY),
    ("meetings:answer", for_members, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("meetings:calendar", nothing, SIGNED_IN),
    ("meetings:calendar-new", nothing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("meetings:calendar-stop", nothing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("meetings:feed", no_feed, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("meetings:new", nothing, ONLY_DESK),
    ("meetings:edit", draft, ONLY_DESK),
    ("meetings:announce", draft, ONLY_DESK),
    ("meetings:cancel", for_members, ONLY_DESK),
    ("meetings:hold", for_members, POST_ONLY),
    ("meetings:remove", draft, POST_ONLY),
    ("meetings:people", for_members, ONLY_DESK),
    ("meetings:ask-person", for_members, POST_ONLY),
    ("meetings:answer-for", invitee, ONLY_DESK),
    ("meetings:take-off", invitee, POST_ONLY),
    ("meetings:door", for_members, ONLY_DESK),
    ("meetings:tick", invitee, POST_ONLY),
    ("api-1:list_meetings", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_meeting", for_members, (401, 404, 200, 200, 404, 404, 200, 200)),
    ("api-1:get_meeting", public, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:answer_meeting", for_members, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("meetings:talks", talks, ONLY_DESK),
    ("meetings:talks-standing", talks, DONE),
    ("meetings:talks-share", talks, POST_ONLY),
    ("meetings:talks-mend", talks, POST_ONLY),
    ("meetings:badges", talks, ONLY_DESK),
    ("meetings:lists", talks, ONLY_DESK),
    ("meetings:my-talks", my_talks, EVERYBODY),
    ("meetings:points", for_members, ONLY_DESK),
    ("meetings:point", point, ONLY_DESK),
    ("meetings:point-move", point, POST_ONLY),
    ("meetings:point-remove", point, POST_ONLY),
    ("meetings:minutes", for_members, ONLY_DESK),
    ("meetings:minutes-read", for_members, POST_ONLY),
    ("meetings:share", held, POST_ONLY),
    ("meetings:settle", line, POST_ONLY),
    ("meetings:agreed", held, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("meetings:agreed", not_shared, ONLY_DESK_SEES),
    ("meetings:raise", held, POST_ONLY),
]
CHANGES: list[Row] = [
    ("meetings:answer", for_members, (302, 404, 422, 422, 404, 404, 422, 422)),
    ("meetings:calendar-new", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("meetings:calendar-stop", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("meetings:new", nothing, REFUSED),
    ("meetings:edit", draft, REFUSED),
    ("meetings:announce", draft, DONE),
    ("meetings:cancel", for_members, REFUSED),
    ("meetings:hold", for_members, DONE),
    ("meetings:remove", draft, DONE),
    ("meetings:people", for_members, REFUSED),
    ("meetings:ask-person", for_members, (302, 404, 404, 404, 404, 404, 404, 403)),
    ("meetings:answer-for", invitee, REFUSED),
    ("meetings:take-off", invitee, DONE),
    ("meetings:tick", invitee, DONE),
    ("api-1:answer_meeting", for_members, (401, 422, 422, 422, 422, 422, 422, 422)),
    ("meetings:talks", talks, REFUSED),
    ("meetings:talks-share", talks, DONE),
    ("meetings:talks-mend", talks, DONE),
    ("meetings:my-talks", my_talks, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("meetings:points", for_members, REFUSED),
    ("meetings:point", point, REFUSED),
    ("meetings:point-move", point, DONE),
    ("meetings:point-remove", point, DONE),
    ("meetings:minutes", for_members, REFUSED),
    ("meetings:minutes-read", for_members, (302, 404, 404, 404, 404, 404, 200, 403)),
    ("meetings:share", not_shared, DONE),
    ("meetings:settle", line, DONE),
    ("meetings:raise", held, REFUSED),
]
