"""All that stands in the database, in a form in which two runs of the same can be compared."""

import json
import re
from collections import Counter
from datetime import datetime

from django.apps import apps

# What says only that somebody looked in; the worker's alarm clock, which its sweep does without.
APART = {"sessions", "usersessions", "django_q", "contenttypes", "auth", "admin", "axes"}
# Made by chance, or of the moment.
BY_CHANCE = {"message_id", "uid", "code", "html", "last_login", "password", "claimed_by", "voter"}
_LINK = re.compile(r"/(doen|afmelden)/[^/\s>]+/")
_NUMBER = re.compile(r"\d+")

Known = dict[str, set[object]]
State = dict[str, Counter[tuple[object, ...]]]


def models():
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in APART]


def known() -> Known:
    """Which rows there are."""
    return {
        model._meta.label: set(model._default_manager.values_list("pk", flat=True))
        for model in models()
    }


def state(before: Known) -> State:
    """Every row of every table; what is not of `before` is called new, whatever its number is."""
    return {model._meta.label: Counter(_rows(model, before)) for model in models()}


def _rows(model, before: Known):
    fields = [f for f in model._meta.concrete_fields if f.attname not in BY_CHANCE]
    if hasattr(model, "instance_type"):  # a history: its `id` is of the row that it tells of
        fields = [f for f in fields if f.attname != "id"]
    names = [field.attname for field in fields]
    rows = model._base_manager.values_list(*names)
    if model._meta.label == "journal.Entry":
        rows = rows.exclude(action="person.signed_in")  # comes with a session
    for row in rows:
        yield tuple(_plain(f, v, before) for f, v in zip(fields, row, strict=True))


def _plain(field, value, before: Known):
    of = field.related_model or (field.model if field.primary_key else None)
    if of is not None and value is not None:
        return value if value in before.get(of._meta.label, ()) else "new"
    if isinstance(value, datetime):
        return "at"
    if isinstance(value, dict | list):
        value = json.dumps(value, sort_keys=True, default=str)
    if isinstance(value, str):
        return _NUMBER.sub("#", _LINK.sub("link", value))
    return value


def difference(one: State, other: State) -> dict[str, object]:
    return {
        label: {"only one": dict(rows - other[label]), "only other": dict(other[label] - rows)}
        for label, rows in one.items()
        if rows != other[label]
    }
