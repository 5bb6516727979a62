"""What waits for somebody, of all features: for the home page. What the digest counts as waiting
stands here too, in the same words.

To sign a position is not among it: a company may stay out, and who does so is not reminded of it at
each visit (docs/decisions/0023).
"""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.exchange import deal_selectors
from naober.features.exchange import selectors as exchange
from naober.features.focus import selectors as focus
from naober.features.investments import selectors as investments
from naober.features.meetings import mails, rules
from naober.features.meetings.models import Answer, Invitee, Meeting, State
from naober.features.weighing import selectors as weighing
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import User

MOST = 36


def waiting_for(user: User) -> list[Waiting]:
    return [
        *exchange.waiting_for(user),
        *deal_selectors.waiting_for(user),
        *weighing.waiting_for(user),
        *investments.waiting_for(user),
        *focus.waiting_for(user),
        *_invitations(user),
    ]


def _invitations(user: User) -> list[Waiting]:
    """Asked by name, nothing said yet, and still in time to say yes."""
    asked = Invitee.objects.filter(meeting=OuterRef("pk"), user=user, answer="")
    coming = Meeting.objects.visible_to(user).coming()
    rows = coming.filter(Exists(asked), state=State.ANNOUNCED).order_by("starts_at", "pk")[:MOST]
    found = [one for one in rows if rules.may_answer(one, Answer.YES)]
    if len(found) == 1:
        text = f"{found[0].title}, {mails.when(found[0])}. {_('Do you come?')}"
        return [Waiting(text, found[0].get_absolute_url())]
    text = ngettext(
        "%(n)s invitation waits for your answer",
        "%(n)s invitations wait for your answer",
        len(found),
    )
    return [Waiting(text % {"n": len(found)}, reverse("meetings:list"))] if found else []
