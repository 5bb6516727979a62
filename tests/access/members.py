"""The directory, the map, one's own company and its people, coming in and leaving."""

from django.utils import timezone

from naober.foundation.members.models import (
    CompanyGroup,
    CompanyStep,
    Invitation,
    StepTemplate,
    Terms,
    Wish,
)
from naober.foundation.members.tests.factories import MembershipFactory, SiteFactory
from tests.access.cast import Cast, Row, nothing


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def site(cast: Cast) -> list[object]:
    return [SiteFactory(company=cast.company, is_main=False).pk]


def somebody_there(cast: Cast) -> list[object]:
    """Another person of the colleague's company."""
    return [cast.company.pk, MembershipFactory(company=cast.company).user.pk]


def invitation(cast: Cast) -> list[object]:
    number = Invitation.objects.count()
    made = Invitation.objects.create(
        company=cast.company, email=f"new{number}@example.test", name="Nieuw", roles=["hr"]
    )
    return [made.pk]


def step(cast: Cast) -> list[object]:
    template = StepTemplate.objects.create(name=f"stap {StepTemplate.objects.count()}")
    made = CompanyStep.objects.create(
        company=cast.company, template=template, due_on=timezone.localdate()
    )
    return [cast.company.pk, made.pk]


def group(cast: Cast) -> list[object]:
    return [CompanyGroup.objects.create(name="Buren", owner=cast.company).pk]


def group_and_company(cast: Cast) -> list[object]:
    made = CompanyGroup.objects.create(name="Buren", owner=cast.company)
    made.companies.add(cast.company)
    return [made.pk, cast.company.pk]


def wish(cast: Cast) -> list[object]:
    made = Wish.objects.create(
        kind="join", name="Anna", email="anna@example.test", company_name="Zagerij"
    )
    return [made.pk]


def terms(cast: Cast) -> list[object]:
    Terms.objects.get_or_create(name="2026", defaults={"text": "Wij zijn buren."})
    return [cast.company.pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("members:directory", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:company", company, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("members:company-edit", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:company-confirm", company, (302, 404, 403, 200, 404, 404, 403, 403)),
    ("members:company-people", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:invite", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:person-roles", somebody_there, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:person-leave", somebody_there, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:invitation-again", invitation, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:invitation-withdraw", invitation, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:site-add", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-edit", site, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-remove", site, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:map", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:map-places", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:map-outlines", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:profile", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:account-close", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:join", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("members:meet", company, (302, 404, 200, 403, 404, 404, 403, 403)),
    ("members:membership", terms, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:agree", terms, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:company-leave", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:step-done", step, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:groups", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:group", group, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("members:group-add", group_and_company, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:group-take", group_and_company, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:group-remove", group, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:desk-groups", nothing, (302, 403, 403, 403, 403, 403, 200, 403)),
    ("members:wishes", nothing, (302, 403, 403, 403, 403, 403, 200, 403)),
    ("members:wish-grant", wish, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:wish-refuse", wish, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:contributions", nothing, (302, 403, 403, 403, 403, 403, 200, 200)),
    ("members:contributions-workbook", nothing, (302, 403, 403, 403, 403, 403, 200, 200)),
    ("my-export", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("company-export", company, (302, 404, 403, 200, 404, 404, 403, 403)),
]
CHANGES: list[Row] = [
    ("members:company-edit", company, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:company-confirm", company, (302, 404, 403, 422, 404, 404, 403, 403)),
    ("members:invite", company, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:person-roles", somebody_there, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:person-leave", somebody_there, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("members:invitation-again", invitation, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("members:invitation-withdraw", invitation, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("members:site-add", company, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:site-edit", site, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:site-remove", site, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("members:account-close", nothing, (302, 403, 403, 403, 302, 403, 403, 403)),
    ("members:join", nothing, (422, 422, 422, 422, 422, 422, 422, 422)),
    ("members:meet", company, (302, 404, 302, 403, 404, 404, 403, 403)),
    ("members:agree", terms, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("members:company-leave", company, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:step-done", step, (302, 403, 403, 403, 403, 403, 302, 403)),
    ("members:groups", company, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("members:group-add", group_and_company, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("members:group-take", group_and_company, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("members:group-remove", group, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("members:desk-groups", nothing, (302, 403, 403, 403, 403, 403, 422, 403)),
    ("members:wish-grant", wish, (302, 403, 403, 403, 403, 403, 302, 403)),
    ("members:wish-refuse", wish, (302, 403, 403, 403, 403, 403, 302, 403)),
    ("members:contributions", nothing, (302, 403, 403, 403, 403, 403, 302, 403)),
]
