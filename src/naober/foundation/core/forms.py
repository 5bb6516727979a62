"""What forms of several apps need."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from naober.foundation.core import numbers

FIGURES = {"inputmode": "decimal", "autocomplete": "off"}


class NumberField(forms.DecimalField):
    """A number that a person types, as their language writes it: "1.500,50" in Dutch, "1,500.50"
    in English. What can be read two ways is asked, not guessed (`core.numbers`)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs=dict(FIGURES)))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            return numbers.read(value, self.decimal_places)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """What stood there already is shown as it can be typed; what was typed stays."""
        return numbers.figure(value) if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """The same without decimals: "1.500" are fifteen hundred in Dutch."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs=FIGURES | {"inputmode": "numeric"})
        super().__init__(**options | {"widget": widget})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            read = numbers.read(value, 0)
            value = int(read) if read == int(read) else value
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return numbers.figure(Decimal(value)) if isinstance(value, int) else value


def day_input() -> forms.DateInput:
    """A day, as the browser lets one choose it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def add_errors(form: forms.BaseForm, refused: ValidationError) -> None:
    """What a service refused: under the field it is about; what belongs to no field of the form
    stands above it."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.message_dict.items():
        form.add_error(name if name in form.fields else None, errors)
