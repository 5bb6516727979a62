"""What the desk does for a company with several features at once, all or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from naober.features.desk import rules
from naober.features.desk import services as desk
from naober.features.desk.models import Proposal
from naober.features.exchange import services as exchange
from naober.features.exchange.models import Listing
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import User


@transaction.atomic
def accept_listing(*, proposal: Proposal, text: str, direction: str, by: User) -> Listing:
    """Place what was read in a conversation, on behalf of the company.

    Its name is for the desk as go-between: it told this to the desk, not to its neighbours.
    """
    rules.check_desk(by)
    if proposal.kind != Proposal.Kind.LISTING:
        raise ValidationError(_("This proposal is of another kind."))
    said = exchange.Said(text=text, direction=direction, who=Level.DESK)
    company = proposal.conversation.company
    made = exchange.say_listing(company=company, said=said, by=by)
    desk.settle(proposal=proposal, by=by, result=f"exchange.listing:{made.pk}")
    return made
