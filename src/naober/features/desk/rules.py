"""Who may do what at the desk. No request, no response."""

from django.core.exceptions import PermissionDenied

from naober.foundation.members.models import User


def is_desk(user: User) -> bool:
    return user.is_desk and user.is_active


def check_desk(user: User) -> None:
    """Raises PermissionDenied for everybody else."""
    if not is_desk(user):
        raise PermissionDenied
