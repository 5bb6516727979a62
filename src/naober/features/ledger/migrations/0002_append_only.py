"""The database itself refuses to change or remove a row of the ledger."""

from django.db import migrations

SAME = "company_id direction kind unit quantity on counterparty_id note confirmed_by source key corrects_id at id"

SQLITE = [
    """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END""",
    # A person may be forgotten: then, and only then, the row no longer says who wrote it.
    """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
    WHEN NEW.by_id IS NOT NULL OR {changed}
    BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END""",
    # INSERT OR REPLACE removes the older row without asking the trigger on DELETE.
    """CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
    WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR "key" = NEW."key")
    BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF NEW.by_id IS NULL AND NOT ({changed}) THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION 'the ledger is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_only_added()""",
    """CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added()""",
]
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS ledger_entry_no_{name}" for name in ("delete", "update", "replace")
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS ledger_entry_no_change ON ledger_entry",
        "DROP TRIGGER IF EXISTS ledger_entry_no_truncate ON ledger_entry",
        "DROP FUNCTION IF EXISTS ledger_only_added()",
    ],
}


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor]
    changed = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in SAME.split())
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement.replace("{changed}", changed), params=None)


def unguard(apps, schema_editor):
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries")]

    operations = [migrations.RunPython(guard, unguard)]
