"""A "not now" whose day came: nothing any more for who said it, still a no for the other side.

SQLite makes a table anew to change a constraint, and with the old one its triggers go: they are
made again, as in 0013.
"""

from django.db import migrations, models

ANSWERS = """offer_answer = COALESCE((SELECT answer FROM exchange_interest
      WHERE match_id = exchange_match.id AND side = 'offer'), ''),
    need_answer = COALESCE((SELECT answer FROM exchange_interest
      WHERE match_id = exchange_match.id AND side = 'need'), '')"""
EVENTS = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
KEEP = [
    f"""CREATE TRIGGER exchange_interest_kept_{event.lower()} AFTER {event} ON exchange_interest
    BEGIN UPDATE exchange_match SET {ANSWERS} WHERE id = {row}.match_id; END"""
    for event, row in EVENTS
]
LET_GO = [
    f"DROP TRIGGER IF EXISTS exchange_interest_kept_{event.lower()}" for event, _row in EVENTS
]


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in LET_GO:
            schema_editor.execute(statement, params=None)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in [*LET_GO, *KEEP]:
            schema_editor.execute(statement, params=None)


def to_a_no(apps, schema_editor):
    """On the way back: what the constraints of before do not know."""
    apps.get_model("exchange", "Interest").objects.filter(answer="was").update(answer="no")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0013_database_keeps_answers")]

    operations = [
        migrations.RunPython(let_go, keep),
        migrations.AlterField(
            model_name="interest",
            name="answer",
            field=models.CharField(
                choices=[
                    ("yes", "interested"),
                    ("no", "not for us"),
                    ("was", "not for us at that moment"),
                ],
                max_length=3,
            ),
        ),
        migrations.RemoveConstraint(model_name="interest", name="interest_answer_known"),
        migrations.RemoveConstraint(model_name="interest", name="a_yes_needs_no_reason"),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["yes", "no", "was"])),
                name="interest_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["no", "was"]), ("reason", ""), _connector="OR"),
                name="a_yes_needs_no_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "was"), _negated=True),
                    ("until__isnull", False),
                    _connector="OR",
                ),
                name="only_a_moment_with_a_day_passed",
            ),
        ),
        migrations.RunPython(keep, let_go),
        migrations.RunPython(migrations.RunPython.noop, to_a_no),
    ]
