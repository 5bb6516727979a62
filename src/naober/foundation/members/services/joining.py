"""From prospect to member: the stage of a company, and the steps it takes once it joins."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.foundation.members import rules
from naober.foundation.members.models import Company, CompanyStep, Stage, StepTemplate, User
from naober.foundation.members.rules import allow
from naober.foundation.members.services.acting import note


@transaction.atomic
def set_stage(*, company: Company, stage: str, by: User) -> Company:
    """The desk moves a company on its way to membership.

    Raises ValidationError where one stage does not follow the other.
    """
    allow(by.is_desk)
    return move(company=company, stage=stage, by=by)


def move(*, company: Company, stage: str, by: User | None) -> Company:
    """Whoever is allowed to was asked before: the desk, or an invited person who said yes."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.stage == stage:
        return company
    if company.kind != Company.Kind.COMPANY or not rules.follows(company.stage, stage):
        raise ValidationError(
            _("After %(now)s comes something else than %(wanted)s.")
            % {"now": company.get_stage_display(), "wanted": Stage(stage).label}
        )
    before, company.stage = company.stage, stage
    _dates(company)
    company.save(update_fields=["stage", "joined_on", "left_on", "access_until"])
    note("company.stage", by=by, company=company, before=before, now=stage)
    if stage == Stage.JOINING:
        start_steps(company=company, today=timezone.localdate())
    return company


def _dates(company: Company) -> None:
    today = timezone.localdate()
    if company.stage == Stage.MEMBER:
        company.joined_on = today
    if company.stage == Stage.LEFT:
        company.left_on = today
    elif company.stage in (Stage.INVITED, Stage.JOINING):  # back again, or for the first time
        company.left_on = company.access_until = None


def start_steps(*, company: Company, today: date) -> None:
    """What has to be done by when. What was done already stays done, also after a return."""
    for template in StepTemplate.objects.filter(is_used=True):
        days = template.days
        if company.is_front_runner and template.days_front_runner is not None:
            days = template.days_front_runner
        step, made = CompanyStep.objects.get_or_create(
            company=company, template=template, defaults={"due_on": today + timedelta(days=days)}
        )
        if not made and step.done_at is None:
            step.due_on = today + timedelta(days=days)
            step.save(update_fields=["due_on"])
    _tick_what_holds_already(company)


def _tick_what_holds_already(company: Company) -> None:
    if company.claimed_at:
        settle(company=company, what=StepTemplate.Done.PAGE, by=company.claimed_by)
    if company.memberships.filter(ended_on=None, is_contact=True).exists():
        settle(company=company, what=StepTemplate.Done.CONTACTS, by=None)


@transaction.atomic
def settle(*, company: Company, what: str, by: User | None) -> None:
    """Something happened that settles steps of this kind."""
    for step in company.steps.filter(template__done_by=what, done_at=None):
        _tick(step, by)


@transaction.atomic
def tick_step(*, step: CompanyStep, by: User) -> CompanyStep:
    """The desk says that it is done. A second time changes nothing."""
    allow(by.is_desk)
    step = CompanyStep.objects.select_for_update().select_related("company").get(pk=step.pk)
    if step.done_at is None:
        _tick(step, by)
    return step


def _tick(step: CompanyStep, by: User | None) -> None:
    step.done_at, step.done_by = timezone.now(), by
    step.save(update_fields=["done_at", "done_by"])
    company = step.company
    note("step.done", by=by, company=company, step=step.template.name)
    company.refresh_from_db(fields=["stage"])
    if company.stage == Stage.JOINING and not company.steps.filter(done_at=None).exists():
        move(company=company, stage=Stage.MEMBER, by=by)
