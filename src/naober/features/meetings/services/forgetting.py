"""What goes when a meeting is long over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from naober.features.meetings.models import Invitee

KEPT = timedelta(days=90)
NOBODY = "gast"


@transaction.atomic
def forget_guests() -> int:
    """For each night: remarks for the desk, and who guests were. That somebody was there stays, as
    a number. Returns how many rows changed."""
    over = Invitee.objects.filter(meeting__ends_at__lt=timezone.now() - KEPT)
    personal = over.exclude(remark="", wishes="")
    remarks = personal.update(remark="", wishes="")
    guests = over.filter(user=None).exclude(email="")
    return remarks + guests.update(email="", name=NOBODY, organisation="", show_name=False)
