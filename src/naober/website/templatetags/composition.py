"""Parts of features on pages of the foundation, which does not know them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.exchange import cards
from naober.features.exchange.selectors import visible_listings_of
from naober.features.focus.models import FocusPoint
from naober.features.investments.models import Investment
from naober.features.streams import lines as streams_lines
from naober.features.streams import selectors as streams
from naober.foundation.members.models import Company
from naober.website import demo
from naober.website.context import NavItem

register = template.Library()

SHOWN = 25
DAILY = (
    (gettext_lazy("This week"), "desk:monday"),
    (gettext_lazy("Conversations"), "desk:conversations"),
    (gettext_lazy("To do"), "desk:follow-ups"),
    (gettext_lazy("On their way"), "desk:funnel"),
    (gettext_lazy("Introductions"), "desk:introductions"),
    (gettext_lazy("Asked of the desk"), "members:wishes"),
)
NOW_AND_THEN = (
    (gettext_lazy("New companies"), "desk:prospects"),
    (gettext_lazy("Listed twice"), "desk:duplicates"),
    (gettext_lazy("Groups"), "members:desk-groups"),
    (gettext_lazy("Contributions"), "members:contributions"),
    (gettext_lazy("Mail"), "mail-overview"),
    (gettext_lazy("Take away"), "desk:export"),
)
TABS = (DAILY, NOW_AND_THEN)
# The parts of the agenda, in the order in which a challenge goes through them.
AGENDA = (
    (gettext_lazy("Our agenda"), "focus:agenda"),
    (gettext_lazy("Challenges"), "agenda:challenges"),
    (gettext_lazy("Weighing together"), "weighing:rounds"),
    (gettext_lazy("Focus points"), "focus:points"),
    (gettext_lazy("Meetings"), "meetings:list"),
    (gettext_lazy("Positions"), "positions:positions"),
    (gettext_lazy("My actions"), "focus:actions"),
)


@register.simple_tag
def desk_tabs(path: str) -> dict[str, list[NavItem]]:
    """What the desk opens daily, and behind "More" the rest; the page one is on is never hidden."""
    daily, rest = ([_tab(label, name, path) for label, name in tabs] for tabs in TABS)
    here = [tab for tab in rest if tab.is_current]
    return {"daily": [*daily, *here], "rest": [tab for tab in rest if not tab.is_current]}


@register.simple_tag
def agenda_tabs(path: str) -> list[NavItem]:
    """The page one is on, or the part that it lies under: the one whose address is longest."""
    parts = [(str(label), reverse(name)) for label, name in AGENDA]
    under = max((url for _label, url in parts if path.startswith(url)), key=len, default="")
    return [NavItem(label, url, url == under) for label, url in parts]


def _tab(label: Any, name: str, path: str) -> NavItem:
    url = reverse(name)
    return NavItem(str(label), url, path == url)


@register.simple_tag
def focus_url(challenge: int) -> str:
    """Where a chosen challenge becomes a focus point."""
    return f"{reverse('focus:point-new')}?vraagstuk={challenge}"


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


@register.inclusion_tag("streams/_on_listing.html", takes_context=True)
def stream_detail(context: dict[str, Any], card: cards.Card) -> dict[str, Any]:
    """Under a material or heat: what was told of it beside the sentence, as far as this reader may
    know it; and on one's own how much is still asked."""
    if card.kind not in streams.PLANNED or context.get("as_guest"):
        return {}
    return streams_lines.on_listing(context["user"], card)


@register.inclusion_tag("parts/followed.html", takes_context=True)
def what_followed(context: dict[str, Any], point: FocusPoint) -> dict[str, Any]:
    """What companies plan or buy together for a focus point, as far as this reader may know of it:
    each can stand beside a result as how one knows."""
    user = context["user"]
    found = [
        (one.title, one.get_absolute_url(), str(one.get_state_display()))
        for one in Investment.objects.visible_to(user).filter(point=point)
    ]
    if user.is_desk:
        plans = streams.plans(user).filter(point=point)
        found += [(one.name, one.get_absolute_url(), _("exchange plan")) for one in plans]
    elif streams.planned_of(user).filter(plan__point=point).exists():
        found.append((_("What we could exchange"), reverse("streams:own"), _("exchange plan")))
    report = context.get("may_report") and reverse("focus:result-new", args=[point.pk])
    return {"followed": found, "report": report, "request": context["request"]}


@register.inclusion_tag("parts/demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """On the sign-in page of a demo: the people to sign in as. Elsewhere nothing."""
    accounts = demo.accounts() if demo.is_loaded() else []
    return {"accounts": accounts, "password": demo.PASSWORD}
