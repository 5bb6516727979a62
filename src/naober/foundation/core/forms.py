"""What forms of several apps need."""

from django import forms
from django.core.exceptions import ValidationError


def day_input() -> forms.DateInput:
    """A day, as the browser lets one choose it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def add_errors(form: forms.Form, refused: ValidationError) -> None:
    """What a service refused: under the field it is about; what belongs to no field of the form
    stands above it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.message_dict.items():
        form.add_error(name if name in form.fields else None, errors)
