"""What the link "pledge" in a mail does: one pledge, without an account.

The page shows what is bought, and never what the company said before: the mail may have been
forwarded.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.investments import rules, words
from naober.features.investments.forms import PledgeForm
from naober.features.investments.models import Figures, Investment, Stance
from naober.features.investments.selectors import is_for
from naober.features.investments.services import give_pledge, take_stance
from naober.foundation.members.models import Company
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link

PURPOSE = "investments.pledge"


def target_of(investment: Investment, company: Company) -> str:
    return f"{investment.pk}:{company.pk}"


def describe_pledge(link: Link) -> ActPage:
    investment, company = _asked(link)
    if investment is None or company is None:
        return ActPage(_("This is over"), _over(), ())
    return _page(link, investment, company, PledgeForm())


def _page(link: Link, investment: Investment, company: Company, form: PledgeForm) -> ActPage:
    text = _(
        "You pledge for %(company)s, with the size that your company gave. Pledges count on "
        "%(moment)s, and can be changed until then. If your company pledged before, this takes its "
        "place.\n\nNobody reads your conditions but your own company, and the desk only if your "
        "company lets it read its figures."
    )
    choices = (
        Choice("join", _("Keep our pledge")),
        Choice("out", _("We stay out"), "quiet"),
    )
    return ActPage(
        investment.title,
        text % {"company": company.name, "moment": words.moment(investment)},
        choices,
        form,
        fields_first=True,
        ask=_("On what conditions does your company join? Empty: whatever happens."),
        more=(investment.get_absolute_url(), _("What it is and what it costs (sign in first)")),
    )


def perform_pledge(link: Link, choice: str, data: QueryDict) -> Done:
    investment, company = _asked(link)
    if investment is None or company is None or link.person is None:
        return _too_late()
    try:
        if choice == "out":
            take_stance(investment=investment, company=company, stance=Stance.OUT, by=link.person)
            text = _("%(company)s stays out. You can change it until %(moment)s.")
            return _done(_("Thank you for saying so"), text, investment, company)
        form = PledgeForm(data)
        if not form.is_valid():
            raise AskAgainError(_page(link, investment, company, form))
        conditions = form.conditions()
        give_pledge(investment=investment, company=company, conditions=conditions, by=link.person)
    except (PermissionDenied, ValidationError):  # it closed, or they left, in between
        return _too_late()
    text = _("The pledge of %(company)s is kept. You can change it until %(moment)s.")
    return _done(_("Thank you for your pledge"), text, investment, company)


def _done(title: str, text: str, investment: Investment, company: Company) -> Done:
    values: dict[str, Any] = {"company": company.name, "moment": words.moment(investment)}
    return Done(title, text % values, url=investment.get_absolute_url())


def _too_late() -> Done:
    return Done(_("This is over"), _over(), url=reverse("investments:investments"))


def _over() -> str:
    return _("There is nothing left to answer here. Sign in to see how things stand.")


def _asked(link: Link) -> tuple[Investment | None, Company | None]:
    """While pledges are taken, for who may speak for this company now, once it gave its figures."""
    number, _colon, company_number = link.target.partition(":")
    investment = Investment.objects.pledging().filter(pk=number).first()
    company = Company.objects.filter(pk=company_number).first()
    if investment is None or company is None or link.person is None:
        return None, None
    gave = Figures.objects.filter(
        participation__investment=investment, participation__company=company
    )
    speaks = rules.may_speak_for(link.person, company) and is_for(investment, company)
    return (investment, company) if speaks and gave.exists() else (None, None)


ACTS: dict[str, Act] = {PURPOSE: Act(describe_pledge, perform_pledge)}
