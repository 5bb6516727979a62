"""The address of somebody's own calendar."""

from django.db import transaction

from naober.features.meetings.models import CalendarFeed
from naober.features.meetings.models.feeds import new_code
from naober.foundation.journal.services import record
from naober.foundation.members.models import User


@transaction.atomic
def give_feed(*, by: User) -> CalendarFeed:
    """A new address; the one before, if any, is over."""
    feed, _made = CalendarFeed.objects.update_or_create(user=by, defaults={"code": new_code()})
    record(action="calendar.given", by=by)
    return feed


@transaction.atomic
def stop_feed(*, by: User) -> None:
    gone, _rows = CalendarFeed.objects.filter(user=by).delete()
    if gone:
        record(action="calendar.stopped", by=by)
