"""To let somebody of outside into one listing or one deal, and to end that."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.features.exchange import rules
from naober.features.exchange.models import Deal, DealGuest, Listing, ListingGuest
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.services import Recipient, make_link, post, revoke_links

MAX_GUESTS = 10
AnyGuest = ListingGuest | DealGuest


@transaction.atomic
def invite_guest(*, to: Listing | Deal, email: str, company: Company, by: User) -> AnyGuest:
    """Ask somebody in by mail, for one's own company. The link in it opens just this one thing."""
    if not rules.may_invite_guest(by, to, company):
        raise PermissionDenied
    address = email.strip().lower()
    validate_email(address)
    type(to)._default_manager.select_for_update().get(pk=to.pk)  # one at a time is asked in
    running = to.guests.running()
    if running.filter(email=address).exists():
        raise ValidationError({"email": _("This person was asked in already.")})
    if running.filter(company=company).count() >= MAX_GUESTS:
        raise ValidationError({"email": _("Ten guests is the most. End one first.")})
    guest: AnyGuest = to.guests.create(email=address, company=company, invited_by=by)
    _mail(guest, by)
    _journal(guest, by, "guest.invited")
    return guest


@transaction.atomic
def let_guest_in(*, guest: AnyGuest) -> User:
    """The link was opened: from now on the person with this address may see this one thing.

    Who is new gets an account without a password. Nobody gets into an account that is there.
    """
    guest = type(guest)._default_manager.select_for_update().get(pk=guest.pk)
    if guest.ended_at is not None:
        raise PermissionDenied
    user, _is_new = User.objects.of_address(guest.email)
    guest.user = user
    guest.save(update_fields=["user"])
    _journal(guest, user, "guest.came")
    return user


@transaction.atomic
def end_guest(*, guest: AnyGuest, by: User) -> None:
    """The person sees it no more, from this moment, and the link does nothing."""
    if not rules.may_act_for(by, guest.company):
        raise PermissionDenied
    if guest.ended_at is None:
        guest.ended_at = timezone.now()
        guest.save(update_fields=["ended_at"])
        revoke_links(purpose="guest.invite", target=target_of(guest))
        _journal(guest, by, "guest.ended")


def target_of(guest: AnyGuest) -> str:
    return f"{'listing' if isinstance(guest, ListingGuest) else 'deal'}:{guest.pk}"


def _mail(guest: AnyGuest, by: User) -> None:
    """Says who asks and no more: what it is about stands behind the link, for who opens it."""
    target = target_of(guest)
    link = make_link(purpose="guest.invite", person=None, email=guest.email, target=target)
    with translation.override(by.language):
        text = "\n\n".join(
            [
                _("Hello,"),
                _("%(person)s of %(company)s would like to show you something.")
                % {"person": by, "company": guest.company},
                _("You can read it with this link. You need no password:"),
                link,
            ]
        )
        subject = _("%(company)s would like to show you something") % {"company": guest.company}
        to = Recipient(guest.email, "", by.language)
        post(to=to, subject=subject, text=text, key=f"guest:{target}")


def _journal(guest: AnyGuest, by: User, action: str) -> None:
    journal.record(action=action, by=by, company=guest.company, about=target_of(guest))
