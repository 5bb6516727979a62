"""What the link "vote" in a mail does: one vote, without an account.

The page shows the question and the candidates, as the mail might have, and never what the company
voted before: the mail may have been forwarded.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.weighing import rules, words
from naober.features.weighing.ballot_pages import MANY
from naober.features.weighing.forms import BallotForm, ballot_form
from naober.features.weighing.models import Candidate, Round
from naober.features.weighing.services import cast_vote
from naober.foundation.members.models import Company
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link


def target_of(round_: Round, company: Company) -> str:
    return f"{round_.pk}:{company.pk}"


def describe_vote(link: Link) -> ActPage:
    round_, company = _asked(link)
    if round_ is None or company is None:
        text = _("There is nothing left to answer here. Sign in to see how things stand.")
        return ActPage(_("This is over"), text, ())
    return _page(link, round_, company, _form(round_))


def _page(link: Link, round_: Round, company: Company, form: BallotForm) -> ActPage:
    values = {
        "company": company.name,
        "budget": words.amount(round_.unit, round_.budget),
        "moment": words.moment(round_),
        "secrecy": words.who_reads_votes(round_),
    }
    text = _(
        "You vote for %(company)s. The budget is %(budget)s; votes count until %(moment)s. "
        "If your company voted before, this takes its place.\n\n%(secrecy)s"
    )
    choices = (Choice("vote", _("Keep our vote")),)
    return ActPage(
        round_.question,
        text % values,
        choices,
        form,
        fields_first=True,
        ask=words.how_to_vote(round_),
        more=_about(link, round_),
    )


def _about(link: Link, round_: Round) -> tuple[str, str] | None:
    """The page of the round tells what each candidate is about, to who signs in and may open it."""
    person = link.person
    if person is None or not Round.objects.visible_to(person).filter(pk=round_.pk).exists():
        return None
    return round_.get_absolute_url(), _("What each candidate is about (sign in first)")


def _form(round_: Round, data: Any = None) -> BallotForm:
    candidates = list(round_.candidates.all())
    form = ballot_form(round_, candidates, data)
    costs = {c.pk: f"{c.title} ({words.amount(round_.unit, c.cost)})" for c in candidates}
    for field in form.fields.values():
        if hasattr(field, "choices"):
            field.choices = [(pk, costs.get(int(pk), t) if pk else t) for pk, t in field.choices]
    if "chosen" in form.fields and len(candidates) > MANY:
        form.fields["chosen"].choices = _by_theme(candidates, costs)  # type: ignore[attr-defined]  # it has choices
    for candidate in candidates:
        if f"p{candidate.pk}" in form.fields:
            form.fields[f"p{candidate.pk}"].label = costs[candidate.pk]
    return form


def _by_theme(
    candidates: list[Candidate], costs: dict[int, str]
) -> list[tuple[str, list[tuple[int, str]]]]:
    """A long list reads by theme; what has none comes last."""
    found: dict[str, list[tuple[int, str]]] = {}
    for candidate in sorted(candidates, key=lambda c: (not c.theme, c.theme)):
        found.setdefault(words.bar_word(candidate.theme), []).append(
            (candidate.pk, costs[candidate.pk])
        )
    return list(found.items())


def perform_vote(link: Link, choice: str, data: QueryDict) -> Done:
    round_, company = _asked(link)
    if round_ is None or company is None or link.person is None:
        return _too_late()
    form = _form(round_, data)
    if not form.is_valid():
        raise AskAgainError(_page(link, round_, company, form))
    try:
        cast_vote(round_=round_, company=company, points=form.points(), by=link.person)
    except (PermissionDenied, ValidationError):  # it closed, or they left, in between
        return _too_late()
    text = _("The vote of %(company)s is kept. You can change it until the round closes.")
    url = reverse("weighing:round", args=[round_.pk])
    return Done(_("Thank you for your vote"), text % {"company": company.name}, url=url)


def _too_late() -> Done:
    text = _("There is nothing left to answer here. Sign in to see how things stand.")
    return Done(_("This is over"), text, url=reverse("weighing:rounds"))


def _asked(link: Link) -> tuple[Round | None, Company | None]:
    """While votes are taken, for who may vote for this company now."""
    number, _colon, company_number = link.target.partition(":")
    round_ = Round.objects.taking_votes().filter(pk=number).first()
    company = Company.objects.filter(pk=company_number).first()
    if round_ is None or company is None or link.person is None:
        return None, None
    if not rules.may_vote_for(link.person, company):
        return None, None
    return round_, company


ACTS: dict[str, Act] = {"weighing.vote": Act(describe_vote, perform_vote)}
