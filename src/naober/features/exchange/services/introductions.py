"""Both said yes: one mail for both, with both contacts; the desk helps where one is missing.

It goes to the contact of each, and to who said yes when that is somebody else of the company.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naober.features.exchange import deal_selectors, engine_bridge, rules
from naober.features.exchange.models import Direction, Interest, Listing, Match
from naober.features.ledger import services as ledger
from naober.features.ledger.models import UNIT_OF, Kind, Way
from naober.foundation.audience.levels import FieldGroup, Level, rank
from naober.foundation.journal import services as journal
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.services import Recipient, post


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an introduction, by what both may read of it from now on. `person` is their
    contact; `answered`: who said yes, as long as they act for the company."""

    company: Company
    listing: Listing
    person: User | None
    answered: User | None

    @property
    def readers(self) -> list[User]:
        found = {one.pk: one for one in (self.person, self.answered) if one is not None}
        return list(found.values())


def contact_for(company: Company, kind: str) -> User | None:
    return deal_selectors.contacts_for({(company.pk, kind)}).get((company.pk, kind))


def tell_both(match: Match) -> None:
    """Post the same mail to both; where nobody can be reached the desk is asked to help."""
    parties = [_party(match, Direction.OFFER), _party(match, Direction.NEED)]
    for party in parties:
        journal.record(action="match.introduced", company=party.company, about=f"match:{match.pk}")
        _write_in_ledger(match, party, parties)
        for person in party.readers:
            _post(match, parties, person, f"introduction:{match.pk}:{person.pk}")
    _ask_the_desk(match, [party for party in parties if party.person is None])


def _write_in_ledger(match: Match, party: Party, parties: list[Party]) -> None:
    """Each got to know a neighbour. Nobody gave it, so it is in no total of all together: that two
    met tells more than that they traded."""
    (other,) = [one.company for one in parties if one is not party]
    ledger.record(
        company=party.company,
        direction=Way.TOOK,
        kind=Kind.INTRODUCTIONS,
        quantity=Decimal(1),
        unit=UNIT_OF[Kind.INTRODUCTIONS],
        on=timezone.localdate(match.introduced_at),
        source="introduction",
        key=f"introduction:{match.pk}:{party.company.pk}",
        counterparty=other,
    )


def _ask_the_desk(match: Match, unreachable: list[Party]) -> None:
    """To find whom to call. It hears of the company alone, and only where it may read the name:
    not whom that company met, nor what about."""
    known = [p for p in unreachable if rank(p.listing.level_of(FieldGroup.WHO)) >= rank(Level.DESK)]
    for person in User.objects.filter(desk_role=User.DeskRole.DESK, is_active=True):
        for party in known:
            _post_to_desk(party.company, person, f"introduction-desk:{match.pk}:{person.pk}")


def _post_to_desk(company: Company, person: User, key: str) -> None:
    to = Recipient(person.email, person.name, person.language, person.pk)
    with translation.override(person.language):
        said = {"company": company.name}
        subject = _("%(company)s has no contact person") % said
        text = _(
            "%(company)s and a neighbour said yes to each other, and nobody can be reached at "
            "%(company)s. Who can be their contact person? Name somebody here:"
        )
        address = settings.SITE_URL + reverse("members:company-people", args=[company.pk])
        post(to=to, subject=subject, text=f"{text % said}\n\n{address}", key=f"{key}:{company.pk}")


def _party(match: Match, side: str) -> Party:
    listing = rules.listing_on(match, side)
    company = match.offer_company if side == Direction.OFFER else match.need_company
    said = Interest.objects.filter(match=match, side=side).select_related("by").first()
    answered = still_there(said.by, company) if said else None
    return Party(company, listing, contact_for(company, listing.kind), answered)


def still_there(person: User | None, company: Company) -> User | None:
    """Who acted, as long as they act for the company; of the desk's acts the company is told."""
    if person is None or not person.is_active:
        return None
    return person if Company.objects.of(person).filter(pk=company.pk).exists() else None


def _post(match: Match, parties: list[Party], person: User, key: str) -> None:
    to = Recipient(person.email, person.name, person.language, person.pk)
    with translation.override(person.language):
        subject = _("Meet each other: %(one)s and %(other)s") % {
            "one": parties[0].company,
            "other": parties[1].company,
        }
    post(to=to, subject=subject, text=_text_for_both(match, parties), key=key)


def _text_for_both(match: Match, parties: list[Party]) -> str:
    """One text, addressed to both: nobody reads anything of the other that they do not read too.
    In all their languages, where these differ."""
    spoken = dict.fromkeys(one.language for p in parties for one in p.readers) or {"nl": None}
    texts = []
    for language in spoken:
        with translation.override(language):
            texts.append(_text(match, parties))
    return "\n\n* * *\n\n".join(texts)


def _text(match: Match, parties: list[Party]) -> str:
    giver, taker = parties
    address = settings.SITE_URL + reverse("exchange:deal-new", args=[match.pk])
    lines = [
        _("Hello %(names)s,") % {"names": _names(parties)},
        _("You both said yes. This is what it is about:"),
        _('%(company)s brings: "%(text)s"') % _said(giver),
        _('%(company)s seeks: "%(text)s"') % _said(taker),
        _("How to reach each other:"),
        *(_reach(party) for party in parties),
        _("Call or write to each other. Did you agree on something? Write it down here:"),
        address,
    ]
    return "\n\n".join(lines)


def _names(parties: list[Party]) -> str:
    names = [str(p.person) if p.person else p.company.name for p in parties]
    return _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}


def _said(party: Party) -> dict[str, str]:
    about = engine_bridge.concept_names(party.listing, translation.get_language() or "nl")
    said = about if party.listing.is_reply and about else party.listing.text
    return {"company": party.company.name, "text": said[:500]}


def _reach(party: Party) -> str:
    if party.person is None:
        company = party.company.name
        return _("%(company)s: no contact person yet. The desk helps you.") % {"company": company}
    return f"{party.company.name}: {party.person}, {party.person.email}"
