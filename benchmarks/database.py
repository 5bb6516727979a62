"""One new listing against 100,000 in the database: `python -m benchmarks.database [LISTINGS]`.

It fills the database that the environment names (SQLite in a folder of its own, or the PostgreSQL
of `scripts/temporary_postgresql.py`) with generated sentences, understood and indexed as usual, and
times what happens when somebody says one more. `section` runs it on both.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

LISTINGS = 100_000
SENTENCES = 4_000  # distinct ones; the rest are the same said by other companies
COMPANIES = 500
QUERIES = 100
_TEMPORARY_POSTGRESQL = Path(__file__).resolve().parents[1] / "scripts" / "temporary_postgresql.py"


def section(*, quick: bool) -> str:
    """The part of docs/benchmarks.md about the database."""
    count = 200 if quick else LISTINGS
    found = {"SQLite": _run(count, [])}
    try:
        found["PostgreSQL"] = _run(count, [sys.executable, str(_TEMPORARY_POSTGRESQL)])
    except subprocess.CalledProcessError as error:
        print(f"PostgreSQL left out: {error.stderr.strip()[-300:]}")
    lines = [
        f"## One new listing against {count:,} in the database",
        "",
        "| database | terms | candidates, ms (p95) | matches with reasons, ms (p95) "
        "| said, kept and matched, ms (p95) | only through an index |",
        "|---|---|---|---|---|---|",
        *(_line(name, one) for name, one in found.items()),
        "",
        "Candidates: the statements that look up 200 listings; matches: these and the engine that "
        "judges them; said: the sentence understood, stored, indexed and matched, in one "
        "transaction.",
    ]
    return "\n".join(lines)


def _line(name: str, one: dict[str, Any]) -> str:
    timed = (f"{one[key][0]:.1f} ({one[key][1]:.1f})" for key in ("candidates", "matches", "said"))
    return (
        f"| {name} | {one['terms']:,} | {' | '.join(timed)} | {'yes' if one['index'] else 'NO'} |"
    )


def _run(count: int, before: Sequence[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "naober.website.settings.demo"}
        done = subprocess.run(
            [*before, sys.executable, "-m", "benchmarks.database", str(count)],
            env={**os.environ, "NAOBER_DATA": folder, **settings},
            capture_output=True,
            text=True,
            check=True,
        )
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def main(count: int) -> None:
    """Fill an empty database and print what was measured, as one line of JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naober.website.settings.demo")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    fill(count)
    print(json.dumps(measure()))


def fill(count: int) -> None:
    """`count` listings with their terms, straight into the tables."""
    from django.db import connection

    from naober.features.exchange.models import Listing

    drafts = make_drafts(min(count, SENTENCES))
    companies = _companies()
    rows = []
    for number in range(count):
        draft, _ = drafts[number % len(drafts)]
        copy = Listing(**{f.name: getattr(draft, f.name) for f in plain_fields(Listing)})
        copy.company = companies[(number * 7 + number // len(drafts)) % len(companies)]
        rows.append(copy)
    Listing.objects.bulk_create(rows, batch_size=500)
    ids = [row.pk for row in rows]
    add_terms(ids, [weights for _, weights in drafts], rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plain_fields(model: Any) -> list[Any]:
    return [f for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation]


def make_drafts(count: int) -> list[tuple[Any, dict[str, float]]]:
    """Sentences, understood, with their terms; not stored."""
    from benchmarks import generated
    from naober.features.exchange import engine_bridge, services
    from naober.features.exchange.services import Said
    from naober.foundation.members.models import Company, User

    lexicon = engine_bridge.lexicon()
    desk = User.objects.create_user("bench@naober.example", desk_role="desk")
    company = Company.objects.create(name="Bench")
    offers = generated.offers(lexicon, count // 2)
    needs = generated.needs(lexicon, count - count // 2)
    made = []
    for direction, texts in (("offer", offers), ("need", needs)):
        for text in texts:
            said = Said(text, direction)
            draft = services.draft_listing(company=company, said=said, by=desk)
            made.append((draft, engine_bridge.index_terms(draft)))
            draft.understanding = {}
    return made


def _companies() -> list[Any]:
    from naober.foundation.members.models import Company

    Company.objects.bulk_create(Company(name=f"Bench {n}") for n in range(COMPANIES))
    return list(Company.objects.exclude(name="Bench"))


def add_terms(ids: list[int], weights: list[dict[str, float]], rows: Sequence[Any]) -> None:
    """The postings of listings that were stored without; `weights` are repeated over them."""
    from naober.features.exchange.index import EVERY_LISTING
    from naober.features.exchange.models import TermFrequency

    counts: dict[str, int] = {EVERY_LISTING: len(ids)}
    for number in range(len(ids)):
        for term in weights[number % len(weights)]:
            counts[term] = counts.get(term, 0) + 1
    TermFrequency.objects.bulk_create(
        (TermFrequency(term=term, listings=n) for term, n in counts.items()), batch_size=2000
    )
    known = dict(TermFrequency.objects.values_list("term", "pk"))
    insert(
        "exchange_listingterm (listing_id, term_id, expires_on, weight)",
        (
            (listing, known[term], rows[number].expires_on.isoformat(), weight)
            for number, listing in enumerate(ids)
            for term, weight in weights[number % len(weights)].items()
        ),
    )


def insert(table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Into "table (columns)" in one go: COPY where there is one, else many rows a statement."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * (table.count(",") + 1))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


def measure() -> dict[str, Any]:
    from django.utils import timezone

    from benchmarks import generated
    from naober.features.exchange import engine_bridge, services
    from naober.features.exchange.models import ListingTerm
    from naober.features.exchange.services import Said
    from naober.foundation.members.models import Company, User

    lexicon = engine_bridge.lexicon()
    desk, company = User.objects.get(), Company.objects.get(name="Bench")
    today = timezone.localdate() + timedelta(days=1)
    texts = generated.needs(lexicon, QUERIES * 3)[::3]
    drafts = [
        services.draft_listing(company=company, said=Said(text, "need"), by=desk) for text in texts
    ]
    items = [engine_bridge.as_others_know_it(draft) for draft in drafts]
    for draft in drafts[:5]:
        engine_bridge.find_matches(draft, today)
    return {
        "terms": ListingTerm.objects.count(),
        "candidates": _timed(lambda item: engine_bridge.candidate_ids(item, today), items),
        "matches": _timed(lambda draft: engine_bridge.find_matches(draft, today), drafts),
        "said": _timed(
            lambda text: services.say_listing(company=company, said=Said(text, "need"), by=desk),
            [f"{text}, graag" for text in texts[:40]],
        ),
        "index": _uses_index(today),
    }


def _timed(what: Callable[[Any], object], values: Sequence[Any]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for value in values:
        start = time.perf_counter()
        what(value)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken), quantiles(taken, n=20)[-1]


def _uses_index(today: Any) -> bool:
    from django.db import connection

    from naober.features.exchange import index
    from naober.features.exchange.models import TermFrequency

    usual = TermFrequency.objects.filter(listings__range=(10, 2000)).order_by("-listings")[:8]
    sql, arguments = index.candidate_query({term.pk: 1.0 for term in usual}, today, 200)
    plan = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(plan + sql, arguments)
        told = str(cursor.fetchall())
    print(told, file=sys.stderr)
    return "listing_term_postings" in told and "Seq Scan on exchange_listingterm" not in told


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS)
