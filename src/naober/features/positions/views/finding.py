"""What a page is about, for this reader; and whether they may do this now."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from naober.features.positions import rules, selectors
from naober.features.positions.models import Position
from naober.features.positions.rules import Do
from naober.foundation.members.http import MemberRequest


def position_or_404(request: MemberRequest, pk: int) -> Position:
    found = selectors.position_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def allowed(request: MemberRequest, position: Position, do: Do) -> None:
    """PermissionDenied for who may never do this; when its time is over the service says so."""
    if not rules.is_role(request.user, position, do):
        raise PermissionDenied
