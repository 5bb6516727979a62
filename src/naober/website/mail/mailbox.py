"""Mails to look at: the demo's mailbox, and what the desk must know of mail that does not arrive.

The demo sends nothing; its mailbox shows what would have been sent, to whom it was for. In a real
installation the desk sees to whom a mail did not arrive. It sees no subject, no moment and nothing
of what arrived: two mails of one moment would tell which two were introduced, and an address that
is not of the members whom a company let in.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.pages import page_of, typed
from naober.foundation.journal.services import record
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Invitation, Membership, User, Wish
from naober.foundation.notifications import letters, outbox
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest

View = Callable[Concatenate[MemberRequest, ...], HttpResponse]


def _only_in_a_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def _only_the_desk(user: User) -> None:
    if not user.is_desk:
        raise PermissionDenied


def _mails_of(user: User) -> QuerySet[Mail]:
    """One's own; the demo's desk, whose password everybody knows, sees all there is."""
    return Mail.objects.all() if user.is_desk else Mail.objects.filter(person=user)


@_only_in_a_demo
@login_required
@require_safe
def mailbox(request: MemberRequest) -> HttpResponse:
    mails = _mails_of(request.user).defer("text", "html")
    words = typed(request, "words")
    if words:
        mails = mails.filter(subject__icontains=words) | mails.filter(email__icontains=words)
    page = page_of(request, mails)
    return render(request, "mailbox/mailbox.html", {"page": page, "words": words})


@_only_in_a_demo
@login_required
@require_safe
def mail(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_mails_of(request.user), pk=pk)
    context = {"mail": shown, "blocks": list(letters.blocks_of(shown.text))}
    return render(request, "mailbox/mail.html", context)


@_only_in_a_demo
@login_required
@require_POST
def make_digests(request: MemberRequest) -> HttpResponse:
    _only_the_desk(request.user)
    count = digest.send_now()
    told = ngettext("%(n)d digest was made.", "%(n)d digests were made.", count) % {"n": count}
    if count:
        messages.success(request, told)
    else:
        messages.info(request, _("Nobody has news: no digest was made."))
    return redirect("mailbox")


STUCK = (Mail.State.UNSURE, Mail.State.FAILED, Mail.State.WAITING)


def _not_arrived() -> QuerySet[Mail]:
    """With whether the desk knows the address anyhow: of who acts, is invited, or asked it."""
    tried = Q(state__in=(Mail.State.UNSURE, Mail.State.FAILED))
    tried |= Q(state=Mail.State.WAITING, attempts__gt=0)
    acts = Membership.objects.filter(user=OuterRef("person"))
    works = User.objects.filter(pk=OuterRef("person")).exclude(desk_role="")
    asked = (Invitation.objects, Wish.objects)
    written = [Exists(rows.filter(email__iexact=OuterRef("email"))) for rows in asked]
    known = Exists(acts) | Exists(works) | written[0] | written[1]
    mails = Mail.objects.defer("subject", "text", "html", "headers").filter(tried)
    return mails.annotate(is_known=known)


@login_required
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """For the desk: what failed, what perhaps did not arrive, what is tried again."""
    _only_the_desk(request.user)
    mails = _not_arrived()
    counts = dict(mails.order_by().values_list("state").annotate(Count("pk")))
    wanted = request.GET.get("state", "")
    wanted = wanted if wanted in STUCK else ""
    context = {
        "page": page_of(request, mails.filter(state=wanted) if wanted else mails),
        "states": [(s.value, s.label, counts.get(s.value, 0)) for s in STUCK],
        "wanted": wanted,
        "attention": counts.get("failed", 0) + counts.get("unsure", 0),
    }
    return render(request, "mailbox/overview.html", context)


@login_required
@require_POST
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    """The desk decides, for a mail that failed or perhaps did not arrive."""
    _only_the_desk(request.user)
    get_object_or_404(Mail, pk=pk)
    if outbox.send_again(pk):
        record(action="mail.sent_again", by=request.user, about=f"mail:{pk}")
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("This mail does not wait for a decision any more."))
    return redirect("mail-overview")


urlpatterns = [
    path("postvak/", mailbox, name="mailbox"),
    path("postvak/nieuws/", make_digests, name="mailbox-digests"),
    path("postvak/<int:pk>/", mail, name="mailbox-mail"),
    path("bureau/post/", overview, name="mail-overview"),
    path("bureau/post/<int:pk>/opnieuw/", send_again, name="mail-again"),
]
