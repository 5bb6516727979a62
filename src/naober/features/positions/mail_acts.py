"""The link in a mail with which a company signs a position.

Staying out leaves no trace: the link stays good, nothing is written down, and who looks at what is
kept finds no difference with a company that never opened its mail.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.positions import rules, selectors, services
from naober.features.positions.forms import MinorityForm
from naober.features.positions.models import Position
from naober.features.positions.rules import Do
from naober.features.positions.services.signing import PURPOSE
from naober.foundation.members.models import Company
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link

SIGN, OUT = "yes", "out"
CHARACTERS = 700  # of the text; the whole of it is on the site


def describe_sign(link: Link) -> ActPage:
    position, company = _found(link)
    if position is None or company is None:
        return _over(_("There is nothing left to sign here. Sign in to see how things stand."))
    if selectors.signature_of(position, company):
        return _over(_("%(company)s signed this already.") % {"company": company})
    if not rules.is_open(position, Do.SIGN):
        return _over(_("Signing is over."))
    return _page(position, company, MinorityForm())


def _over(said: str) -> ActPage:
    return ActPage(_("This is over"), said, ())


def _page(position: Position, company: Company, form: MinorityForm) -> ActPage:
    title = _("Does %(company)s sign this?") % {"company": company}
    choices = (
        Choice(SIGN, _("Yes, we sign")),
        Choice(OUT, _("We stay out of it"), "quiet"),
    )
    return ActPage(title, what_is_asked(position), choices, form)


def what_is_asked(position: Position) -> str:
    """For the mail and its page alike."""
    version = selectors.latest_version(position)
    text = "\n\n".join(passage.text for passage in selectors.passages_of(version))
    shown = text if len(text) <= CHARACTERS else f"{text[:CHARACTERS].rsplit(' ', 1)[0]} ..."
    return f"{position.title}\n\n{shown}"


def perform_sign(link: Link, choice: str, data: QueryDict) -> Done:
    position, company = _found(link)
    if position is None or company is None or link.person is None:
        return _too_late()
    if choice == OUT:
        return Done(
            _("Good, you stay out of it"),
            _("Nothing is kept of this answer: nobody can read it, the desk neither. Until the "
              "last day you can still sign, also with this link."),
        )  # fmt: skip
    form = MinorityForm(data)
    if not form.is_valid():
        raise AskAgainError(_page(position, company, form))
    try:
        services.sign(
            position=position,
            company=company,
            by=link.person,
            minority=form.cleaned_data["minority"],
            why_it_may=form.cleaned_data["why_it_may"],
        )
    except PermissionDenied:
        return _too_late()
    except ValidationError as refused:
        return Done(_("This could not be done"), " ".join(refused.messages))
    url = reverse("positions:position", args=[position.pk])
    return Done(_("Signed"), _("You can take it back on the site until it is sent."), url=url)


def _too_late() -> Done:
    text = _("There is nothing left to sign here. Sign in to see how things stand.")
    return Done(_("This is over"), text, url=reverse("positions:positions"))


def _found(link: Link) -> tuple[Position | None, Company | None]:
    """As the person of the link may see it now, for a company they speak for now."""
    person = link.person
    pk, _colon, company_pk = link.target.partition(":")
    if person is None or not person.is_active:
        return None, None
    position = selectors.position_for(person, int(pk))
    company = rules.companies_of(person).filter(pk=company_pk).first()
    return position, company


ACTS: dict[str, Act] = {
    PURPOSE: Act(describe_sign, perform_sign, leaves_no_trace=frozenset({OUT})),
}
