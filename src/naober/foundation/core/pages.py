"""What pages of all apps do: lists in parts, what somebody typed, what went wrong."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from naober.foundation.core.text import storable

PAGE_SIZE = 25


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page that `?page=` asks for: the nearest there is, never an error.

    `rows` is a queryset, or anything else that can be counted and cut.
    """
    return Paginator(rows, size).get_page(request.GET.get("page"))


def typed(request: HttpRequest, key: str) -> str:
    """What was filled in above a list: without the character that PostgreSQL cannot store, cut at
    a hundred characters."""
    return storable(request.GET.get(key, ""))[:100]


def whole_number(typed: str) -> int:
    """Of a row that was chosen; 0, which no row has, for whatever is no such number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0


def tell(request: HttpRequest, refused: ValidationError) -> None:
    """Why it was not done, on the next page."""
    messages.error(request, " ".join(refused.messages))
