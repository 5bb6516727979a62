"""The database itself refuses to change or remove what is written in the journal."""

import django.db.models.deletion
from django.db import migrations, models

SAME = "id at by_name on_behalf action about facts"
# What may be forgotten: that somebody signed in, after ninety days.
SQLITE = [
    """CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
    WHEN OLD.action <> 'person.signed_in' OR OLD.at > datetime('now', '-89 days')
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    # A person may be forgotten, and two companies turn out to be one; what was done stays.
    """CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
    WHEN (NEW.by_id IS NOT NULL AND NEW.by_id IS NOT OLD.by_id) OR {changed}
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    # INSERT OR REPLACE removes the older row without asking the trigger on DELETE.
    """CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF (NEW.by_id IS NULL OR NEW.by_id IS NOT DISTINCT FROM OLD.by_id) AND NOT ({changed})
        THEN RETURN NEW; END IF;
      ELSIF TG_OP = 'DELETE' THEN
        IF OLD.action = 'person.signed_in' AND OLD.at < now() - interval '89 days'
        THEN RETURN OLD; END IF;
      END IF;
      RAISE EXCEPTION 'the journal is only added to'
      USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_only_added()""",
    """CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_added()""",
]
REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS journal_entry_no_{name}"
        for name in ("delete", "update", "replace")
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS journal_entry_no_change ON journal_entry",
        "DROP TRIGGER IF EXISTS journal_entry_no_truncate ON journal_entry",
        "DROP FUNCTION IF EXISTS journal_only_added()",
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
    dependencies = [("journal", "0001_initial"), ("members", "0005_collective_grows")]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="company",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="journal",
                to="members.company",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["about", "-at"], name="journal_about"),
        ),
        migrations.RunPython(guard, unguard),
    ]
