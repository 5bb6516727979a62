from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audience", "0001_sightings")]

    operations = [
        migrations.AlterField(
            model_name="sighting",
            name="viewer",
            field=models.CharField(
                choices=[
                    ("company", "a company"),
                    ("desk", "the desk"),
                    ("board", "the board"),
                    ("guest", "a guest"),
                    ("visitor", "visitors without an account"),
                    ("someone", "one or more companies, without their names"),
                ],
                max_length=7,
            ),
        ),
    ]
