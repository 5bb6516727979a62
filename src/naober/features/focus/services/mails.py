"""The mails of a working group: to come in, and that one is in."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from naober.features.focus.models import Seat
from naober.features.focus.names import name_of
from naober.foundation.members.models import User
from naober.foundation.notifications.services import Recipient, make_link, post, revoke_links

JOIN = "focus.join"
DAYS = 30


def send_invitation(seat: Seat, by: User) -> None:
    """Says which group, what it is for and who asks: what whoever is asked needs to know."""
    target = str(seat.pk)
    link = make_link(purpose=JOIN, person=None, email=seat.email, target=target, days=DAYS)
    about = {"person": name_of(by), "group": seat.group.name, "goal": seat.group.point.goal}
    with translation.override(by.language):
        text = "\n\n".join(
            [
                _("Hello,"),
                _("%(person)s asks you to take part in the working group “%(group)s”.") % about,
                _("What it wants to reach: %(goal)s") % about,
                _("Say yes or no here. You need no password:"),
                link,
            ]
        )
        subject = _("Will you take part in the working group “%(group)s”?") % about
        to = Recipient(seat.email, "", by.language)
        post(to=to, subject=subject, text=text, key=f"{JOIN}:{seat.pk}")


def forget_invitation(seat: Seat) -> None:
    revoke_links(purpose=JOIN, target=str(seat.pk))


def tell_let_in(seat: Seat) -> None:
    """Who asked hears that the answer is yes."""
    assert seat.user is not None
    about = {"group": seat.group.name}
    with translation.override(seat.user.language):
        text = _("You are in the working group “%(group)s” now. Here is its page:") % about
        post(
            to=Recipient.of(seat.user),
            subject=_("Welcome in the working group “%(group)s”") % about,
            text=f"{text}\n\n{settings.SITE_URL}{seat.group.get_absolute_url()}",
            key=f"focus.let_in:{seat.pk}",
        )
