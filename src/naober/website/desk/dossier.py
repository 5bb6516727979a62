"""A company as the desk knows it, gathered from the members, the desk and the exchange."""

from typing import Any

from naober.features.agenda import selectors as agenda
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.features.exchange import cards
from naober.features.exchange import selectors as exchange
from naober.foundation.members import rules
from naober.foundation.members import selectors as members
from naober.foundation.members.models import Company, User
from naober.website.desk.whom import SHOWN, whom


def of(company: Company, user: User) -> dict[str, Any]:
    """What the dossier page shows; of listings only what the desk may tie to the name."""
    talks = Conversation.objects.visible_to(user).filter(company=company).select_related("by")
    proposals = Proposal.objects.visible_to(user).filter(conversation__company=company)
    noted = ContactPerson.objects.visible_to(user).filter(company=company)
    named = exchange.visible_listings_of(company, user)
    return {
        "company": company,
        "sites": company.sites.all(),
        "whom": whom(company, members.people_of(company)[:SHOWN], noted),
        "conversations": talks[:SHOWN],
        "open_proposals": proposals.filter(state=Proposal.State.OPEN).count(),
        "follow_ups": FollowUp.objects.visible_to(user).filter(company=company, done_at=None),
        "challenges": agenda.challenges_of(company, user)[:SHOWN],
        "steps": company.steps.select_related("template"),
        "following": [
            (value, label)
            for value, label in Company.Stage.choices
            if rules.follows(company.stage, value)
        ],
        "listings": cards.listing_cards(named[:SHOWN]),
    }
