"""Pages of one's account that allauth has not, or has otherwise."""

from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.usersessions.internal.flows import sessions as flows
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from naober.foundation.members.http import MemberRequest
from naober.website.signing_in import second_step, security_journal, sessions
from naober.website.signing_in.providers import SignedAdapter


@login_required
@require_safe
def session_list(request: MemberRequest) -> HttpResponse:
    """Where one is signed in, and what happened to the account lately."""
    context = {
        "sessions": sessions.of(request),
        "happened": security_journal.lately(request.user),
        "has_second_step": is_mfa_enabled(request.user),
    }
    return render(request, "usersessions/usersession_list.html", context)


@login_required
@require_POST
def session_end(request: MemberRequest, pk: int) -> HttpResponse:
    """End one; the one of this page ends by signing out."""
    found = get_object_or_404(UserSession, pk=pk, user=request.user)
    if not found.is_current():
        flows.end_sessions(request, [found])
        security_journal.sessions_ended(request.user)
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


@login_required
@require_POST
def session_end_others(request: MemberRequest) -> HttpResponse:
    flows.end_other_sessions(request, request.user)
    security_journal.sessions_ended(request.user)
    messages.success(request, _("You are now signed in here only."))
    return redirect("usersessions_list")


@login_required
@require_safe
def second_step_needed(request: MemberRequest) -> HttpResponse:
    """Leads whoever has to have a second step through making or taking it."""
    if not second_step.is_wanted_now(request):
        return redirect("home")
    context = {"has_one": is_mfa_enabled(request.user), "home": reverse("home")}
    return render(request, "mfa/needed.html", context)


@method_decorator(login_required, name="dispatch")
class ActivateView(ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """Who just typed a right code took the second step of this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        self.request.session[second_step.TAKEN] = self.request.user.pk
        return answer


@login_not_required  # type: ignore[untyped-decorator]  # allauth is not typed
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider by a page that goes there: a form may not lead to another site."""
    answer = _at_provider(OAuth2LoginView, request, provider_id)
    if answer.status_code != 302:  # the question whether to go, or that it cannot be reached
        return answer
    context = {"redirect_to": answer.headers["Location"]}
    return render(request, "socialaccount/login_redirect.html", context)


@login_not_required  # type: ignore[untyped-decorator]  # allauth is not typed
@require_safe
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _at_provider(OAuth2CallbackView, request, provider_id)


def _at_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(SignedAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:  # it cannot be reached, or does not answer as it should
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer
