"""Long lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE = 25


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page that `?page=` asks for: the nearest there is, never an error.

    `rows` is a queryset, or anything else that can be counted and cut.
    """
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
