"""What the desk noted as challenges before there was an agenda stands there, for as few eyes."""

import json
import os
import subprocess
import sys

import pytest

MOVE = """
import django, json
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
before = [("desk", "0003_made_once"), ("agenda", "0004_theme_words")]
MigrationExecutor(connection).migrate(before)
old = MigrationExecutor(connection).loader.project_state(before).apps
company = old.get_model("members", "Company").objects.create(name="Zagerij")
talk = old.get_model("desk", "Conversation").objects.create(company=company, notes="...")
Challenge, Proposal = old.get_model("desk", "Challenge"), old.get_model("desk", "Proposal")
said = Challenge.objects.create(company=company, conversation=talk, text="Net vol", theme="energy")
Challenge.objects.create(company=company, text="Geen mensen", theme="")
for result in (f"desk.challenge:{said.pk}", "desk.challenge:999", "desk.followup:3"):
    Proposal.objects.create(
        conversation=talk, kind="challenge", text="x", start=0, end=1, state="accepted",
        decided_at=talk.created_at, result=result,
    )
call_command("migrate", "desk", verbosity=0)
from naober.features.agenda.models import Challenge
from naober.features.desk.models import Proposal
rows = Challenge.objects.select_related("theme").order_by("text")
pk = Challenge.objects.get(text="Net vol").pk
print(json.dumps({
    "challenges": [
        [one.text, one.theme and one.theme.slug, one.audience, one.audience_who, one.origin,
         one.entered_by_desk]
        for one in rows
    ],
    "source": [one.source.partition(":")[0] for one in rows],
    "results": sorted(
        one.result.replace(str(pk), "PK") for one in Proposal.objects.all()
    ),
    "tables": "desk_challenge" in connection.introspection.table_names(),
}))
"""


@pytest.mark.slow
def test_they_go_along_with_what_leads_to_them(tmp_path):
    settings = {"DJANGO_SETTINGS_MODULE": "naober.website.settings.demo", "NAOBER_DB": "sqlite"}
    done = subprocess.run(
        [sys.executable, "-c", MOVE],
        env={**os.environ, **settings, "NAOBER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "challenges": [
            ["Geen mensen", None, "desk", "desk", "company", True],
            ["Net vol", "energy", "desk", "desk", "conversation", True],
        ],
        "source": ["", "desk.conversation"],
        "results": ["", "agenda.challenge:PK", "desk.followup:3"],
        "tables": False,
    }
