"""A deal that is for the two companies only is in nobody's way: else the desk would learn of it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("exchange", "0010_words")]

    operations = [
        migrations.RemoveConstraint(model_name="deal", name="one_running_deal_per_match"),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(
                condition=Q(("ended_at", None), ~Q(("audience", "own"))),
                fields=("match",),
                name="one_running_deal_per_match",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(
                condition=Q(("audience", "own"), ("ended_at", None)),
                fields=("match",),
                name="one_running_own_deal_per_match",
            ),
        ),
    ]
