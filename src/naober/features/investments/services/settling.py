"""The clock: how it stands, told anew when enough companies said something new; and at the end the
largest group whose conditions all hold."""

from __future__ import annotations

import logging
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, rules, selectors, words
from naober.features.investments.models import (
    Investment,
    Participation,
    Reckoning,
    State,
)
from naober.features.investments.rules import Act
from naober.features.investments.services.acting import locked, note, of_desk, tell_of
from naober.foundation.members.models import User

_log = logging.getLogger(__name__)
Parts = list[Participation]


def reckon_all() -> int:
    """Each night, of what takes pledges. Never when somebody asks for it."""
    return sum(_safely(_reckon, one) for one in Investment.objects.pledging())


def settle_due() -> int:
    """By the clock: each by itself, so that one that fails does not hold up the others."""
    return sum(_safely(_settle_due, one) for one in Investment.objects.due())


def _safely(do: Any, investment: Investment) -> bool:
    try:
        with transaction.atomic():
            do(locked(investment))
    except Exception:
        _log.exception("Investment %s could not be reckoned", investment.pk)
        return False
    return True


def _settle_due(found: Investment) -> None:
    if found.state == State.PLEDGING:
        _settle(found, None)


@transaction.atomic
def settle_investment(*, investment: Investment, by: User) -> Investment:
    """The desk need not wait for the clock once the moment is there."""
    found = of_desk(investment, by, Act.SETTLE)
    if found.takes_pledges:
        raise ValidationError(_("Companies may pledge until the moment that was said."))
    return _settle(found, by)


def _settle(found: Investment, by: User | None) -> Investment:
    """Who is in the group has its share from now on; where no group holds, it is an idea again, and
    what companies said stays."""
    asked = selectors.pledged(found)
    group = engine_bridge.largest_group(found, asked)
    if group is None:
        found.state, found.opened_at, found.pledges_until = State.IDEA, None, None
        found.failed_at = timezone.now()
        found.save(update_fields=["state", "opened_at", "pledges_until", "failed_at"])
        Reckoning.objects.filter(investment=found).delete()
        note("no_group", found, by)
        return found
    today = timezone.localdate()
    for part in asked:
        if part.company_id in group.shares:
            part.joined_on, part.share = today, group.shares[part.company_id]
            part.save(update_fields=["joined_on", "share"])
    found.state, found.settled_at, found.rule = State.AGREED, timezone.now(), group.rule
    found.save(update_fields=["state", "settled_at", "rule"])
    note("agreed", found, by)
    tell_of(found, "agreed")
    return found


def _reckon(found: Investment) -> None:
    asked = selectors.pledged(found)
    now = {str(part.company_id): _said(part) for part in asked}
    kept = Reckoning.objects.filter(investment=found).first()
    behind = kept.behind if kept else {}
    before = behind.get("pledges", {})
    if not rules.is_news(before, now):
        return
    told = {
        **engine_bridge.outlook(found, asked),
        **_sums(found, asked, kept.told if kept else {}, behind.get("sums", {}), now),
    }
    summed = now if told.get("summed") else behind.get("sums", {})
    values = {"told": told, "behind": {"pledges": now, "sums": summed}, "made_at": timezone.now()}
    Reckoning.objects.update_or_create(investment=found, defaults=values)


def _said(part: Participation) -> str:
    """What a company said, as a mark that changes with it and tells nothing of it."""
    figures, pledge = part.figures, part.pledge
    said = f"{figures.size}|{figures.alone_cost}|{pledge.least_companies}|{pledge.most_share}"
    return salted_hmac("naober.investments.said", f"{said}|{pledge.rule}").hexdigest()[:20]


def _sums(
    found: Investment,
    asked: Parts,
    told: dict[str, Any],
    before: dict[str, str],
    now: dict[str, str],
) -> dict[str, Any]:
    """Size and cost of all who pledged, where these tell of none of them, alone or beside the sums
    that were told before."""
    sizes = {part.company_id: part.figures.size for part in asked}
    if not rules.may_tell_sum(sizes) or not rules.is_news_for_sums(before, now):
        return {key: told[key] for key in ("size", "companies") if key in told}
    total = sum(sizes.values(), Decimal(0))
    return {"size": str(words.about(total)), "companies": len(sizes), "summed": True}
