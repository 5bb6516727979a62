"""Who may know what, per field group, from the one switch that there was."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, F, Value, When


def split(apps, schema_editor):
    """A hidden name stays hidden, and with it whom to contact; a reply keeps its name open."""
    Listing = apps.get_model("exchange", "Listing")
    hidden = Case(When(confidential=True, then=Value("own")), default=F("audience"))
    Listing.objects.update(
        audience_who=hidden,
        audience_contact=hidden,
        audience_amount=F("audience"),
        audience_price=F("audience"),
    )
    Listing.objects.filter(is_reply=True, confidential=False).update(reply_is_open=True)


def join(apps, schema_editor):
    """Back to one switch: what was for the desk or some becomes for one's own company."""
    Listing = apps.get_model("exchange", "Listing")
    wide = ["members", "neighbours", "public"]
    Listing.objects.exclude(audience__in=wide).update(audience="own")
    Listing.objects.filter(audience__in=wide).update(audience="members")
    part = models.Q(audience="members")
    for group in ("who", "amount", "price", "contact"):
        part &= models.Q(**{f"audience_{group}__in": wide})
    Listing.objects.update(confidential=True)
    Listing.objects.filter(part | models.Q(reply_is_open=True)).update(confidential=False)


def level(verbose, default="members"):
    choices = [
        ("own", "only us"),
        ("desk", "also the desk, as go-between"),
        ("named", "also the companies we choose"),
        ("members", "all members"),
        ("neighbours", "also neighbour collectives"),
        ("public", "everybody"),
    ]
    return models.CharField(choices=choices, default=default, max_length=10, verbose_name=verbose)


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0004_deals"),
        ("members", "0005_collective_grows"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="listing", name="listing_audience_known"),
        migrations.AlterField("listing", "audience", level("who may see it")),
        migrations.AddField("listing", "audience_who", level("who reads our name")),
        migrations.AddField("listing", "audience_amount", level("who reads how much")),
        migrations.AddField("listing", "audience_price", level("who reads price and conditions")),
        migrations.AddField("listing", "audience_contact", level("who reads whom to contact")),
        migrations.AddField(
            "listing",
            "audience_group",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="members.companygroup",
                verbose_name="the companies we choose",
            ),
        ),
        migrations.AddField(
            "listing", "reply_is_open", models.BooleanField(default=False, editable=False)
        ),
        migrations.RunPython(split, join),
    ]
