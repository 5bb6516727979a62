"""What became of a focus point, told back to everyone behind its challenges: in one place."""

from django.db.models import Q

from naober.features.agenda.models import Challenge
from naober.features.agenda.services import tell
from naober.features.focus.models import FocusPoint
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company

# What a visitor may read of a public focus point: that it is there, and what was confirmed.
PUBLIC = ("started", "group", "confirmed")
FOR_MEMBERS = ("decision",)


def tell_back(
    point: FocusPoint, kind: str, key: str | int, **facts: str | int | bool | None
) -> None:
    """A milestone in the life of each challenge behind it, in the transaction of what happened;
    without its facts where somebody reads along for whom these are not."""
    for challenge in point.challenges.all():
        told: dict[str, str | int | bool | None] = {}
        if _may_read(challenge, point, kind):
            told = {"title": point.title, **facts}
        tell(
            challenge=challenge,
            kind=f"focus.{kind}",
            key=f"focus.{kind}:{key}:{challenge.pk}",
            path=point.get_absolute_url(),
            **told,
        )


def _may_read(challenge: Challenge, point: FocusPoint, kind: str) -> bool:
    """A public challenge is read by visitors. Any other by members and by the companies behind it,
    of which one may take no part: a prospect that told the desk, one that left."""
    if challenge.audience == Level.PUBLIC:
        return point.is_public and kind in PUBLIC
    return kind not in FOR_MEMBERS or not _outsiders_behind(challenge)


def _outsiders_behind(challenge: Challenge) -> bool:
    parts = Challenge.objects.filter(merged_into=challenge)
    all_of_it = Q(challenges__in=parts) | Q(challenges=challenge)
    said = challenge.recognitions.values("company")
    behind = Company.objects.filter(all_of_it | Q(pk__in=said))
    return behind.exclude(pk__in=Company.objects.taking_part().values("pk")).exists()
