"""Texts that are stored once, each in a row, and named by its id from then on."""

from collections.abc import Sequence
from typing import Any

from django.db import models

_AT_ONCE = 500


def ids_of(texts: Sequence[str], model: type[models.Model], column: str) -> dict[str, int]:
    """The ids of these texts; rows that are missing are made, also when somebody else just did."""
    found: dict[str, int] = {}
    for start in range(0, len(texts), _AT_ONCE):
        found |= _ids_of_part(texts[start : start + _AT_ONCE], model._default_manager, column)
    return found


def _ids_of_part(texts: Sequence[str], manager: models.Manager[Any], column: str) -> dict[str, int]:
    rows = manager.filter(**{f"{column}__in": texts})
    known: dict[str, int] = dict(rows.values_list(column, "pk"))
    missing = [manager.model(**{column: text}) for text in texts if text not in known]
    if not missing:
        return known
    manager.bulk_create(missing, ignore_conflicts=True)
    return dict(rows.all().values_list(column, "pk"))
