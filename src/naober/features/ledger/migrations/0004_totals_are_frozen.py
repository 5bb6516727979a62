"""The database itself refuses to change or remove a total that was published."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ledger_published_no_delete BEFORE DELETE ON ledger_published
    BEGIN SELECT RAISE(ABORT, 'a published total stays'); END""",
    """CREATE TRIGGER ledger_published_no_update BEFORE UPDATE ON ledger_published
    BEGIN SELECT RAISE(ABORT, 'a published total stays'); END""",
    """CREATE TRIGGER ledger_published_no_replace BEFORE INSERT ON ledger_published
    WHEN EXISTS (SELECT 1 FROM ledger_published WHERE id = NEW.id
                 OR (kind = NEW.kind AND (since = NEW.since OR until = NEW.until)))
    BEGIN SELECT RAISE(ABORT, 'a published total stays'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_total_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'a published total stays' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER ledger_published_no_change
    BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_published
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_total_stays()""",
]
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS ledger_published_no_{name}"
        for name in ("delete", "update", "replace")
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS ledger_published_no_change ON ledger_published",
        "DROP FUNCTION IF EXISTS ledger_total_stays()",
    ],
}


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_published")]

    operations = [migrations.RunPython(guard, unguard)]
