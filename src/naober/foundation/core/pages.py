"""What pages of all apps do: lists in parts, what somebody typed, what went wrong."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from naober.foundation.core.text import storable

PAGE_SIZE = 25
MANY = 1_000  # nobody leafs further: who seeks types a word


class UpTo(Paginator):  # type: ignore[type-arg]  # Django has no subscript here
    """The first `most` rows of a query, in parts: what comes after them is not even counted."""

    def __init__(self, rows: QuerySet[Any, Any], size: int, most: int = MANY) -> None:
        super().__init__(rows, size)
        self.rows, self.most = rows, most

    @cached_property
    def count(self) -> int:
        return self.rows.order_by().values("pk")[: self.most].count()

    @property
    def is_full(self) -> bool:
        return self.count >= self.most


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE, most: int = 0) -> Page[Any]:
    """The page that `?page=` asks for: the nearest there is, never an error.

    `rows` is a queryset, or anything else that can be counted and cut; of a queryset that may be
    very long the first `most`.
    """
    paginator = UpTo(rows, size, most) if most else Paginator(rows, size)
    return paginator.get_page(request.GET.get("page"))


def typed(request: HttpRequest, key: str) -> str:
    """What was filled in above a list: without the character that PostgreSQL cannot store, cut at
    a hundred characters."""
    return storable(request.GET.get(key, ""))[:100]


def whole_number(typed: str) -> int:
    """Of a row that was chosen, up to the 16 digits of `once.random_id`; 0, which no row has, for
    whatever is no such number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 17 else 0


def form_status(request: HttpRequest) -> int:
    """Of a page with a form: one that was sent and is shown again was refused."""
    return 422 if request.method == "POST" else 200


def tell(request: HttpRequest, refused: ValidationError) -> None:
    """Why it was not done, on the next page."""
    messages.error(request, " ".join(refused.messages))
