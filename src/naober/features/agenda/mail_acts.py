"""What the links in a mail do: say "we too", and answer whether all members may read something.

Who acts is looked at when they act: whoever left the company, or whose question is over, is told
so kindly, and nothing is done.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.agenda import rules, selectors, services
from naober.features.agenda.models import Challenge
from naober.features.agenda.services.opening import PURPOSE as OPEN
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.acts import Act, ActPage, Choice, Done
from naober.foundation.notifications.models import Link

CHARACTERS = 300  # of its words: as many as the mail had
# An edit is written down before it is seen, so one of about the moment of the mail counts as later.
JUST_BEFORE = timedelta(minutes=1)
RECOGNISE = "challenge.recognise"


def _over() -> ActPage:
    return ActPage(_("This is over"), _nothing_left(), ())


def _nothing_left() -> str:
    return _("There is nothing left to answer here. Sign in to see how things stand.")


def in_short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= CHARACTERS else f"{words[: CHARACTERS - 1].rstrip()}…"


def _was_reworded(challenge: Challenge, link: Link) -> bool:
    """A mail may have been forwarded: whoever reads it does not read what came after it."""
    edited = Entry.objects.filter(about=f"challenge:{challenge.pk}", action="challenge.edited")
    return edited.filter(at__gt=link.created_at - JUST_BEFORE).exists()


def _too_late() -> Done:
    return Done(_("This is over"), _nothing_left(), url=reverse("agenda:challenges"))


# --- challenge.recognise: "<challenge>:<company>" ---


def describe_recognise(link: Link) -> ActPage:
    found, company = _asked(link)
    if found is None or company is None:
        return _over()
    text = f"“{in_short(found.text)}”\n\n" + _("Does %(company)s have this too?") % {
        "company": company
    }
    choices = [Choice("name", _("Yes, with our name"))]
    if rules.may_stay_nameless(found):
        choices.append(Choice("nameless", _("Yes, without our name"), "quiet"))
    return ActPage(_("We too?"), text, tuple(choices))


def perform_recognise(link: Link, choice: str, data: QueryDict) -> Done:
    found, company = _asked(link)
    if found is None or company is None or link.person is None:
        return _too_late()
    with_name = choice == "name"
    if not with_name and not rules.may_stay_nameless(found):
        return _too_late()
    services.recognise(challenge=found, company=company, by=link.person, with_name=with_name)
    text = _("You hear by mail what comes of it.")
    return Done(_("Noted: you too"), text, url=found.get_absolute_url())


def _asked(link: Link) -> tuple[Challenge | None, Company | None]:
    """As the person of the link may see it and speak for it now."""
    pk, _colon, company = link.target.partition(":")
    if link.person is None or not link.person.is_active:
        return None, None
    found = selectors.challenge_for(link.person, int(pk))
    for_whom = Company.objects.of(link.person).filter(pk=company).first()
    if found is None or for_whom is None or _was_reworded(found, link):
        return None, None
    if not rules.may_recognise(link.person, found, for_whom):
        return None, None
    return found, for_whom


# --- challenge.open: "<challenge>" ---


def describe_open(link: Link) -> ActPage:
    found = _to_open(link)
    if found is None:
        return _over()
    text = f"“{in_short(found.text)}”\n\n" + _(
        "You told this to the desk, and only the desk reads it. May it stand among the challenges "
        "that all members read?"
    )
    choices = (
        Choice("open", _("Yes, with our name")),
        Choice("nameless", _("Yes, without our name"), "quiet"),
        Choice("no", _("No, only for the desk"), "quiet"),
    )
    return ActPage(_("May all members read this?"), text, choices)


def perform_open(link: Link, choice: str, data: QueryDict) -> Done:
    found, person = _to_open(link), link.person
    if found is None or person is None:
        return _too_late()
    try:
        services.answer_opening(challenge=found, choice=choice, by=person)
    except (PermissionDenied, ValidationError):
        return _too_late()
    if choice == "no":
        return Done(_("Thank you for your answer"), _("It stays between you and the desk."))
    text = _("All members read it from now on. You hear by mail what comes of it.")
    return Done(_("Thank you for your answer"), text, url=found.get_absolute_url())


def _to_open(link: Link) -> Challenge | None:
    person: User | None = link.person
    if person is None or not person.is_active:
        return None
    found = selectors.challenge_for(person, int(link.target))
    if found is None or found.opening_asked_at is None or found.audience != Level.DESK:
        return None
    if _was_reworded(found, link):
        return None
    return found if rules.is_of(person, found) else None


ACTS: dict[str, Act] = {
    RECOGNISE: Act(describe_recognise, perform_recognise),
    OPEN: Act(describe_open, perform_open),
}
