"""What coming in and leaving means for the features, which members does not know."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.features.agenda import services as agenda
from naober.features.desk.services import remind_desk
from naober.features.exchange import index
from naober.features.exchange.models import Listing
from naober.features.focus import services as focus
from naober.features.investments import services as investments
from naober.features.meetings import services as meetings
from naober.features.meetings.mails import when
from naober.features.positions import services as positions
from naober.features.weighing.services import withdraw_votes
from naober.foundation.members.models import Company, User
from naober.foundation.members.services import close_unused, end_access
from naober.foundation.members.signals import company_left, person_left


def connect() -> None:
    """Once, when the site starts."""
    company_left.connect(close_listings, dispatch_uid="naober.onboarding.close_listings")
    company_left.connect(end_challenges, dispatch_uid="naober.onboarding.end_challenges")
    company_left.connect(leave_groups, dispatch_uid="naober.onboarding.leave_groups")
    person_left.connect(give_up_seats, dispatch_uid="naober.onboarding.give_up_seats")
    company_left.connect(free_places, dispatch_uid="naober.onboarding.free_places")
    company_left.connect(ask_new_address, dispatch_uid="naober.onboarding.ask_new_address")
    person_left.connect(give_up_places, dispatch_uid="naober.onboarding.give_up_places")
    company_left.connect(take_votes_back, dispatch_uid="naober.onboarding.take_votes_back")
    company_left.connect(take_pledges_back, dispatch_uid="naober.onboarding.take_pledges_back")
    company_left.connect(take_name_off, dispatch_uid="naober.onboarding.take_name_off")


def close_listings(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """What it placed is found by nobody any more; deals and their values stay as they are."""
    for listing in Listing.objects.filter(company=company, closed_at=None):
        listing.closed_at = timezone.now()
        listing.save(update_fields=["closed_at"])
        index.remove(listing)


def end_challenges(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """What it raised alone is closed; what others have too goes on."""
    agenda.company_leaves(company=company)


def leave_groups(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """Its people sit in no working group for it; what it would do goes back to the chair."""
    focus.company_leaves(company=company)


def give_up_seats(
    sender: Any, *, person: User, company: Company | None = None, **kwargs: Any
) -> None:
    """Of one company, or of all of them when somebody left everywhere."""
    focus.leave_everything(person=person, company=company)


def free_places(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """After the seats in groups: who sits there no more comes to no meeting of it."""
    meetings.company_leaves(company=company)


def ask_new_address(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """For what is still to come at its place: the desk finds that on its Monday page."""
    with translation.override(settings.LANGUAGE_CODE):
        for meeting in meetings.host_leaves(company=company):
            words = {"title": meeting.title, "when": when(meeting)}
            text = _("Find another address for “%(title)s”, %(when)s: its host left.") % words
            remind_desk(company=company, text=text)


def give_up_places(
    sender: Any, *, person: User, company: Company | None = None, **kwargs: Any
) -> None:
    """Of one company, or of all of them when somebody left everywhere."""
    meetings.person_leaves(person=person, company=company)


def take_votes_back(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """Who leaves decides no more in what is still open."""
    withdraw_votes(company=company)


def take_pledges_back(sender: Any, *, company: Company, **kwargs: Any) -> None:
    """Of what is still open; what was agreed stays agreed."""
    investments.withdraw(company=company)


def take_name_off(sender: Any, *, company: Company, by: User | None = None, **kwargs: Any) -> None:
    """Of texts to government that are still to be sent."""
    positions.company_leaves(company=company, by=by)


def each_night() -> None:
    """The people of companies that left come in until a day, and no longer; accounts without a
    company that nobody uses are closed."""
    today = timezone.localdate()
    end_access(today=today)
    close_unused(today=today)
