"""To tell kindly who wrote down what was agreed that the other side remembers it otherwise."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.features.exchange import deal_selectors, rules
from naober.features.exchange.models import Deal
from naober.features.exchange.services import signing
from naober.foundation.members.models import User
from naober.foundation.notifications.services import Recipient, post


def tell_the_other(*, deal: Deal, side: str, why: str) -> None:
    person = _who_wrote(deal, rules.opposite(side))
    if person is None:
        return
    with translation.override(person.language):
        text = "\n\n".join(_parts(deal, side, why))
        subject = _("What you agreed was different, says %(company)s") % _company(deal, side)
    key = f"deal-different:{deal.pk}:{deal.version}:{side}:{timezone.now():%Y-%m-%dT%H}"
    post(to=Recipient.of(person), subject=subject, text=text, key=key)


def _parts(deal: Deal, side: str, why: str) -> list[str]:
    values = _company(deal, side)
    parts = [
        _("%(company)s read what you wrote down, and remembers it differently.") % values,
        *([_('They say: "%(why)s"') % {"why": why}] if why else []),
        _(
            "Nothing is confirmed. Call each other, and change it here; then %(company)s is asked "
            "again. They may change it too, and then you are asked:"
        )
        % values,
        settings.SITE_URL + reverse("exchange:deal-edit", args=[deal.pk]),
    ]
    return parts


def _company(deal: Deal, side: str) -> dict[str, str]:
    return {"company": signing.company_on(deal, side).name}


def _who_wrote(deal: Deal, side: str) -> User | None:
    """Who signed it there and still acts for that company, else its contact."""
    signer: User | None = getattr(deal, f"{side}_signed_by")
    if signer and signer.is_active and side in rules.sides_of(signer, deal):
        return signer
    company = signing.company_on(deal, side)
    wanted = (company.pk, deal.kind)
    return deal_selectors.contacts_for({wanted}).get(wanted)
