"""Steps to membership and size classes to begin with; the desk changes them as it likes."""

from django.db import migrations

STEPS = [
    ("Controleer uw bedrijfspagina", "Check your company page", "page", 14, 7),
    ("Noem een contactpersoon", "Name a contact person", "people", 14, 7),
    ("Ga akkoord met de ledenvoorwaarden", "Agree with the membership terms", "terms", 60, 30),
    ("Betaal de bijdrage van dit jaar", "Pay this year's contribution", "hand", 90, 60),
]
SIZES = [
    ("tot 10 medewerkers", 0, 9),
    ("10 tot 50 medewerkers", 10, 49),
    ("50 tot 250 medewerkers", 50, 249),
    ("250 medewerkers en meer", 250, None),
]


def fill(apps, schema_editor):
    step = apps.get_model("members", "StepTemplate")
    for position, (name, name_en, done_by, days, sooner) in enumerate(STEPS, start=1):
        step.objects.create(
            name=name,
            name_en=name_en,
            done_by=done_by,
            days=days,
            days_front_runner=sooner,
            position=position,
        )
    size = apps.get_model("members", "SizeClass")
    for name, first, last in SIZES:
        size.objects.create(name=name, from_employees=first, to_employees=last)


def empty(apps, schema_editor):
    apps.get_model("members", "StepTemplate").objects.all().delete()
    apps.get_model("members", "SizeClass").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0006_people_joining_terms")]
    operations = [migrations.RunPython(fill, empty)]
