"""A workbook of what stands in the exchange, and a plan of a workbook."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from naober.features.exchange.models import Match
from naober.features.exchange.services import Said, say_listing
from naober.features.streams import sankey, services, tasks
from naober.features.streams.models import Plan
from naober.features.streams.services import Asked
from naober.features.streams.tests.factories import PlanFactory, example
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(desk):
    client = Client()
    client.force_login(desk)
    return client


def say(text, place="Emmen", **audience):
    company = CompanyFactory()
    SiteFactory(company=company, place=place, latitude=52.78, longitude=6.9)
    person = MembershipFactory(company=company).user
    return say_listing(company=company, said=Said(text, **audience), by=person)


def rows_of(content, title):
    sheet = load_workbook(io.BytesIO(content))[title]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_has_what_the_desk_may_read_and_the_pairs_that_fit(opened):
    offer = say("Wij houden 200 ton PET-snippers per jaar over in Emmen")
    need = say("Wij zoeken PET-snippers, 100 ton per jaar", "Hoogeveen")
    kept = say("Wij houden 300 ton PET-snippers per jaar over", amount=Level.OWN)
    secret = say("Wij houden 400 ton PET-snippers per jaar over", who=Level.OWN)
    say("Wij zoeken een lasser voor zes weken")
    content = opened.get(reverse("streams:workbook")).content
    offers, needs = rows_of(content, "aanbod"), rows_of(content, "vraag")
    assert [row[:6] for row in offers] == [
        [str(offer.pk), offer.company.name, offer.text, "Emmen", 200, "t"]
    ]
    assert [row[0] for row in needs] == [str(need.pk)]
    [pair] = rows_of(content, "paren")
    assert pair[:2] == [str(offer.pk), str(need.pk)]
    assert Match.objects.filter(need=need).count() > 1
    for hidden in (kept, secret):
        assert hidden.company.name not in str(rows_of(content, "aanbod"))


def test_no_pair_of_what_somebody_said_no_to(opened):
    say("Wij houden 200 ton PET-snippers per jaar over in Emmen")
    say("Wij zoeken PET-snippers, 100 ton per jaar", "Hoogeveen")
    Match.objects.update(need_answer="no")
    assert rows_of(opened.get(reverse("streams:workbook")).content, "paren") == []


def test_what_was_typed_never_becomes_a_formula(opened):
    offer = say("=1+1 ton PET-snippers over, 20 ton per jaar in Emmen")
    content = opened.get(reverse("streams:workbook")).content
    cells = [cell for row in rows_of(content, "aanbod") for cell in row]
    assert f"'{offer.text}" in cells


def test_a_workbook_becomes_a_plan_that_explains_itself(opened):
    sent = {
        "name": "Voorjaar",
        "objective": "gain",
        "file": SimpleUploadedFile("r.xlsx", example()),
    }
    answer = opened.post(reverse("streams:plans"), sent)
    made = Plan.objects.get()
    assert answer.url == made.get_absolute_url()
    waits = opened.get(answer.url).content.decode()
    assert "<progress" in waits
    assert reverse("streams:standing", args=[made.pk]) in waits
    assert tasks.reckon(made.pk, made.asked_at.isoformat()) == "ready"
    assert tasks.reckon(made.pk, made.asked_at.isoformat()) == tasks.OVERTAKEN
    made.refresh_from_db()
    page = opened.get(answer.url).content.decode()
    told = made.result["nl"]
    assert told["status"] == "optimal"
    for line in (*told["messages"], told["limits"][0]["message"], "Voorbeeld Brouwerij"):
        assert line.split("&")[0][:40] in page
    assert page.count("sankey__band--") == len({(f["offer"], f["need"]) for f in told["flows"]})
    shares = made.result["shares"]["nucleolus"]
    assert sum(shares["shares"].values()) == pytest.approx(told["gain"], abs=0.05)
    assert shares["stable"]
    other = opened.get(answer.url + "?rule=equal").content.decode()
    assert made.result["shares"]["equal"]["verdict"]["nl"][:30] in other
    lines = opened.get(reverse("streams:csv", args=[made.pk])).content.decode().splitlines()
    assert len(lines) == len(told["flows"]) + 1
    back = opened.get(reverse("streams:file", args=[made.pk])).content
    assert back == bytes(made.workbook)


def test_what_cannot_be_planned_is_said_and_not_kept(opened):
    for content in (b"", b"nonsense", b"PK\x03\x04 broken"):
        sent = {"name": "x", "objective": "gain", "file": SimpleUploadedFile("r.xlsx", content)}
        answer = opened.post(reverse("streams:plans"), sent)
        assert answer.status_code == 422
        assert "field__error" in answer.content.decode() or "error" in answer.content.decode()
    assert not Plan.objects.exists()


def test_too_large_or_without_an_aim_is_refused(desk):
    with pytest.raises(ValidationError):
        services.make_plan(asked=Asked("x", "gain", b"x" * 2_000_001), by=desk)
    with pytest.raises(ValidationError):
        services.make_plan(asked=Asked("x", "glory", example()), by=desk)


def test_nobody_but_the_desk_makes_reads_or_removes_one():
    plan, member = PlanFactory(), MembershipFactory().user
    assert not Plan.objects.visible_to(member).exists()
    with pytest.raises(PermissionDenied):
        services.make_plan(asked=Asked("x", "gain", example()), by=member)
    with pytest.raises(PermissionDenied):
        services.remove_plan(plan=plan, by=member)


def test_a_plan_sent_twice_is_there_once(desk):
    sent = {"asked": Asked("x", "gain", example()), "by": desk, "number": 77}
    assert services.make_plan(**sent).pk == services.make_plan(**sent).pk == 77
    assert Plan.objects.count() == 1


def test_bands_are_as_wide_as_what_goes_and_do_not_lie_on_each_other():
    flows = [
        {"offer": a, "need": b, "sent": sent, "unit": "t"}
        for a, b, sent in (("A", "X", 30.0), ("A", "Y", 10.0), ("B", "Y", 20.0))
    ]
    names = {one: [one, "iets"] for one in "ABXY"}
    [picture] = sankey.pictures([*flows, {**flows[0], "sent": 0.0}], names)
    by_label = {node.label: node for node in picture.nodes}
    assert by_label["A: iets"].height == pytest.approx(2 * by_label["B: iets"].height)
    assert by_label["A: iets"].height == pytest.approx(40 / 60 * 2 * sankey.OF_ONE, abs=0.1)
    left = [node for node in picture.nodes if node.x == sankey.LABEL]
    assert left[0].y + left[0].height < left[1].y
    assert len(picture.bands) == 3
    assert json.dumps([band.path for band in picture.bands])


def test_tonnes_and_heat_have_a_picture_each():
    flows = [
        {"offer": "A", "need": "X", "sent": 1.0, "unit": "t"},
        {"offer": "B", "need": "Y", "sent": 2.0, "unit": "MWh"},
    ]
    assert [one.unit for one in sankey.pictures(flows, {})] == ["t", "MWh"]
