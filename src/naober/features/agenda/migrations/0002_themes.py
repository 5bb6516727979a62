"""The themes to start with; the desk of a region renames, adds and leaves out."""

from django.db import migrations

THEMES = [
    ("energy", "Energie", "Energy"),
    ("digitalisation", "Digitalisering", "Digitalisation"),
    ("people", "Mensen en werk", "People and work"),
    ("innovation", "Innovatie", "Innovation"),
    ("materials", "Grondstoffen en reststromen", "Materials and by-products"),
    ("safety", "Externe veiligheid", "External safety"),
    ("mobility", "Mobiliteit", "Mobility"),
]


def add_themes(apps, schema_editor):
    Theme = apps.get_model("agenda", "Theme")
    for position, (slug, name, name_en) in enumerate(THEMES, start=1):
        defaults = {"name": name, "name_en": name_en, "position": position}
        Theme.objects.get_or_create(slug=slug, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_challenges")]

    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
