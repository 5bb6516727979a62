"""Parts of features on pages of the foundation, which does not know them."""

from typing import Any

from django import template

from naober.features.exchange import cards
from naober.features.exchange.selectors import visible_listings_of
from naober.foundation.members.models import Company
from naober.website import demo

register = template.Library()

SHOWN = 25


@register.inclusion_tag("parts/company_listings.html", takes_context=True)
def company_listings(context: dict[str, Any], company: Company) -> dict[str, Any]:
    """The company's open listings that the reader may tie to its name."""
    user = context["user"]
    found = visible_listings_of(company, user)
    count = found.count()
    return {
        "cards": cards.listing_cards(found[:SHOWN]),
        "more": max(0, count - SHOWN),
        "company": company,
    }


@register.inclusion_tag("parts/demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """On the sign-in page of a demo: the people to sign in as. Elsewhere nothing."""
    accounts = demo.accounts() if demo.is_loaded() else []
    return {"accounts": accounts, "password": demo.PASSWORD}
