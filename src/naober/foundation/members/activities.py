"""The divisions of the activity codes (the first two digits of SBI and NACE), in plain words."""

import csv
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


def division_of(activity_code: str) -> str:
    """The division of a code: "20.14" and "2014" are in "20"; "" for no code."""
    digits = "".join(character for character in activity_code if character.isdigit())
    return digits[:2] if len(digits) > 1 else ""


def division_name(division: str) -> str:
    """In the reader's language; "SBI 99" for one without words, "" for none."""
    names = _names().get(division)
    if not names:
        return f"SBI {division}" if division else ""
    return names["en" if get_language() == "en" else "nl"]


def known_divisions() -> set[str]:
    """The codes of the divisions that have a name."""
    return set(_names())


@cache
def _names() -> dict[str, dict[str, str]]:
    table = files("naober.foundation.members").joinpath("data/divisions.csv").read_text("utf-8")
    return {row["code"]: row for row in csv.DictReader(table.splitlines())}
