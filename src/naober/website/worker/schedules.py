"""What the worker does by the clock. The rows are made, or mended, after every migration."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import connections
from django.utils import timezone
from django_q.models import Schedule

_MINUTES: dict[str, tuple[str, int]] = {
    "naober: send what waits": ("naober.foundation.notifications.tasks.send_waiting", 1),
    "naober: rounds that close": ("naober.features.weighing.services.close_due", 1),
    "naober: pledges that close": ("naober.features.investments.services.settle_due", 1),
    "naober: digests": ("naober.website.mail.digest.tick", 15),
}
_NIGHTLY: dict[str, str] = {
    "naober: housekeeping": "naober.website.worker.housekeeping.tidy_up",
}
NIGHT = time(3, 30)


def ensure(**kwargs: Any) -> None:
    """Each of them once, whatever was there: to be called as often as one likes."""
    using = kwargs.get("using", "default")
    if Schedule._meta.db_table not in connections[using].introspection.table_names():
        return
    for name, (function, minutes) in _MINUTES.items():
        kind = {"schedule_type": Schedule.MINUTES, "minutes": minutes}
        _one(name, {"func": function, **kind}, timezone.now())
    for name, function in _NIGHTLY.items():
        _one(name, {"func": function, "schedule_type": Schedule.DAILY}, _tonight())
    ours = [*_MINUTES, *_NIGHTLY]
    Schedule.objects.filter(name__startswith="naober: ").exclude(name__in=ours).delete()


def _one(name: str, fields: dict[str, Any], first: datetime) -> None:
    """A run that is on its way already keeps its time."""
    same = Schedule.objects.filter(name=name).order_by("pk")
    kept = same.first()
    if kept is None:
        Schedule.objects.create(name=name, repeats=-1, next_run=first, **fields)
        return
    same.exclude(pk=kept.pk).delete()
    same.update(repeats=-1, **fields)


def _tonight() -> datetime:
    now = timezone.localtime()
    tonight = timezone.make_aware(datetime.combine(now.date(), NIGHT))
    return tonight if tonight > now else tonight + timedelta(days=1)
