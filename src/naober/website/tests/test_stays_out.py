"""Who stays out is nowhere: two worlds that differ in nothing else are the same everywhere.

In one world a company answers “we stay out” by the link in its mail; in the other it never opens
the mail. Every table, every page for every kind of reader, every API answer, file and mail is
compared.
"""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.positions.models import Position
from naober.features.positions.news import digest_items
from naober.features.positions.services.signing import PURPOSE
from naober.features.positions.tests import factories
from naober.foundation.members.models import Company
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.links import address_of
from naober.foundation.notifications.models import Link, Mail
from naober.website.mail import digest

pytestmark = pytest.mark.django_db
LATER = timedelta(days=1)
MOMENT = re.compile(rb"\d\d:\d\d(:\d\d(\.\d+)?)?")


@pytest.fixture
def world():
    """Three companies: one signed, one that stays out, one that did not answer. All were asked."""
    signer, out, silent = (CompanyFactory(name=name) for name in ("Tekent", "Buiten", "Zwijgt"))
    people = {name: MembershipFactory(company=company).user for name, company in
              (("signer", signer), ("out", out), ("silent", silent))}  # fmt: skip
    people["desk"] = UserFactory(desk_role="desk")
    people["board"] = UserFactory(desk_role="board")
    position = factories.signed(signer, by=people["desk"])
    for user in people.values():
        digest.send(user, timezone.localdate())
    return position, people, out


def rows() -> list[str]:
    """All that is kept, of every table but sessions and counters of the framework."""
    kept = [
        model for model in apps.get_models()
        if model._meta.app_label not in ("sessions", "axes", "contenttypes", "auth", "django_q")
    ]  # fmt: skip
    return [serializers.serialize("json", model._default_manager.order_by("pk")) for model in kept]


def pages(position: Position, user) -> list[bytes]:
    client = Client()
    client.force_login(user)
    addresses = [
        reverse("positions:positions"),
        reverse("positions:position", args=[position.pk]),
        reverse("positions:letter", args=[position.pk]),
        reverse("api-1:list_positions"),
        reverse("api-1:get_position", args=[position.pk]),
        reverse("my-export") + "?form=json",
        reverse("search") + "?q=Netcapaciteit",
        *(reverse("journal", args=[pk]) for pk in range(1, 5)),
        *(reverse("company-export", args=[pk]) + "?form=json" for pk in range(1, 5)),
    ]
    return [_plain(client.get(address).content) for address in addresses]


def _plain(content: bytes) -> bytes:
    """Without what differs between any two openings: tokens of forms, and moments."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in sorted(archive.namelist()))
    kept = [line for line in content.splitlines() if b"csrf" not in line]
    return MOMENT.sub(b"", b"\n".join(kept))


def stay_out(person, position: Position) -> str:
    """As somebody does who presses the button behind the link."""
    link = Link.objects.get(purpose=PURPOSE, person=person)
    answer = Client().post(_path(link), {"choice": "out"})
    assert answer.status_code == 200
    return answer.content.decode()


def _path(link: Link) -> str:
    return "/" + address_of(link).split("/", 3)[3]


def test_staying_out_changes_no_row_and_no_page(world):
    position, people, _out = world
    seen = {name: pages(position, user) for name, user in people.items()}
    kept = rows()
    stay_out(people["out"], position)
    assert rows() == kept
    assert {name: pages(position, user) for name, user in people.items()} == seen


def test_what_is_mailed_next_is_the_same(world):
    position, people, _out = world
    later = timezone.localdate() + LATER

    stay_out(people["out"], position)
    first = {name: [item.key for item in digest_items(user)] for name, user in people.items()}
    for user in people.values():
        digest.send(user, later)
    asked = f"{position.pk}:{_pk('Zwijgt')}", f"{position.pk}:{_pk('Buiten')}"
    assert first["out"] == [key.replace(*asked) for key in first["silent"]]
    assert first["out"]
    assert not Mail.objects.filter(key__endswith=str(later)).exists()  # nobody is reminded


def _pk(name: str) -> int:
    return Company.objects.get(name=name).pk


def test_the_page_thanks_and_one_may_still_sign(world):
    position, people, out = world
    said = stay_out(people["out"], position)
    assert "bewaard" in said or "kept" in said
    link = Link.objects.get(purpose=PURPOSE, person=people["out"])
    Client().post(_path(link), {"choice": "yes", "minority": ""})
    assert position.signatures.filter(company=out).exists()


def test_looking_at_the_link_changes_nothing(world):
    _position, people, _out = world
    link = Link.objects.get(purpose=PURPOSE, person=people["silent"])
    before = rows()
    answer = Client().get(_path(link))
    assert answer.status_code == 200
    assert rows() == before


def test_a_company_is_asked_once_and_not_after_it_signed(world):
    _position, people, _out = world
    keys = [item.key for item in digest_items(people["signer"])]
    assert not [key for key in keys if key.startswith("position-sign:")]
    assert Link.objects.filter(purpose=PURPOSE).count() == 2


def test_when_a_company_signs_the_links_of_its_people_end(world):
    _position, people, _out = world
    colleague = MembershipFactory(company=people["out"].memberships.get().company).user
    digest.send(colleague, timezone.localdate())
    mine = Link.objects.get(purpose=PURPOSE, person=people["out"])
    Client().post(_path(mine), {"choice": "yes", "minority": ""})
    theirs = Link.objects.get(purpose=PURPOSE, person=colleague)
    assert not theirs.is_open
    assert Client().get(_path(theirs)).status_code == 410


def test_an_addition_that_looks_like_forbidden_talk_is_asked_about(world):
    position, people, out = world
    link = Link.objects.get(purpose=PURPOSE, person=people["out"])
    data = {"choice": "yes", "minority": "Laten we de verkoopprijzen afspreken."}
    assert Client().post(_path(link), data).status_code == 422
    data["why_it_may"] = "Het gaat om een prijs die de overheid vaststelt."
    Client().post(_path(link), data)
    assert position.signatures.get(company=out).why_it_may


def test_a_link_of_who_left_the_company_signs_nothing(world):
    position, people, out = world
    people["out"].memberships.update(ended_on=timezone.localdate())
    link = Link.objects.get(purpose=PURPOSE, person=people["out"])
    assert Client().post(_path(link), {"choice": "yes"}).status_code == 400
    assert not position.signatures.filter(company=out).exists()
