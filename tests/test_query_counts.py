"""The number of SQL statements of each page is fixed, as in `query_counts.json`; rows or no rows.

`NAOBER_UPDATE_COUNTS=1 pytest tests/test_query_counts.py` (without -n) writes it anew; look at
the diff: a number that grows has to be worth it.
"""

import json
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.cast import Arguments, Cast
from tests.test_who_may_open_what import PAGES

pytestmark = pytest.mark.django_db
BASELINE = Path(__file__).with_name("query_counts.json")
READERS = ["anonymous", "colleague", "desk", "board"]
MORE = 3


def _statements(client: Client, url: str) -> int:
    client.get(url)  # what is read or made once
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def _counts(cast: Cast, page: str, arguments: Arguments, reader: str) -> tuple[int, int]:
    """Of the page as it is, and after more of the same kind were made beside it."""
    client = cast.client(reader)
    cache.clear()  # nobody is held up because this page was asked for before
    url = reverse(page, args=arguments(cast))
    before = _statements(client, url)
    for _ in range(MORE):
        arguments(cast)
    return before, _statements(client, url)


OPENED = [
    (page, arguments, reader)
    for page, arguments, answers in PAGES
    for reader, status in zip(
        ["anonymous", "outsider", "member", "colleague", "guest", "partner", "desk", "board"],
        answers,
        strict=True,
    )
    if status == 200 and reader in READERS
]


@pytest.mark.parametrize(
    ("name", "arguments", "reader"),
    OPENED,
    ids=[f"{page}-{arguments.__name__}-{reader}" for page, arguments, reader in OPENED],
)
def test_statements(cast, name, arguments, reader):
    key = f"{name} {arguments.__name__} {reader}"
    before, after = _counts(cast, name, arguments, reader)
    assert after <= before, "more rows, more statements"
    known = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    if os.environ.get("NAOBER_UPDATE_COUNTS"):
        BASELINE.write_text(json.dumps({**known, key: before}, indent=1, sort_keys=True) + "\n")
        return
    if connection.vendor == "postgresql":  # a session that is made anew costs two fewer there
        assert before <= known[key], "more than in query_counts.json"
    else:
        assert before == known.get(key), "not as in query_counts.json"


def test_nothing_is_left_over():
    known = json.loads(BASELINE.read_text())
    pages = {f"{page} {arguments.__name__} {reader}" for page, arguments, reader in OPENED}
    assert set(known) - pages == set()
