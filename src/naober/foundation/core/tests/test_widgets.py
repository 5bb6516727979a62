from django import forms
from django.test import override_settings
from django.test.html import parse_html

from naober.foundation.core.widgets import LongSelect

CHOICES = [("", "Choose"), (1, 'A "quoted" <b>name</b>'), (2, "Two & more")]


@override_settings(USE_THOUSAND_SEPARATOR=True)
def test_says_what_a_select_of_django_says() -> None:
    for value in ("", None, 2, "2", "9"):
        said = [
            widget(attrs={"class": "long"}, choices=CHOICES).render("c", value, {"id": "id_c"})
            for widget in (LongSelect, forms.Select)
        ]
        assert parse_html(said[0]) == parse_html(said[1])


def test_numbers_stay_as_they_are() -> None:
    assert 'value="1234567"' in LongSelect(choices=[(1234567, "x")]).render("c", None)
