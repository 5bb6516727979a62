"""The database keeps on each match what its sides answered, and whether the desk placed either
listing: whatever writes an answer or hands a listing over, no list reads an old one."""

from django.db import migrations

ANSWERS = """offer_answer = COALESCE((SELECT answer FROM exchange_interest
      WHERE match_id = exchange_match.id AND side = 'offer'), ''),
    need_answer = COALESCE((SELECT answer FROM exchange_interest
      WHERE match_id = exchange_match.id AND side = 'need'), '')"""
BY_DESK = """by_desk = EXISTS (SELECT 1 FROM exchange_listing
      WHERE id IN (exchange_match.offer_id, exchange_match.need_id) AND entered_by_desk)"""

FILL = f"""UPDATE exchange_match SET {BY_DESK}, {ANSWERS}"""
SQLITE = [
    *(
        f"""CREATE TRIGGER exchange_interest_kept_{event.lower()} AFTER {event} ON exchange_interest
        BEGIN UPDATE exchange_match SET {ANSWERS} WHERE id = {row}.match_id; END"""
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
    f"""CREATE TRIGGER exchange_match_by_desk AFTER INSERT ON exchange_match
    BEGIN UPDATE exchange_match SET {BY_DESK} WHERE id = NEW.id; END""",
    f"""CREATE TRIGGER exchange_listing_by_desk AFTER UPDATE OF entered_by_desk ON exchange_listing
    WHEN OLD.entered_by_desk <> NEW.entered_by_desk
    BEGIN UPDATE exchange_match SET {BY_DESK}
    WHERE offer_id = NEW.id OR need_id = NEW.id; END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION exchange_keep_answers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE exchange_match SET {ANSWERS}
      WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.match_id ELSE NEW.match_id END;
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER exchange_interest_kept AFTER INSERT OR UPDATE OR DELETE ON exchange_interest
    FOR EACH ROW EXECUTE FUNCTION exchange_keep_answers()""",
    """CREATE FUNCTION exchange_match_by_desk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.by_desk := EXISTS (SELECT 1 FROM exchange_listing
        WHERE id IN (NEW.offer_id, NEW.need_id) AND entered_by_desk);
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER exchange_match_by_desk BEFORE INSERT ON exchange_match
    FOR EACH ROW EXECUTE FUNCTION exchange_match_by_desk()""",
    f"""CREATE FUNCTION exchange_listing_by_desk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE exchange_match SET {BY_DESK} WHERE offer_id = NEW.id OR need_id = NEW.id;
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER exchange_listing_by_desk AFTER UPDATE OF entered_by_desk ON exchange_listing
    FOR EACH ROW WHEN (OLD.entered_by_desk IS DISTINCT FROM NEW.entered_by_desk)
    EXECUTE FUNCTION exchange_listing_by_desk()""",
]
REMOVE = {
    "sqlite": [
        *(
            f"DROP TRIGGER IF EXISTS exchange_interest_kept_{event}"
            for event in ("insert", "update", "delete")
        ),
        "DROP TRIGGER IF EXISTS exchange_match_by_desk",
        "DROP TRIGGER IF EXISTS exchange_listing_by_desk",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS exchange_interest_kept ON exchange_interest",
        "DROP TRIGGER IF EXISTS exchange_match_by_desk ON exchange_match",
        "DROP TRIGGER IF EXISTS exchange_listing_by_desk ON exchange_listing",
        "DROP FUNCTION IF EXISTS exchange_keep_answers()",
        "DROP FUNCTION IF EXISTS exchange_match_by_desk()",
        "DROP FUNCTION IF EXISTS exchange_listing_by_desk()",
    ],
}


def keep(apps, schema_editor):
    made = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in [FILL, *made]:
        schema_editor.execute(statement, params=None)


def let_go(apps, schema_editor):
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("exchange", "0012_answers_kept_on_matches")]

    operations = [migrations.RunPython(keep, let_go)]
