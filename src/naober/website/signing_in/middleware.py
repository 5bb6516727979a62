"""What is asked of everybody who is signed in, on every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naober.website.signing_in import second_step, sessions

Handler = Callable[[HttpRequest], HttpResponse]


class SessionSeenMiddleware:
    """When this session was last seen, to a quarter of an hour: most requests write nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            sessions.seen(request)
        return self.get_response(request)


class SecondStepMiddleware:
    """Who has to have a second step gets nowhere before it is taken, however they signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not second_step.is_missing(request):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": _("A second step is needed to sign in")}, status=403)
        return HttpResponseRedirect(reverse("second-step"))
