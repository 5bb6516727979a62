"""In which language an answer is made."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The person's own choice, else the cookie, else Dutch. The browser's wish is not asked:
    many Dutch people have an English browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.user.is_authenticated:  # nothing stays behind on a computer in a canteen
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _chosen(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    wishes = [
        getattr(request.user, "language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    ]
    return next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)
