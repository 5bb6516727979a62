"""The pages that stand on several features: home and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What the collective is, for whoever comes by; what waits for you, for a member."""
    return render(request, "home.html")


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")
