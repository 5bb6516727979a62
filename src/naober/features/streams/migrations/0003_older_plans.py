"""Plans from before the worker made them hold less than a page shows now: they are asked anew."""

from django.db import migrations

WHY = {
    "nl": "Dit plan is met een oudere versie gemaakt. Reken het opnieuw uit.",
    "en": "This plan was made with an older version. Reckon it again.",
}


def ask_anew(apps, schema_editor):
    apps.get_model("streams", "Plan").objects.update(state="failed", why_not=WHY)


class Migration(migrations.Migration):
    dependencies = [("streams", "0002_details")]

    operations = [migrations.RunPython(ask_anew, migrations.RunPython.noop)]
