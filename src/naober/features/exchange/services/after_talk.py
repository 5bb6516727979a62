"""Two companies spoke at a meeting and both go on: a match between them becomes an introduction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from naober.features.exchange import known, rules
from naober.features.exchange.models import Direction, Match
from naober.features.exchange.services.introductions import contact_for
from naober.features.exchange.services.matches import express_interest
from naober.foundation.members.models import Company, User


@transaction.atomic
def both_go_on(*, one: tuple[User, Company], other: tuple[User, Company]) -> bool:
    """Both say yes to the best match between them that all members can read with both names, unless
    one of them said no to it before. True when the mail about it tells each how to reach the other
    who spoke: so when both are the contact of their company."""
    people = {company.pk: person for person, company in (one, other)}
    match = known.best_between(*people)
    if match is None:
        return False
    sides = {Direction.OFFER: match.offer_company_id, Direction.NEED: match.need_company_id}
    if any(rules.answer_of(match, side) == "no" for side in sides):
        return False
    try:
        with transaction.atomic():
            for side, company in sides.items():
                express_interest(match=match, side=side, by=people[company])
    except (PermissionDenied, ValidationError):
        return False
    return _both_are_told(match, people)


def _both_are_told(match: Match, people: dict[int, User]) -> bool:
    reached = (
        (match.offer_company, match.offer.kind),
        (match.need_company, match.need.kind),
    )
    return all(contact_for(company, kind) == people[company.pk] for company, kind in reached)
