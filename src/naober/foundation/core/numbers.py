"""Numbers as people write them: read from what was typed, and written in the reader's language.

Dutch writes "1.500,50", English "1,500.50". A mark that stands where the language does not put it
("1.50" in Dutch) is never guessed: who typed it is asked what they meant.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LONGEST = 40
CENT = Decimal("0.01")


def marks() -> tuple[str, str]:
    """Before the decimals, and between the thousands."""
    return (".", ",") if (get_language() or "").startswith("en") else (",", ".")


def read(typed: str, decimals: int | None = None) -> Decimal:
    """What was typed, in the language of the page; refused when it can be read two ways.

    "1,500" in Dutch is one and a half, but not where there are only `decimals` 2: then it is asked.
    """
    sign, plain = _bare(typed)
    point, group = marks()
    if found := _value(plain, point, group):
        _check_decimals(sign, plain, found, decimals)
        return Decimal(sign + found)
    raise ValidationError(_refusal(sign, plain), code="invalid")


def _check_decimals(sign: str, plain: str, found: str, decimals: int | None) -> None:
    point, group = marks()
    other = _value(plain, group, point)
    if decimals is None or len(found.partition(".")[2]) <= decimals or not other:
        return
    words = _("Do you mean %(one)s?") % {"one": figure(Decimal(sign + other))}
    raise ValidationError(words, code="invalid")


def _bare(typed: str) -> tuple[str, str]:
    """Without spaces, the sign of the euro and the ",-" behind a whole sum."""
    plain = "".join(typed.split()).removeprefix("€").replace("−", "-")
    sign = "-" if plain.startswith("-") else ""
    plain = plain.removeprefix("-").removeprefix("€")
    return sign, re.sub(r"(?<=[0-9])[.,][-–—]{1,2}$", "", plain)


def _value(plain: str, point: str, group: str) -> str:
    """Plain figures for Python, "" when it is not written like this."""
    if len(plain) > LONGEST:
        return ""
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+"
    whole = rf"(?:[0-9]+|{grouped})"
    written = rf"(?:{whole}(?:{re.escape(point)}[0-9]+)?|{re.escape(point)}[0-9]+)"
    if not re.fullmatch(written, plain):
        return ""
    return plain.replace(group, "").replace(point, ".")


def _refusal(sign: str, plain: str) -> str:
    """Asks what was meant when that can be told, else shows how a number is written."""
    point, group = marks()
    other = _value(plain, group, point)  # as in the other language
    if not other:
        example = {"example": f"1{group}500{point}50"}
        return _("Write a number in figures, such as %(example)s.") % example
    return ask(sign, other, plain)


def ask(sign: str, as_other: str, plain: str) -> str:
    """ "Do you mean 1,50 or 150?": the mark of the decimals, or of the thousands, was meant."""
    point = marks()[0]
    nought = "0" if as_other.startswith(".") else ""
    one = sign + nought + as_other.replace(".", point)
    together = re.sub(r"[.,]", "", plain)
    alone = plain.count(".") + plain.count(",") != 1 or plain.startswith(("0", ".", ","))
    if alone:
        return _("Do you mean %(one)s?") % {"one": one}
    return _("Do you mean %(one)s or %(other)s?") % {"one": one, "other": sign + together}


def figure(number: Decimal) -> str:
    """As people write it: no noughts at the end, the reader's own marks."""
    plain = number.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return _written(plain, places)


def rounded_figure(number: Decimal) -> str:
    """Without decimals."""
    return _written(number.quantize(Decimal(1), ROUND_HALF_UP), 0)


def euros(sum_: Decimal) -> str:
    """A sum of money: two decimals when there are cents, none when it is whole."""
    cents = sum_.quantize(CENT, ROUND_HALF_UP)
    return f"€ {_written(cents, 0 if cents == cents.to_integral_value() else 2)}"


def _written(number: Decimal, places: int) -> str:
    return str(formats.number_format(number, decimal_pos=places, force_grouping=True))


def for_file(number: Decimal | float) -> str:
    """For one cell of a CSV: plain, with the mark before the decimals that the language has."""
    plain = Decimal(str(number))
    text = f"{plain:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", marks()[0])
