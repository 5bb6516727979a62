from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What the desk's week asks for: the best new matches, the oldest answers, what ends next."""

    dependencies = [("exchange", "0006_audience_constraints")]

    operations = [
        migrations.AddIndex(
            "listing",
            models.Index(fields=["expires_on"], name="listing_ends", condition=Q(closed_at=None)),
        ),
        migrations.AddIndex(
            "match",
            models.Index(fields=["-score", "id", "first_seen_at"], name="match_best"),
        ),
        migrations.AddIndex(
            "interest",
            models.Index(fields=["answer", "at", "id"], name="interest_by_time"),
        ),
    ]
