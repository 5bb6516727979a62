"""The database of each earlier version opens in this one, with everything in it, hidden things too.

`tests/releases/` holds the demo region as that version stored it, as SQL of SQLite.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql.gz"))
LOOK = """
import django, json
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from naober.features.exchange import cards, selectors
from naober.features.exchange.models import Interest, Listing, Match
from naober.foundation.members.models import Company, User
member = User.objects.get(email="inkoop@naober.example")
shown = cards.listing_cards(selectors.listings(member, selectors.Wanted()))
print(json.dumps({
    "companies": Company.objects.taking_part().count(),
    "listings": Listing.objects.count(),
    "matches": Match.objects.count(),
    "answers": Interest.objects.count(),
    "hidden from a member": sorted(card.pk for card in shown if card.hidden),
}))
"""


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_an_older_database_opens_with_all_that_was_in_it(release, tmp_path):
    database = sqlite3.connect(tmp_path / "naober.sqlite3")
    database.executescript(gzip.decompress(release.read_bytes()).decode())
    before = {
        "companies": _count(database, "members_company"),
        "listings": _count(database, "exchange_listing"),
        "matches": _count(database, "exchange_match"),
        "answers": _count(database, "exchange_interest"),
    }
    company = "SELECT company_id FROM members_membership m JOIN members_user u ON u.id = m.user_id"
    hidden = database.execute(
        "SELECT id FROM exchange_listing WHERE confidential AND audience = 'members'"
        f" AND company_id NOT IN ({company} WHERE u.email = 'inkoop@naober.example') ORDER BY id"
    ).fetchall()
    database.close()

    now = _look(tmp_path)

    assert now == {**before, "hidden from a member": [id for (id,) in hidden]}
    assert hidden


def _look(folder: Path) -> dict[str, object]:
    settings = {"DJANGO_SETTINGS_MODULE": "naober.website.settings.demo", "NAOBER_DB": "sqlite"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        env={**os.environ, **settings, "NAOBER_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _count(database: sqlite3.Connection, table: str) -> int:
    return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
