"""Who recognises a challenge, as one reader may know it.

Who said so with a name is named. Who said so without one is only ever in the number, and in it only
as far as that points at nobody: of the companies that it could be, as many as make a crowd must be
left that need not have said it (`audience.crowd`). Of what only a few companies may read nothing is
said but the names that were given: so few hide nobody. The desk reads all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.agenda.models import Challenge, Recognition
from naober.foundation.audience.crowd import MIN_CROWD, is_crowd
from naober.foundation.audience.levels import FieldGroup, Level, rank
from naober.foundation.audience.readers import Reader
from naober.foundation.members.models import Company


@dataclass(frozen=True, slots=True)
class Support:
    """`names` are readable, `mine` are of the reader's own companies, whatever they said to
    others. `number` is how many companies may be told of; `or_more` that there may be others."""

    names: Sequence[str] = ()
    mine: Sequence[Recognition] = ()
    number: int = 0
    or_more: bool = False
    nameless: Sequence[str] = field(default=(), repr=False)  # for the desk

    @property
    def text(self) -> str:
        if not self.number:
            return ""
        words = ngettext(
            "%(n)d company recognises it", "%(n)d companies recognise it", self.number
        ) % {"n": self.number}
        return _("at least %(words)s") % {"words": words} if self.or_more else words


def support_of(
    challenges: Iterable[Challenge], reader: Reader, own: set[int]
) -> dict[int, Support]:
    """By challenge, in two statements. The challenges were read with the rights of this reader;
    `own` are the ids of the companies that they act for."""
    shown = {one.pk: one for one in challenges}
    said: dict[int, list[Recognition]] = defaultdict(list)
    # Their names only: to make a thousand companies of a page's rows takes longer than the rest.
    rows = Recognition.objects.filter(challenge__in=shown).annotate(called=F("company__name"))
    names: dict[int, str] = {}
    for one in rows.order_by("called", "pk"):
        said[one.challenge_id].append(one)
        names[one.company_id] = str(getattr(one, "called", ""))
    crowd = set(Company.objects.taking_part().values_list("pk", flat=True)) if shown else set()
    return {pk: _of_one(one, said[pk], reader, own, crowd, names) for pk, one in shown.items()}


def _of_one(
    challenge: Challenge,
    said: Sequence[Recognition],
    reader: Reader,
    own: set[int],
    taking_part: set[int],
    names: Mapping[int, str],
) -> Support:
    mine = [one for one in said if one.company_id in own]
    if reader.is_desk:
        named = [names[one.company_id] for one in said if one.with_name]
        nameless = [names[one.company_id] for one in said if not one.with_name]
        return Support(named, mine, len(said), nameless=nameless)
    named_too = [one for one in said if one.with_name and not one.only_desk]
    hidden = [one for one in said if not (one.with_name or one.only_desk or one in mine)]
    others = taking_part - own - {one.company_id for one in named_too} - _raiser(challenge)
    hides = challenge.company_id is not None and not challenge.may_read(FieldGroup.WHO)
    if hides and not is_crowd(len(others)):
        # So few are left that the names of the others would tell who raised it.
        named_too = [one for one in named_too if one in mine]
    wide = rank(challenge.audience) >= rank(Level.MEMBERS)
    most = max(0, len(others) - hides - MIN_CROWD) if wide else 0
    told = min(len(hidden), most)
    return Support(
        [names[one.company_id] for one in named_too],
        mine,
        len(named_too) + told + sum(one not in named_too for one in mine),
        or_more=0 < told == most,
    )


def _raiser(challenge: Challenge) -> set[int]:
    """The company that raised it, where the reader may know which one that is."""
    known = challenge.company_id is not None and challenge.may_read(FieldGroup.WHO)
    return {challenge.company_id or 0} if known else set()
