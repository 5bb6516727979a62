"""The agenda: pages and API."""

from django.utils import timezone

from naober.features.agenda.models import Recognition, Theme
from naober.features.agenda.tests.factories import ChallengeFactory, ThemeFactory
from naober.foundation.members.models import CompanyGroup
from tests.access.cast import Cast, Row, nothing


def own_challenge(cast: Cast) -> list[object]:
    """For the eyes of its own company only."""
    return [ChallengeFactory(company=cast.company, audience="own").pk]


def shared_challenge(cast: Cast) -> list[object]:
    return [ChallengeFactory(company=cast.company).pk]


def desk_challenge(cast: Cast) -> list[object]:
    return [ChallengeFactory(company=cast.company, audience="desk").pk]


def named_challenge(cast: Cast) -> list[object]:
    """For companies that were chosen: that of the member."""
    group = CompanyGroup.objects.create(name="Buren", owner=cast.company)
    member = cast.people["member"]
    assert member is not None
    group.companies.add(member.memberships.get().company)
    made = ChallengeFactory(
        company=cast.company, audience="named", audience_who="named", audience_group=group
    )
    return [made.pk]


def closed_challenge(cast: Cast) -> list[object]:
    return [ChallengeFactory(company=cast.company, state="closed").pk]


def of_another(cast: Cast) -> list[object]:
    """That the colleague's company said "we too" to."""
    challenge = ChallengeFactory()
    Recognition.objects.create(challenge=challenge, company=cast.company)
    return [challenge.pk]


def asked(cast: Cast) -> list[object]:
    """The desk asked whether all members may read it."""
    when = timezone.now()
    made = ChallengeFactory(company=cast.company, audience="desk", opening_asked_at=when)
    return [made.pk]


def part(cast: Cast) -> list[object]:
    whole = ChallengeFactory(company=None, origin="merged")
    made = ChallengeFactory(company=cast.company, state="merged", merged_into=whole)
    return [made.pk]


def two(cast: Cast) -> list[object]:
    pair = sorted((ChallengeFactory(company=cast.company).pk, ChallengeFactory().pk))
    return [*pair]


def theme(cast: Cast) -> list[object]:
    return [ThemeFactory().pk]


def a_theme(cast: Cast) -> list[object]:
    return [Theme.objects.get(slug="energy").pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
ALL = (302, 200, 200, 200, 200, 200, 200, 200)
POSTED = (302, 405, 405, 405, 405, 405, 405, 405)
ONLY_DESK = (302, 404, 404, 404, 404, 404, 200, 403)
POST_ONLY = (302, 404, 404, 404, 404, 404, 405, 403)
DONE = (302, 404, 404, 404, 404, 404, 302, 403)
PAGES: list[Row] = [
    ("agenda:challenges", nothing, ALL),
    ("agenda:raise", nothing, ALL),
    ("agenda:raise-preview", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("agenda:challenge", own_challenge, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("agenda:challenge", desk_challenge, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("agenda:challenge", shared_challenge, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("agenda:challenge", of_another, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("agenda:challenge", asked, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("agenda:challenge", part, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("agenda:challenge", named_challenge, (302, 404, 200, 200, 404, 404, 200, 404)),
    ("agenda:edit", own_challenge, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("agenda:edit", named_challenge, (302, 404, 403, 200, 404, 404, 403, 404)),
    ("agenda:edit", shared_challenge, (302, 404, 403, 200, 404, 404, 403, 403)),
    ("agenda:close", own_challenge, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("agenda:close", shared_challenge, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("agenda:reopen", closed_challenge, POSTED),
    ("agenda:recognise", shared_challenge, POSTED),
    ("agenda:take-back", of_another, POSTED),
    ("agenda:ask", desk_challenge, POSTED),
    ("agenda:answer", asked, POSTED),
    ("agenda:export", nothing, POST_ONLY),
    ("agenda:together", nothing, ONLY_DESK),
    ("agenda:merge", nothing, (302, 404, 404, 404, 404, 404, 404, 403)),
    ("agenda:two", two, POST_ONLY),
    ("agenda:apart", part, POST_ONLY),
    ("agenda:themes", nothing, ONLY_DESK),
    ("agenda:theme-new", nothing, ONLY_DESK),
    ("agenda:theme-edit", a_theme, ONLY_DESK),
    ("agenda:theme-move", theme, POST_ONLY),
    ("api-1:list_challenges", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:create_challenge", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_challenge", own_challenge, (401, 404, 404, 200, 404, 404, 404, 404)),
    ("api-1:get_challenge", named_challenge, (401, 404, 200, 200, 404, 404, 200, 404)),
    ("api-1:recognise_challenge", shared_challenge, (405, 405, 405, 405, 405, 405, 405, 405)),
]
CHANGES: list[Row] = [
    ("agenda:raise", nothing, (302, 422, 422, 422, 422, 422, 422, 422)),
    ("agenda:edit", own_challenge, (302, 404, 404, 422, 404, 404, 404, 404)),
    ("agenda:edit", shared_challenge, (302, 404, 403, 422, 404, 404, 403, 403)),
    ("agenda:close", shared_challenge, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("agenda:reopen", closed_challenge, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("agenda:recognise", shared_challenge, (302, 404, 302, 403, 404, 404, 302, 403)),
    ("agenda:recognise", named_challenge, (302, 404, 302, 403, 404, 404, 302, 404)),
    ("agenda:recognise", own_challenge, (302, 404, 404, 403, 404, 404, 404, 404)),
    ("agenda:take-back", of_another, (302, 404, 302, 302, 404, 404, 403, 403)),
    ("agenda:ask", desk_challenge, (302, 404, 404, 403, 404, 404, 302, 404)),
    ("agenda:answer", asked, (302, 404, 404, 302, 404, 404, 403, 404)),
    ("agenda:export", nothing, (302, 404, 404, 404, 404, 404, 200, 403)),
    ("agenda:two", two, DONE),
    ("agenda:apart", part, DONE),
    ("agenda:theme-new", nothing, (302, 404, 404, 404, 404, 404, 422, 403)),
    ("agenda:theme-edit", theme, (302, 404, 404, 404, 404, 404, 422, 403)),
    ("agenda:theme-move", theme, DONE),
    ("api-1:create_challenge", nothing, (401, 422, 422, 422, 422, 422, 422, 422)),
    ("api-1:recognise_challenge", shared_challenge, (401, 422, 422, 422, 422, 422, 422, 422)),
]
