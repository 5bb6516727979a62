"""Pages behind the links in mails. They need no account: the link itself is the key, to one act.

Opening a page, by a person or by a program that looks through mail, changes nothing; a button does.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from naober.foundation.notifications import links
from naober.foundation.notifications.acts import Act, ActPage, AskAgainError, Done
from naober.foundation.notifications.models import Link
from naober.foundation.notifications.services import send_fresh, stop_by_link, use_link

Purposes = Mapping[str, Act]
View = Callable[Concatenate[HttpRequest, ...], HttpResponse]
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _private(view: View) -> View:
    """Kept nowhere, found nowhere, and its address is told to nobody.

    Not "no-referrer": with that browsers leave out where a form comes from, and it is refused.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, token: str, *, purposes: Purposes) -> HttpResponse:
    """GET says what will happen, POST does it."""
    link = links.find(token)
    if link is None or link.purpose not in purposes:
        return render(request, "notifications/link_over.html", {"token": token}, status=404)
    language = _language(request, link)
    with translation.override(language):
        response = _answer(request, link, purposes[link.purpose], token)
    response.headers["Content-Language"] = language
    return response


def _answer(request: HttpRequest, link: Link, row: Act, token: str) -> HttpResponse:
    if not link.is_open:
        return _over(request, link, token, row)
    if request.method == "POST":
        return _do(request, link, row, token)
    return _ask(request, row.describe(link), token)


def _language(request: HttpRequest, link: Link) -> str:
    """Of whoever is signed in, else of whom the mail was for."""
    now = translation.get_language() or link.language
    return now if request.user.is_authenticated else link.language


def _ask(request: HttpRequest, page: ActPage, token: str, status: int = 200) -> HttpResponse:
    context = {"act": page, "token": token}
    return render(request, "notifications/link.html", context, status=status)


def _over(request: HttpRequest, link: Link, token: str, row: Act) -> HttpResponse:
    """What became of it is said too, where it is known."""
    page = row.describe(link)
    context = {"link": link, "token": token, "said": "" if page.choices else page.text}
    return render(request, "notifications/link_over.html", context, status=410)


def _do(request: HttpRequest, link: Link, row: Act, token: str) -> HttpResponse:
    page, choice = row.describe(link), request.POST.get("choice", "")
    if choice not in {c.value for c in page.choices}:
        return _ask(request, page, token, status=400)
    try:
        done = use_link(link=link, act=row, choice=choice, data=request.POST)
    except AskAgainError as again:
        return _ask(request, again.page, token, status=422)
    if done is None:
        link.refresh_from_db()
        return _over(request, link, token, row)
    return _after(request, link, row, done)


def _after(request: HttpRequest, link: Link, row: Act, done: Done) -> HttpResponse:
    if row.signs_in and _may_sign_in(link, done.sign_in):
        login(request, done.sign_in, backend=_BACKEND)
        if done.url:
            messages.success(request, done.text)
            return HttpResponseRedirect(done.url)
    return render(request, "notifications/link_done.html", {"done": done})


def _may_sign_in(link: Link, user: Any) -> bool:
    """Only whom the mail was for, and only the first time: later they have a way in of their own,
    perhaps with a second factor. Nobody becomes an administrator by mail."""
    if user is None or not user.is_active or user.is_staff or user.is_superuser:
        return False
    return user.last_login is None and str(user.email).lower() == link.email.lower()


@_private
@require_POST
def fresh(request: HttpRequest, token: str, *, purposes: Purposes) -> HttpResponse:
    """Ask for a new link. The answer is the same whatever the old one was."""
    link = links.find(token)
    if link is not None and link.purpose in purposes:
        send_fresh(link=link, act=purposes[link.purpose])
    done = Done(
        _("Look in your mail"),
        _(
            "If this link was ours and may be renewed, a new one is on its way to the address that "
            "the first one went to."
        ),
    )
    return render(request, "notifications/link_done.html", {"done": done})


@csrf_exempt  # mail programs send this themselves (RFC 8058); the token is the key
@_private
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str, *, purposes: Purposes) -> HttpResponse:
    """One click in the mail program stops the mail; a person who opens it is asked first."""
    if request.method != "POST":
        return redirect("mail-link", token)
    link = links.find(token)
    if link is None or link.purpose not in purposes or not purposes[link.purpose].one_click:
        return render(request, "notifications/link_over.html", {"token": token}, status=404)
    done = stop_by_link(link=link, act=purposes[link.purpose], data=request.POST)
    return render(request, "notifications/link_done.html", {"done": done})
