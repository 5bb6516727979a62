"""What becomes of challenges when a company leaves, or two rows turn out to be one company."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from naober.features.agenda.models import Challenge, Recognition, State
from naober.features.agenda.selectors import LIVE
from naober.foundation.audience.levels import Level, at_most
from naober.foundation.members.models import Company


@transaction.atomic
def company_leaves(*, company: Company) -> None:
    """What nobody else has is closed, and its name goes from what others have. What hides its name
    stays as it is, in words and in numbers: a change on this very day would tell whose it was."""
    mine = Challenge.objects.filter(company=company, state=State.OPEN)
    others = Recognition.objects.filter(challenge=OuterRef("pk"))
    named = mine.filter(audience_who__in=[Level.MEMBERS, Level.NEIGHBOURS, Level.PUBLIC])
    private = mine.filter(audience__in=at_most(Level.NAMED))
    alone = named.exclude(Exists(others)) | private
    because = _("The company takes part no more.")
    alone.update(state=State.CLOSED, closed_because=because, opening_asked_at=None)
    said = Recognition.objects.filter(company=company, with_name=True)
    said.filter(challenge__state__in=LIVE).delete()


@transaction.atomic
def before_two_become_one(*, kept: Company, merged: Company) -> None:
    """A company recognises once, the way that says least, and not what it raised itself."""
    pair = [kept.pk, merged.pk]
    Recognition.objects.filter(company__in=pair, challenge__company__in=pair).delete()
    nameless = Recognition.objects.filter(company=merged, with_name=False)
    theirs = Recognition.objects.filter(company=kept, challenge__in=nameless.values("challenge"))
    theirs.update(with_name=False)
