"""What the database knows of how many rows there are of what, so that it chooses an index well.

PostgreSQL counts by itself, minutes after many rows came. SQLite never does: without it, it takes
all tables for equally long, and reads a hundred thousand rows to find five.
"""

from django.db import DEFAULT_DB_ALIAS, connections

# Rows that SQLite reads of each index, to guess by: a moment, however long the table is.
SAMPLE = 1_000


def refresh(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """After every migration and every night; safe at any moment, for it changes no answer."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")
