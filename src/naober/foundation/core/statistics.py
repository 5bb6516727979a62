"""What the database knows of how many rows there are of what, so that it chooses an index well.

PostgreSQL counts by itself, minutes after many rows came. SQLite never does: without it, it takes
all tables for equally long, and reads a hundred thousand rows to find five.
"""

from django.db import DEFAULT_DB_ALIAS, connections


def refresh(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """After every migration and every night; safe at any moment, for it changes no answer.

    SQLite reads every row of every index: two seconds of a gigabyte. By a sample it would be a
    moment, but from that it takes one index of a table for shorter than the others, and is misled.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE")
