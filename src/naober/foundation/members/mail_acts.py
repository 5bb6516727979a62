"""What the link in an invitation does: yes, not now, or somebody else."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.foundation.members import services
from naober.foundation.members.models import Invitation, Membership
from naober.foundation.members.services.mails import collective_name
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link


class AnswerForm(forms.Form):
    """Nothing of it is needed to say yes."""

    reason = forms.CharField(
        label=gettext_lazy("If not now: why, or when then?"), required=False, max_length=300
    )
    name = forms.CharField(
        label=gettext_lazy("If somebody else: their name"), required=False, max_length=150
    )
    email = forms.CharField(
        label=gettext_lazy("and their e-mail address"), required=False, max_length=254
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return services.tidy_email(email) if email.strip() else ""


class _InsteadForm(AnswerForm):
    """Somebody else is named by name and address."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("name") and cleaned.get("email")):
            raise ValidationError(_("Fill in the name and the e-mail address of who should come."))
        return cleaned


def describe_invitation(link: Link) -> ActPage:
    invitation = Invitation.objects.select_related("company").filter(pk=link.target).first()
    if invitation is None:
        over = _("This invitation is over. Ask the desk for another.")
        return ActPage(_("This invitation is over"), over, ())
    return _page(invitation, AnswerForm())


def perform_invitation(link: Link, choice: str, data: QueryDict) -> Done:
    invitation = _invitation(link)
    try:
        if choice == "yes":
            return _joined(services.accept(invitation=invitation), invitation)
        if choice == "no":
            return _declined(invitation, data)
        return _passed_on(invitation, data)
    except services.InvitationOverError as over:
        return Done(_("This invitation is over"), over.messages[0])


def _invitation(link: Link) -> Invitation:
    return Invitation.objects.select_related("company", "invited_by").get(pk=link.target)


def _page(invitation: Invitation, form: AnswerForm) -> ActPage:
    title = _("Will you come in for %(company)s?") % {"company": invitation.company.name}
    if not invitation.is_open:
        return _closed(invitation, title)
    text = _(
        "At %(collective)s, companies in the region say in one sentence what they bring or seek,"
        " and see who fits. It takes no password."
    )
    choices = (
        Choice("yes", _("Yes, I join")),
        Choice("no", _("Not now"), "quiet"),
        Choice("instead", _("Somebody else"), "quiet"),
    )
    return ActPage(title, text % {"collective": collective_name()}, choices, form)


def _closed(invitation: Invitation, title: str) -> ActPage:
    """The link was mailed to this address: its holder may hear that it takes part already."""
    here = Membership.objects.filter(
        user__email=invitation.email, user__is_active=True, ended_on=None
    )
    if here.exists():
        return ActPage(_("You take part already"), _you_are_in(), ())
    return ActPage(title, _("This invitation is over. Ask the desk for another."), ())


def _you_are_in() -> str:
    return _("This address has an account already. Sign in as you always do.")


def _joined(accepted: services.Accepted, invitation: Invitation) -> Done:
    company = {"company": invitation.company.name}
    if accepted.is_new:
        title = _("Welcome, you act for %(company)s now") % company
        text = _("Say in one sentence what you have left over or seek, and see who fits.")
        return Done(title, text, url=reverse("home"), sign_in=accepted.user)
    title = _("Done: you also act for %(company)s now") % company
    text = _("You have an account already. Sign in as you always do.")
    return Done(title, text, url=reverse("account_login"))


def _declined(invitation: Invitation, data: QueryDict) -> Done:
    services.decline(invitation=invitation, reason=data.get("reason", ""))
    text = _(
        "We will not ask you again. Should you change your mind: the desk is glad to hear you."
    )
    return Done(_("Thank you for your answer"), text)


def _passed_on(invitation: Invitation, data: QueryDict) -> Done:
    form = _InsteadForm(data)
    if not form.is_valid():
        raise AskAgainError(_page(invitation, form))
    services.pass_on(
        invitation=invitation, name=form.cleaned_data["name"], email=form.cleaned_data["email"]
    )
    text = _("The desk asks this person. You need not do anything else.")
    return Done(_("Thank you for telling us"), text)


INVITATION = Act(describe_invitation, perform_invitation, signs_in=True)
