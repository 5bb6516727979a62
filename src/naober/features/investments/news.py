"""What a person's digest says of investments: does your company join, the desk entered something
for it, it was agreed (or not), a year waits to be confirmed.

The question waits until the company said in or out. It makes a mail when it is new, and once more
shortly before the end: that is the only reminder.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.investments import mail_acts, rules, selectors, words
from naober.features.investments.models import Figures, Investment, Participation, State
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.digests import Item

NEW_FOR = timedelta(days=30)


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    companies = selectors.companies_of(user) if user.is_active else []
    if not companies:
        return []
    parts = Participation.objects.filter(company__in=companies)
    parts = parts.select_related("investment", "company", "figures")
    return [
        *_asked(user, companies),
        *(item for part in parts.order_by("pk") for item in _of_part(part)),
        *_years(companies),
    ]


def _asked(user: User, companies: list[Company]) -> list[Item]:
    asked = selectors.asked_of(user, companies)
    gave = set(
        Figures.objects.filter(
            participation__investment__in=[one.pk for one, _company in asked],
            participation__company__in=[company.pk for _one, company in asked],
        ).values_list("participation__investment", "participation__company")
    )
    return [_question(one, company, (one.pk, company.pk) in gave) for one, company in asked]


def _question(one: Investment, company: Company, gave: bool) -> Item:
    """Who gave no figures yet does that on the site first: a pledge needs a size."""
    until = one.pledges_until or timezone.now()
    is_last = until - timezone.now() < timedelta(days=rules.REMIND_DAYS)
    key = f"investments.pledge:{one.pk}:{company.pk}"
    target = mail_acts.target_of(one, company)
    return Item(
        key=f"{key}:last" if is_last else key,
        text=words.asked(one, company),
        url=one.get_absolute_url(),
        kind="waiting",
        acts=((_("Pledge, on your conditions"), mail_acts.PURPOSE, target),) if gave else (),
    )


def _of_part(part: Participation) -> list[Item]:
    one, figures = part.investment, getattr(part, "figures", None)
    found = []
    if figures is not None and figures.on_behalf and one.state in (State.IDEA, State.PLEDGING):
        text = _(
            "The desk entered figures for %(company)s, as you told it: %(what)s. Your company can "
            "look at them, change them, and keep them from the desk."
        )
        key = f"entered:{part.pk}:{figures.given_at:%Y%m%d%H%M%S}"
        found.append(_item(key, text, part))
    if part.asks_in_at is not None and part.entry_price is not None:
        text = _("There is a price at which %(company)s can join: %(what)s. It stands on the site.")
        found.append(_item(f"offer:{part.pk}:{part.asks_in_at:%Y%m%d%H%M%S}", text, part))
    since = timezone.now() - NEW_FOR
    if one.settled_at and one.settled_at >= since:
        text = _("%(what)s is agreed, and %(company)s is in the group. Look what your share is.")
        other = _("%(what)s is agreed, without %(company)s: not all its conditions could be kept.")
        if part.is_party:
            found.append(_item(f"agreed:{part.pk}", text, part))
        elif part.stance == "in":
            found.append(_item(f"without:{part.pk}", other, part))
    if one.failed_at and one.failed_at >= since:
        text = _("%(what)s: there was no group for which all conditions held.")
        found.append(_item(f"failed:{part.pk}:{one.failed_at:%Y%m%d}", text, part))
    if one.state == State.STOPPED and one.ended_at and one.ended_at >= since:
        text = _("%(what)s does not go on: %(why)s")
        found.append(_item(f"stopped:{part.pk}", text, part))
    return found


def _item(key: str, text: str, part: Participation) -> Item:
    one = part.investment
    values = {"company": part.company.name, "what": one.title, "why": one.why_stopped}
    return Item(key=f"investments.{key}", text=text % values, url=one.get_absolute_url())


def _years(companies: list[Company]) -> list[Item]:
    """That a year waits; the amounts stand on the site."""
    text = _("Is it right what %(what)s cost and brought %(company)s in %(year)s?")
    return [
        Item(
            key=f"investments.year:{row.pk}:{row.entered_at:%Y%m%d%H%M%S}",
            text=text
            % {
                "what": row.participation.investment.title,
                "company": row.participation.company.name,
                "year": row.year,
            },
            url=row.participation.investment.get_absolute_url(),
            kind="waiting",
        )
        for row in selectors.to_confirm(companies)
    ]
