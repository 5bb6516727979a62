"""The desk's pages: forbidden for the board, not there for anybody else."""

from datetime import timedelta

from django.utils import timezone

from naober.features.desk.tests.factories import (
    ContactPersonFactory,
    ConversationFactory,
    FollowUpFactory,
    ProposalFactory,
    ProspectBatchFactory,
)
from naober.foundation.members.models import CompanyStep, StepTemplate
from naober.foundation.members.tests.factories import CompanyFactory
from tests.access.cast import Cast, Row, nothing


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def block(cast: Cast) -> list[object]:
    return ["nooit"]


def conversation(cast: Cast) -> list[object]:
    return [ConversationFactory(company=cast.company).pk]


def proposal(cast: Cast) -> list[object]:
    return [ProposalFactory(conversation__company=cast.company).pk]


def follow_up(cast: Cast) -> list[object]:
    return [FollowUpFactory(company=cast.company).pk]


def contact(cast: Cast) -> list[object]:
    return [ContactPersonFactory(company=cast.company).pk]


def batch(cast: Cast) -> list[object]:
    return [ProspectBatchFactory().pk]


def step(cast: Cast) -> list[object]:
    template, _made = StepTemplate.objects.get_or_create(name="Kennismaken met de buren")
    day = timezone.localdate() + timedelta(days=30)
    company = CompanyFactory()
    return [CompanyStep.objects.create(company=company, template=template, due_on=day).pk]


def two(cast: Cast) -> list[object]:
    return [cast.company.pk, CompanyFactory().pk]


ONLY_DESK = (302, 404, 404, 404, 404, 404, 200, 403)
POST_ONLY = (302, 404, 404, 404, 404, 404, 405, 403)
DONE = (302, 404, 404, 404, 404, 404, 302, 403)
REFUSED = (302, 404, 404, 404, 404, 404, 422, 403)  # by the form, empty as it is

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("desk:monday", nothing, ONLY_DESK),
    ("desk:list", block, ONLY_DESK),
    ("desk:company", company, ONLY_DESK),
    ("desk:conversation-new", company, ONLY_DESK),
    ("desk:follow-up-add", company, ONLY_DESK),
    ("desk:contact-add", company, ONLY_DESK),
    ("desk:contact-edit", contact, ONLY_DESK),
    ("desk:contact-remove", contact, POST_ONLY),
    ("desk:conversations", nothing, ONLY_DESK),
    ("desk:conversation", conversation, ONLY_DESK),
    ("desk:conversation-edit", conversation, ONLY_DESK),
    ("desk:conversation-forget", conversation, POST_ONLY),
    ("desk:proposal-accept", proposal, POST_ONLY),
    ("desk:proposal-drop", proposal, POST_ONLY),
    ("desk:proposal-reopen", proposal, POST_ONLY),
    ("desk:follow-ups", nothing, ONLY_DESK),
    ("desk:follow-up-done", follow_up, POST_ONLY),
    ("desk:prospects", nothing, ONLY_DESK),
    ("desk:prospects-look", batch, ONLY_DESK),
    ("desk:prospects-drop", batch, POST_ONLY),
    ("desk:funnel", nothing, ONLY_DESK),
    ("desk:stage", company, POST_ONLY),
    ("desk:front-runner", company, POST_ONLY),
    ("desk:step", step, POST_ONLY),
    ("desk:duplicates", nothing, ONLY_DESK),
    ("desk:two", two, POST_ONLY),
    ("desk:apart", nothing, ONLY_DESK),
    ("desk:ask-again", two, POST_ONLY),
    ("desk:merge", two, ONLY_DESK),
    ("desk:introductions", nothing, ONLY_DESK),
    ("desk:export", nothing, ONLY_DESK),
    ("desk:act-start", company, POST_ONLY),
    ("desk:act-stop", nothing, POST_ONLY),
]
CHANGES: list[Row] = [
    ("desk:conversation-new", company, REFUSED),
    ("desk:conversation-edit", conversation, REFUSED),
    ("desk:conversation-forget", conversation, DONE),
    ("desk:follow-up-add", company, REFUSED),
    ("desk:follow-up-done", follow_up, DONE),
    ("desk:contact-add", company, REFUSED),
    ("desk:contact-edit", contact, REFUSED),
    ("desk:contact-remove", contact, DONE),
    ("desk:proposal-accept", proposal, REFUSED),
    ("desk:proposal-drop", proposal, DONE),
    ("desk:proposal-reopen", proposal, DONE),
    ("desk:prospects", nothing, REFUSED),
    ("desk:prospects-look", batch, DONE),
    ("desk:prospects-drop", batch, REFUSED),  # it asks first
    ("desk:stage", company, DONE),
    ("desk:front-runner", company, DONE),
    ("desk:step", step, DONE),
    ("desk:two", two, DONE),
    ("desk:ask-again", two, DONE),
    ("desk:merge", two, REFUSED),
    ("desk:export", nothing, REFUSED),
    ("desk:act-start", company, DONE),
    ("desk:act-stop", nothing, DONE),
]
