from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0015_values_can_be_withdrawn"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dealevent",
            name="what",
            field=models.CharField(
                choices=[
                    ("proposed", "written down"),
                    ("changed", "changed"),
                    ("signed", "confirmed"),
                    ("agreed", "confirmed by both"),
                    ("value", "reported what it brought"),
                    ("correction", "asked to take back a report"),
                    ("confirmed", "what it brought is confirmed by both"),
                    ("refused", "did not agree with a report"),
                    ("withdrawn", "withdrew a report"),
                    ("lapsed", "a report ended without an answer"),
                    ("different", "said that it was agreed otherwise"),
                    ("ended", "ended"),
                ],
                max_length=10,
            ),
        ),
    ]
