"""What the links in a mail do: come into a group, tick an action off, confirm a result.

Who acts is looked at when they act. The page shows no more than the mail did: what was changed
since is not shown, because the mail may have been forwarded.
"""

from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.focus import cards, rules, services
from naober.features.focus.forms import NameForm, RefuseForm
from naober.features.focus.models import Action, Result, Seat
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import User
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Choice, Done
from naober.foundation.notifications.models import Link

# A change is written down before it is seen, so one of about that moment counts as later.
JUST_BEFORE = timedelta(minutes=1)
Perform = Callable[[Link, str, QueryDict], Done]


def _over() -> ActPage:
    return ActPage(_("This is over"), _nothing_left(), ())


def _nothing_left() -> str:
    return _("There is nothing left to answer here. Sign in to see how things stand.")


def _kindly(perform: Perform) -> Perform:
    """What may no longer be done is said, and is no error: the mail was sent some time ago."""

    def careful(link: Link, choice: str, data: QueryDict) -> Done:
        try:
            return perform(link, choice, data)
        except PermissionDenied:
            return Done(_("This is over"), _nothing_left())
        except ValidationError as refused:
            return Done(_("This could not be done"), " ".join(refused.messages))

    return careful


# --- focus.join: the seat ---


def describe_join(link: Link) -> ActPage:
    seat = _seat(link)
    if seat is None:
        return _over()
    title = _("Will you take part in the working group “%(group)s”?") % {"group": seat.group.name}
    text = _("What it wants to reach: %(goal)s") % {"goal": seat.group.point.goal}
    choices = (Choice("yes", _("Yes, I take part")), Choice("no", _("No, thank you"), "quiet"))
    return ActPage(title, text, choices, NameForm())


@_kindly
def perform_join(link: Link, choice: str, data: QueryDict) -> Done:
    seat = _seat(link)
    if seat is None:
        raise PermissionDenied
    if choice != "yes":
        services.decline_invitation(seat=seat)
        return Done(_("Thank you for your answer"), _("We will not ask you again for this group."))
    form = NameForm(data)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    user, is_new = services.accept_invitation(seat=seat, name=name)
    url = seat.group.get_absolute_url()
    if is_new:
        return Done(_("Welcome"), _("This is the page of the group."), url, user)
    return Done(_("Welcome"), _("You have an account already. Sign in as you always do."), url)


def _seat(link: Link) -> Seat | None:
    """Asked of this address, and still open."""
    rows = Seat.objects.select_related("group__point").filter(pk=link.target, email=link.email)
    return rows.filter(state=Seat.State.INVITED, group__ended_on=None).first()


# --- focus.done: the action ---


def describe_done(link: Link) -> ActPage:
    action = _action(link)
    if action is None or action.is_done:
        return _over()
    changed = Entry.objects.filter(
        about=f"action:{action.pk}",
        action="action.changed",
        at__gt=link.created_at - JUST_BEFORE,
    )
    text = _("It was changed since. Sign in to read it.") if changed.exists() else action.text
    return ActPage(_("Is this done?"), text, (Choice("yes", _("Yes, done")),))


@_kindly
def perform_done(link: Link, choice: str, data: QueryDict) -> Done:
    action = _action(link)
    if action is None:
        raise PermissionDenied
    services.finish_action(action=action, by=_person(link))
    text = _("Everyone in the group sees it. Pressed by mistake? Put it back under your actions.")
    return Done(_("Done, thank you"), text, url=reverse("focus:actions"))


def _action(link: Link) -> Action | None:
    """Of the person it was mailed to, as long as it is theirs."""
    if link.person is None or not link.person.is_active:
        return None
    return Action.objects.of_person(_person(link)).filter(pk=link.target).first()


# --- focus.confirm: the result ---


def describe_confirm(link: Link) -> ActPage:
    result = _result(link)
    return _over() if result is None else _confirm_page(result, RefuseForm())


def _confirm_page(result: Result, form: RefuseForm) -> ActPage:
    form.fields["because"].required = False
    who = result.company.name if result.company else _("the desk")
    words = {"who": who, "what": cards.result_text(result), "point": result.point.title}
    text = _("%(who)s reports: %(what)s (%(point)s)") % words
    choices = (
        Choice("yes", _("Yes, that is right")),
        Choice("no", _("No, not like this"), "quiet"),
    )
    return ActPage(_("Is that right?"), text, choices, form)


@_kindly
def perform_confirm(link: Link, choice: str, data: QueryDict) -> Done:
    result = _result(link)
    if result is None:
        raise PermissionDenied
    url = result.point.get_absolute_url()
    if choice == "yes":
        services.confirm_result(result=result, by=_person(link))
        return Done(_("Confirmed"), _("It counts from now on, and everyone behind it hears."), url)
    form = RefuseForm(data)
    if not form.is_valid():
        raise AskAgainError(_confirm_page(result, form))
    services.refuse_result(result=result, by=_person(link), **form.cleaned_data)
    return Done(_("Thank you for your answer"), _("Noted: this does not count."), url)


def _result(link: Link) -> Result | None:
    """A link acts for somebody of a company in the group; the desk confirms on its page."""
    if link.person is None or not link.person.is_active:
        return None
    rows = Result.objects.waiting().select_related("point", "company").filter(pk=link.target)
    found = rows.first()
    if found is None or not rules.may_confirm(_person(link), found):
        return None
    return found


def _person(link: Link) -> User:
    if link.person is None:
        raise PermissionDenied
    return link.person


ACTS: dict[str, Act] = {
    "focus.join": Act(describe_join, perform_join, signs_in=True),
    "focus.done": Act(describe_done, perform_done),
    "focus.confirm": Act(describe_confirm, perform_confirm),
}
