"""The agenda that the companies share: a page that is never finished, and the same as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from naober.features.focus import shared_agenda
from naober.foundation.core.downloads import download


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """For a visitor only what was made public."""
    found = shared_agenda.read(request.user)
    context = {"agenda": found, "is_public": not found.for_members}
    return render(request, "focus/agenda.html", context)


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    found = shared_agenda.read(request.user)
    pdf = shared_agenda.as_pdf(found, get_language() or "nl")
    answer = download(pdf, "application/pdf", "agenda.pdf")
    answer["Cache-Control"] = "private, no-cache"
    return answer
