"""The desk's own pages: lists and forms. Pages that need other features are in `website`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.desk import selectors, services
from naober.features.desk.forms import ContactForm, ConversationForm, FollowUpForm
from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@desk_only
@require_safe
def conversations(request: MemberRequest) -> HttpResponse:
    words, waiting = request.GET.get("words", "")[:200], request.GET.get("show") == "open"
    found = selectors.conversations(request.user, words=words)
    if waiting:
        found = selectors.only_open(found)
    page = page_of(request, found)
    context = {"page": page, "words": words, "waiting": waiting}
    return render(request, "desk/conversations.html", context)


@desk_only
def conversation_new(request: MemberRequest, pk: int) -> HttpResponse:
    """The form, with who is phoned filled in; what was typed is kept whatever happens."""
    company = _company(request, pk)
    first = selectors.phones_of({pk}).get(pk)
    known = {"spoken_with": first.name} if first else {}
    form = ConversationForm(request.POST or None, initial=known)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        made = services.note_conversation(
            company=company, talk=form.talk(), by=request.user, number=number
        )
        messages.success(request, _("Kept. What was read in it stands beside the notes."))
        return redirect("desk:conversation", made.pk)
    context = {"form": form, "company": company, "contacts": company.desk_contacts.all()}
    return render(request, "desk/conversation_form.html", context, status=form_status(request))


@desk_only
def conversation_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = _conversation(request, pk)
    form = ConversationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        kept = _conversation(request, pk)
        services.edit_conversation(conversation=kept, talk=form.talk(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("desk:conversation", pk)
    context = {"form": form, "company": found.company, "conversation": found}
    return render(request, "desk/conversation_form.html", context, status=form_status(request))


@desk_only
@require_POST
def conversation_forget(request: MemberRequest, pk: int) -> HttpResponse:
    found = _conversation(request, pk)
    company = found.company_id
    services.forget_conversation(conversation=found, by=request.user)
    messages.success(request, _("The conversation has been removed."))
    return redirect("desk:company", company)


@desk_only
@require_POST
def proposal_drop(request: MemberRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    if found.state == Proposal.State.OPEN:
        services.drop_proposal(proposal=found, by=request.user)
    return redirect("desk:conversation", found.conversation_id)


@desk_only
@require_POST
def proposal_reopen(request: MemberRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    services.reopen_proposal(proposal=found, by=request.user)
    return redirect("desk:conversation", found.conversation_id)


@desk_only
@require_safe
def follow_ups(request: MemberRequest) -> HttpResponse:
    found = selectors.follow_ups(request.user)
    page = page_of(request, found)
    return render(request, "desk/follow_ups.html", {"page": page})


@desk_only
def follow_up_add(request: MemberRequest, pk: int) -> HttpResponse:
    company = _company(request, pk)
    form = FollowUpForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        (text, due), number = form.values(), number_in(form.cleaned_data["once"], request.user)
        services.add_follow_up(company=company, text=text, due=due, by=request.user, number=number)
        messages.success(request, _("Noted. It stands on your Monday page when it is due."))
        return redirect("desk:company", pk)
    context = {"form": form, "company": company, "heading": _("Something to do")}
    return render(request, "desk/form.html", context, status=form_status(request))


@desk_only
@require_POST
def follow_up_done(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    done = request.POST.get("done", "1") == "1"
    services.finish_follow_up(follow_up=found, by=request.user, done=done)
    messages.success(request, _("Done.") if done else _("It stands open again."))
    return redirect(_back(request, found.company_id))


@desk_only
def contact_add(request: MemberRequest, pk: int) -> HttpResponse:
    return _contact_form(request, ContactPerson(company=_company(request, pk)))


@desk_only
def contact_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _contact_form(request, _contact(request, pk))


@desk_only
@require_POST
def contact_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = _contact(request, pk)
    company = found.company_id
    services.remove_contact(contact=found, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("desk:company", company)


def _contact_form(request: MemberRequest, contact: ContactPerson) -> HttpResponse:
    form = ContactForm(request.POST or None, instance=contact)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        services.save_contact(contact=form.instance, by=request.user, number=number)
        messages.success(request, _("Saved."))
        return redirect("desk:company", contact.company_id)
    context = {
        "form": form,
        "company": contact.company,
        "heading": _("Whom to phone"),
        "contact": contact if contact.pk else None,
    }
    return render(request, "desk/form.html", context, status=form_status(request))


def _back(request: MemberRequest, company: int) -> str:
    """The desk's own page that the form names, else the company's."""
    page = {"monday": "desk:monday", "list": "desk:follow-ups"}.get(request.POST.get("back", ""))
    return reverse(page) if page else reverse("desk:company", args=[company])


def _company(request: MemberRequest, pk: int) -> Company:
    return get_object_or_404(selectors.companies(request.user), pk=pk)


def _conversation(request: MemberRequest, pk: int) -> Conversation:
    found = Conversation.objects.visible_to(request.user).select_related("company")
    return get_object_or_404(found, pk=pk)


def _contact(request: MemberRequest, pk: int) -> ContactPerson:
    found = ContactPerson.objects.visible_to(request.user).select_related("company")
    return get_object_or_404(found, pk=pk)


def _proposal(request: MemberRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
