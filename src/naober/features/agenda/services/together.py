"""Several challenges that say the same are taken together, and apart again.

Nothing becomes wider by it. What others come to read was for all members already. Who raised a part
recognises the whole: with its name where all members read it at the part, in the number where they
do not, and for the desk only where the part was. A part keeps its words and its readers.
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from naober.features.agenda import rules
from naober.features.agenda.models import Challenge, NotAlike, Origin, Recognition, State, Theme
from naober.features.agenda.services.raising import Said, Source, raise_challenge
from naober.features.agenda.services.telling import tell
from naober.foundation.audience.levels import Level, rank
from naober.foundation.core.once import random_id
from naober.foundation.journal import services as journal
from naober.foundation.members.models import User


@transaction.atomic
def take_together(*, parts: Sequence[Challenge], into: Challenge, by: User) -> Challenge:
    """Put these into one that is there already."""
    if not by.is_desk:
        raise PermissionDenied
    whole, *ready = _locked([into, *parts])
    if not ready:
        raise ValidationError(_("Choose what is to be taken together."))
    if not rules.may_take_in(whole):
        raise ValidationError(_("Others would read what is not for all members. Choose another."))
    if not all(rules.may_be_taken_together(part) for part in ready):
        raise ValidationError(_("One of these can no longer be taken together."))
    for part in ready:
        _put(part, whole, by)
    return whole


@transaction.atomic
def take_together_anew(
    *,
    parts: Sequence[Challenge],
    text: str,
    theme: Theme | None,
    by: User,
    number: int | None = None,
) -> Challenge:
    """Write new words for them. Only of what all members read: else the words could tell."""
    if not by.is_desk:
        raise PermissionDenied
    ready = _locked(parts)
    known = Challenge.objects.filter(pk=number).first() if number else None
    if known is not None and known.parts.filter(pk__in=[part.pk for part in parts]).exists():
        return known
    if len(ready) < 2:
        raise ValidationError(_("Choose at least two."))
    if not all(rules.may_take_in(part) for part in ready):
        raise ValidationError(
            _("One of these is not for all members. Take it into another one, without new words.")
        )
    said = Said(text=text, theme=theme, choice="open")
    source = Source(Origin.MERGED)
    whole = raise_challenge(company=None, said=said, by=by, source=source, number=number)
    for part in ready:
        _put(part, whole, by)
    return whole


def _locked(rows: Sequence[Challenge]) -> list[Challenge]:
    """As they are now, in the order given, each once; locked in one order, so nobody waits
    for each other."""
    wanted = list(dict.fromkeys(row.pk for row in rows))
    found = Challenge.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    by_pk = {row.pk: row for row in found}
    return [by_pk[pk] for pk in wanted if pk in by_pk]


def _put(part: Challenge, whole: Challenge, by: User) -> None:
    for said in _who_comes_along(part):
        _bring(said, part, whole)
    part.state, part.merged_into = State.MERGED, whole
    part.save(update_fields=["state", "merged_into"])
    _stays_apart(part, whole)
    _tell_both(part, whole)
    _note("merged", part, by)


def _stays_apart(part: Challenge, whole: Challenge) -> None:
    """What was said not to be the same as the part is not proposed for the whole anew."""
    said = NotAlike.objects.filter(Q(first=part) | Q(second=part))
    for first, second, by in said.values_list("first", "second", "by"):
        pair = sorted({whole.pk, first, second} - {part.pk})
        if len(pair) == 2:
            NotAlike.objects.get_or_create(
                first_id=pair[0], second_id=pair[1], defaults={"by_id": by}
            )


def _who_comes_along(part: Challenge) -> list[Recognition]:
    """Its raiser and who recognises it, as they are known at the part."""
    known = [*part.recognitions.all()]
    if part.company_id is None:
        return known
    named = rank(part.audience_who) >= rank(Level.MEMBERS)
    raiser = Recognition(company_id=part.company_id, with_name=named, by=part.created_by)
    return [raiser, *known]


def _bring(said: Recognition, part: Challenge, whole: Challenge) -> None:
    if said.company_id == whole.company_id:
        return
    only_desk = said.only_desk or rank(part.audience) < rank(Level.MEMBERS)
    with_name = said.with_name and not only_desk
    Recognition.objects.get_or_create(
        challenge=whole,
        company_id=said.company_id,
        defaults={
            "with_name": with_name,
            "only_desk": only_desk,
            "came_from": part,
            "by": said.by,
        },
    )


def _tell_both(part: Challenge, whole: Challenge) -> None:
    """The people of the part read where it goes on; those of the whole that one more came, where
    all members may know that."""
    mark = random_id()
    path = whole.get_absolute_url()
    tell(challenge=part, kind="agenda.merged", key=f"agenda.merged:{part.pk}:{mark}", path=path)
    if whole.origin != Origin.MERGED and rank(part.audience) >= rank(Level.MEMBERS):
        tell(challenge=whole, kind="agenda.joined", key=f"agenda.joined:{part.pk}:{mark}")


@transaction.atomic
def take_apart(*, part: Challenge, by: User) -> None:
    """It stands on its own again, with who came along from it; until the whole was weighed."""
    whole, part = _locked([part.merged_into or part, part])
    if not rules.may_take_apart(by, part):
        raise PermissionDenied
    Recognition.objects.filter(challenge=whole, came_from=part).delete()
    part.state, part.merged_into = State.OPEN, None
    part.save(update_fields=["state", "merged_into"])
    for other in whole.parts.all():  # who came along from two of them stays by the other one
        for said in _who_comes_along(other):
            _bring(said, other, whole)
    tell(challenge=part, kind="agenda.apart", key=f"agenda.apart:{part.pk}:{random_id()}")
    _note("apart", part, by)
    if whole.origin == Origin.MERGED and not whole.parts.exists():
        whole.state = State.CLOSED
        whole.closed_because = _("What was taken together stands apart again.")
        whole.save(update_fields=["state", "closed_because"])


@transaction.atomic
def tell_apart(*, one: Challenge, other: Challenge, by: User) -> None:
    """A person looked: these are two. It is not asked again."""
    if not by.is_desk:
        raise PermissionDenied
    if one.pk == other.pk:
        raise ValidationError(_("These two cannot become one."))
    first, second = sorted((one, other), key=lambda row: row.pk)
    NotAlike.objects.get_or_create(first=first, second=second, defaults={"by": by})


def _note(act: str, part: Challenge, by: User) -> None:
    journal.record(
        action=f"challenge.{act}",
        by=by,
        company=part.company,
        about=f"challenge:{part.pk}",
        on_behalf=rules.acts_on_behalf(by, part.company),
    )
