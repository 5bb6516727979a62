"""What became of a focus point, told back to everyone behind its challenges: in one place."""

from naober.features.agenda.models import Challenge
from naober.features.agenda.services import tell
from naober.features.focus.models import FocusPoint
from naober.foundation.audience.levels import Level


def tell_back(
    point: FocusPoint, kind: str, key: str | int, **facts: str | int | bool | None
) -> None:
    """A milestone in the life of each challenge behind it, in the transaction of what happened.

    Facts are what every member may read. A challenge that is public is read by visitors too, so
    they get none of it unless the focus point is public as well.
    """
    for challenge in point.challenges.all():
        told: dict[str, str | int | bool | None] = {}
        if _may_read(challenge, point):
            told = {"title": point.title, **facts}
        tell(
            challenge=challenge,
            kind=f"focus.{kind}",
            key=f"focus.{kind}:{key}:{challenge.pk}",
            path=point.get_absolute_url(),
            **told,
        )


def _may_read(challenge: Challenge, point: FocusPoint) -> bool:
    return point.is_public or challenge.audience != Level.PUBLIC
