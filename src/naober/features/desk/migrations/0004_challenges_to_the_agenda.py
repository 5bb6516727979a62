"""Challenges go to the agenda, where companies raise them too: what the desk noted stays for the
desk and the company itself."""


from django.db import migrations

from naober.foundation.core.once import random_id

AT_ONCE = 500
GROUPS = ("who", "amount", "price", "contact")
OLD, NEW = "desk.challenge", "agenda.challenge"


def to_the_agenda(apps, schema_editor):
    Old, New = apps.get_model("desk", "Challenge"), apps.get_model("agenda", "Challenge")
    themes = dict(apps.get_model("agenda", "Theme").objects.values_list("slug", "pk"))
    became = {}
    made = []
    for one in Old.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        became[one.pk] = random_id()
        levels = {f"audience_{group}": "desk" for group in GROUPS}
        made.append(
            New(
                pk=became[one.pk],
                company_id=one.company_id,
                text=one.text,
                theme_id=themes.get(one.theme),
                origin="conversation" if one.conversation_id else "company",
                source=f"desk.conversation:{one.conversation_id}" if one.conversation_id else "",
                created_by_id=one.by_id,
                entered_by_desk=True,
                created_at=one.created_at,
                audience="desk",
                **levels,
            )
        )
    New.objects.bulk_create(made, batch_size=AT_ONCE)
    _point_there(apps.get_model("desk", "Proposal"), became)


def _point_there(Proposal, became):
    """What was read in a conversation leads to what it became."""
    accepted = Proposal.objects.filter(result__startswith=f"{OLD}:")
    for one in accepted.iterator(chunk_size=AT_ONCE):
        there = became.get(int(one.result.partition(":")[2]))
        Proposal.objects.filter(pk=one.pk).update(result=f"{NEW}:{there}" if there else "")


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_made_once"), ("agenda", "0004_theme_words")]

    operations = [
        migrations.RunPython(to_the_agenda, migrations.RunPython.noop),
    ]
