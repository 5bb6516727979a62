"""What the link in an invitation does: yes, perhaps or no, with how many, and a line for the desk.

The page shows what the mail said. Whether others come, and who, it does not say: a mail may have
been forwarded.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.meetings import mails, rules, services
from naober.features.meetings.models import MOST_PERSONS, Answer, Invitee, Kind, Meeting, State
from naober.features.meetings.services.forgetting import KEPT
from naober.foundation.core.text import storable
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link

TALKS = ("wishes", "arrives", "leaves")  # asked where one speaks with others in turn
# What was said for the desk's eyes, and for nobody's.
FOR_THE_DESK, FOR_NOBODY = "remark", "wishes"


class ReplyForm(forms.Form):
    """Goes with the answer; nothing of it is needed. What it `hides` was said before and is not
    for whoever looks now: it is not shown, and left empty it stays as it was."""

    persons = forms.IntegerField(
        label=gettext_lazy("With how many do you come, you included?"),
        required=False,
        min_value=1,
        max_value=MOST_PERSONS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("For the desk: what you do not eat, or need"),
        required=False,
        max_length=200,
        help_text=format_lazy(
            gettext_lazy("Only the desk reads this. It is wiped {days} days after the meeting."),
            days=KEPT.days,
        ),
    )
    wishes = forms.CharField(
        label=gettext_lazy("With whom would you like to speak?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Names of companies or people. Nobody else reads this."),
    )
    arrives = forms.TimeField(
        label=gettext_lazy("You come later: at what time?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    leaves = forms.TimeField(
        label=gettext_lazy("You leave earlier: at what time?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    show_name = forms.BooleanField(
        label=gettext_lazy("Who else comes may read my name"), required=False
    )

    def __init__(
        self, data: Any = None, *, invitee: Invitee, hides: tuple[str, ...] = (), **options: Any
    ) -> None:
        known = {name: getattr(invitee, name) for name in self.base_fields if name not in hides}
        self.kept = {name: getattr(invitee, name) for name in hides}
        super().__init__(data, initial=known, **options)
        if invitee.user_id:  # their own choice for all of the site holds
            del self.fields["show_name"]
        if invitee.meeting.kind != Kind.NETWORK:
            for name in TALKS:
                del self.fields[name]

    def reply(self, answer: str) -> services.Reply:
        said = self.cleaned_data
        return services.Reply(
            answer=answer,
            persons=said.get("persons") or 1,
            remark=storable(said.get("remark") or "") or self.kept.get(FOR_THE_DESK, ""),
            show_name=bool(said.get("show_name")),
            wishes=storable(said.get("wishes") or "") or self.kept.get(FOR_NOBODY, ""),
            arrives=said.get("arrives"),
            leaves=said.get("leaves"),
        )


def describe_answer(link: Link) -> ActPage:
    invitee = _invitee(link)
    if invitee is None:
        return ActPage(_("This is over"), _("You are not on this list any more."), ())
    return _page(invitee, _form(invitee))


def _form(invitee: Invitee, data: QueryDict | None = None) -> ReplyForm:
    """A mail may have been forwarded."""
    return ReplyForm(data, invitee=invitee, hides=(FOR_THE_DESK, FOR_NOBODY))


def _page(invitee: Invitee, form: ReplyForm) -> ActPage:
    meeting = invitee.meeting
    if meeting.state == State.CANCELLED:
        title = {"title": meeting.title, "when": mails.when(meeting)}
        return ActPage(meeting.title, _("%(title)s (%(when)s) is cancelled.") % title, ())
    if not rules.may_answer(meeting, Answer.NO):
        return ActPage(meeting.title, _("It is too late to answer. Call the desk."), ())
    return ActPage(meeting.title, _text(invitee), _choices(meeting), form)


def _choices(meeting: Meeting) -> tuple[Choice, ...]:
    no = Choice(Answer.NO, _("No, I cannot come"), "quiet")
    if not rules.may_answer(meeting, Answer.YES):
        return (no,)
    yes = Choice(Answer.YES, _("Yes, I come"))
    return (yes, Choice(Answer.MAYBE, _("Perhaps"), "quiet"), no)


def _text(invitee: Invitee) -> str:
    meeting = invitee.meeting
    parts = [f"{mails.when(meeting)}\n{mails.where(meeting)}", meeting.text[:1_000]]
    if invitee.answer:
        parts.append(mails.said(invitee))
    if rules.is_late(meeting):
        parts.append(_("The day to answer by is over; you can still say that you do not come."))
    return "\n\n".join(part for part in parts if part)


def perform_answer(link: Link, choice: str, data: QueryDict) -> Done:
    invitee = _invitee(link)
    if invitee is None:
        return Done(_("This is over"), _("You are not on this list any more."))
    form = _form(invitee, data)
    if not form.is_valid():
        raise AskAgainError(_page(invitee, form))
    try:
        made = services.answer(invitee=invitee, reply=form.reply(choice), by=link.person)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        raise AskAgainError(_page(invitee, form)) from refused
    follows = _("You get a mail with a link to change it.")
    return Done(_("Thank you for your answer"), f"{mails.said(made)} {follows}")


def _invitee(link: Link) -> Invitee | None:
    """Of whom the mail was for: an account that is open, or a guest at that address."""
    pk = link.target.partition(":")[0]
    rows = Invitee.objects.select_related("user", "meeting__site__company", "meeting__host")
    found = rows.filter(pk=pk).first()
    if found is None or found.user_id != link.person_id:
        return None
    return found if found.address.lower() == link.email.lower() else None


ACTS: dict[str, Act] = {mails.ANSWER: Act(describe_answer, perform_answer)}
