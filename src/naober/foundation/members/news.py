"""What waits for who speaks for a company that is joining: lines of their digest."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naober.foundation.members.models import CompanyStep, Role, Stage, User
from naober.foundation.notifications.digests import Item

DAYS_AHEAD = 14


def digest_items(user: User) -> list[Item]:
    """The steps to membership whose day comes near or is over. One query."""
    steps = CompanyStep.objects.filter(
        Q(company__memberships__is_contact=True) | Q(company__memberships__role=Role.DIRECTION),
        company__memberships__user=user,
        company__memberships__ended_on=None,
        company__stage=Stage.JOINING,
        done_at=None,
        due_on__lte=timezone.localdate() + timedelta(days=DAYS_AHEAD),
    )
    steps = steps.select_related("company", "template").order_by("due_on", "pk").distinct()
    return [_item(step) for step in steps]


def _item(step: CompanyStep) -> Item:
    text = _("%(company)s, by %(date)s: %(step)s") % {
        "company": step.company,
        "date": date_format(step.due_on, "j F"),
        "step": step.template,
    }
    url = reverse("members:membership", args=[step.company_id])
    return Item(f"members.step:{step.pk}", text, url, kind="waiting")
