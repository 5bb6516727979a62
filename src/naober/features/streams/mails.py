"""What companies hear of a plan: that there is one, and that one pair of it may be theirs. A mail
names their own listing and nobody else."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from naober.features.exchange.deal_selectors import contacts_for
from naober.features.exchange.models import Listing
from naober.features.streams.models import Plan, Planned
from naober.foundation.members.models import User
from naober.foundation.notifications.services import Recipient, post


def tell_companies(plan: Plan) -> None:
    """Everybody who is the contact of a company that reads any of it."""
    rows = list(plan.planned.select_related("offer", "need"))
    listings = [one for row in rows for one in (row.offer, row.need)]
    for person in _contacts(listings).values():
        if Planned.objects.visible_to(person).filter(plan=plan).exists():
            _post(person, f"plan:{plan.pk}:{person.pk}", _told, reverse("streams:own"), "")


def propose(planned: Planned) -> None:
    """To each side of which the contact may know that the other is there."""
    sides = ((planned.offer, planned.need), (planned.need, planned.offer))
    people = _contacts([planned.offer, planned.need])
    for own, other in sides:
        person = people.get((own.company_id, own.kind))
        if person and Listing.objects.visible_to(person).filter(pk=other.pk).exists():
            url = reverse("exchange:listing", args=[own.pk])
            _post(person, f"planned:{planned.pk}:{person.pk}", _proposed, url, own.text)


def _contacts(listings: Iterable[Listing]) -> dict[tuple[int, str], User]:
    return contacts_for({(one.company_id, one.kind) for one in listings})


def _told(text: str) -> tuple[str, str]:
    del text
    return _("What you could exchange with neighbours"), _(
        "The desk reckoned which leftovers, materials and heat should best go to whom in the "
        "region. Read what it means for your company; others read only what is theirs."
    )


def _proposed(text: str) -> tuple[str, str]:
    words = " ".join(text.split())[:200]
    return _("A neighbour may fit what you placed"), _(
        'You placed: "%(text)s". In the plan of the region it goes together with a neighbour. Look '
        "at what fits, and say whether you want to meet."
    ) % {"text": words}


def _post(
    person: User, key: str, words: Callable[[str], tuple[str, str]], path: str, text: str
) -> None:
    with translation.override(person.language):
        subject, said = words(text)
    to = Recipient(person.email, person.name, person.language, person.pk)
    post(to=to, subject=subject, text=f"{said}\n\n{settings.SITE_URL}{path}", key=key)
