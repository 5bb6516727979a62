import pytest
from django.test import RequestFactory

from naober.foundation.core.pages import page_of, whole_number
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import CompanyFactory


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "is_full", "last"), [(3, False, 2), (4, True, 2), (7, True, 2)])
def test_a_long_list_ends_and_says_so(rows, is_full, last, django_assert_num_queries) -> None:
    CompanyFactory.create_batch(rows)
    request = RequestFactory().get("/", {"page": "99"})
    with django_assert_num_queries(2):
        page = page_of(request, Company.objects.order_by("pk"), size=2, most=4)
        shown = list(page)
        assert page.paginator.is_full is is_full
    assert page.paginator.count == min(rows, 4)
    assert page.number == last
    assert [row.pk for row in shown] == [
        row.pk for row in Company.objects.order_by("pk")[2 : min(rows, 4)]
    ]


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("", 0), ("-1", 0), ("1e3", 0), ("²", 0), ("9" * 40, 0)]
)
def test_a_number_that_was_chosen(typed, number) -> None:
    assert whole_number(typed) == number
