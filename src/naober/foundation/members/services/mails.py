"""The mails about coming in, leaving and being asked."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from naober.foundation.members.models import Collective, Company, Invitation, User, Wish
from naober.foundation.notifications import links
from naober.foundation.notifications.services import Recipient, post, revoke_links

INVITATION = "members.invitation"
DAYS_UNUSED = 30


def send_invitation(invitation: Invitation) -> None:
    """The mail with the link; one sent before does nothing any more."""
    revoke_links(purpose=INVITATION, target=str(invitation.pk))
    days = max(1, (invitation.expires_at.date() - localdate()).days)
    target, language = str(invitation.pk), invitation.language
    wish = links.Wish(INVITATION, target, None, invitation.email, language, days)
    [made] = links.make([wish])
    link = links.address_of(made)
    with translation.override(invitation.language):
        post(
            to=Recipient(invitation.email, invitation.name, invitation.language),
            subject=_("%(by)s invites you: come in for %(company)s") % _who(invitation),
            text=_invitation_text(invitation, link),
            key=f"{INVITATION}:{invitation.pk}:{invitation.sent_at.timestamp():.6f}",
        )


def forget_links(invitation: Invitation) -> None:
    revoke_links(purpose=INVITATION, target=str(invitation.pk))


def _who(invitation: Invitation) -> dict[str, str]:
    inviter = invitation.invited_by
    return {
        "by": str(inviter) if inviter else collective_name(),
        "company": invitation.company.name,
        "collective": collective_name(),
    }


def _invitation_text(invitation: Invitation, link: str) -> str:
    who = _who(invitation)
    parts = [
        _("Hello %(name)s,") % {"name": invitation.name},
        _(
            "%(by)s asks you to come in at %(collective)s for %(company)s. There, companies in the"
            " region say in one sentence what they bring or seek, and see who fits."
        )
        % who,
        invitation.text,
        _("It takes no password. Say yes, no or name somebody else here:"),
        link,
        _("The link is for you alone and works until %(date)s.")
        % {"date": date_format(invitation.expires_at, "j F Y")},
    ]
    return "\n\n".join(part for part in parts if part)


def tell_desk(*, key: str, subject: Callable[[], str], text: Callable[[], str], path: str) -> None:
    """A mail to the desk's own address, if it has one, in Dutch as the desk works."""
    collective = Collective.objects.first()
    if not collective or not collective.contact_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        post(
            to=Recipient(collective.contact_email, collective.name, settings.LANGUAGE_CODE),
            subject=subject(),
            text=f"{text()}\n\n{settings.SITE_URL}{path}",
            key=key,
        )


def tell_desk_of(wish: Wish) -> None:
    def subject() -> str:
        return f"{wish}: {wish.said}"

    def text() -> str:
        said = f"\n\n{wish.text}" if wish.text else ""
        about = f" {wish.said}." if wish.from_company else ""
        return (
            _("%(name)s (%(email)s) of %(company)s waits for your answer.")
            % {
                "name": wish.name,
                "email": wish.email,
                "company": wish.asker,
            }
            + about
            + said
        )

    path = reverse("members:wishes")
    tell_desk(key=f"members.wish:{wish.pk}", subject=subject, text=text, path=path)


def tell_ended(person: User, company: Company) -> None:
    """Somebody else ended the last role of this person."""
    with translation.override(person.language):
        text = _(
            "You act for %(company)s no more. You can still sign in and take along what we have of"
            " you. When you do not use your account for %(days)d days, it is closed and what is"
            " personal is removed."
        )
        post(
            to=Recipient.of(person),
            subject=_("You act for %(company)s no more.") % {"company": company},
            text=text % {"company": company, "days": DAYS_UNUSED}
            + f"\n\n{settings.SITE_URL}{reverse('members:profile')}",
            key=f"members.ended:{person.pk}:{company.pk}:{localdate().isoformat()}",
        )


def collective_name() -> str:
    collective = Collective.objects.first()
    return collective.name if collective else "Naober"
