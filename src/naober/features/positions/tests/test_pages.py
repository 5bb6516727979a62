"""The pages as somebody uses them: forms kept when refused, files, and what is hidden stays so."""

import re
import zlib
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from naober.features.positions.models import Comment, Consultation, Position, Signature, Version
from naober.features.positions.tests import factories
from naober.features.positions.tests.factories import person_of
from naober.foundation.members.tests.factories import CompanyFactory, SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    user = factories.desk()
    client.force_login(user)
    return user


@pytest.fixture
def company():
    return CompanyFactory(name="Staalwerk")


def page(client, name, *args):
    return client.get(reverse(f"positions:{name}", args=args)).content.decode()


def test_a_text_is_flagged_asked_about_and_kept_with_its_reason(client, desk):
    data = {"title": "Overleg", "text": "Wij spreken de verkoopprijzen af."}
    refused = client.post(reverse("positions:new"), data)
    assert refused.status_code == 422
    assert "verkoopprijzen" in refused.content.decode()
    assert not Position.objects.exists()
    client.post(reverse("positions:new"), {**data, "why_it_may": "Het is een voorbeeld."})
    assert Version.objects.get().why_it_may == "Het is een voorbeeld."


def test_the_desk_is_warned_of_what_stands_in_the_text(client, desk):
    position = factories.draft(desk, text="Onze marktaandelen zijn klein.")
    assert "marktaandelen" in page(client, "position", position.pk).split("notice--warning")[1]


def test_pressed_twice_makes_one_text(client, desk):
    form = client.get(reverse("positions:new")).context["form"]
    data = {"title": "Net", "text": "Vol.", "once": form["once"].value()}
    for _time in range(2):
        client.post(reverse("positions:new"), data)
    assert Position.objects.count() == 1


def test_who_wrote_meanwhile_keeps_both_texts(client, desk):
    position = factories.draft(desk)
    address = reverse("positions:edit", args=[position.pk])
    client.post(address, {"title": "Net", "text": "Eerste.", "base": 1})
    refused = client.post(address, {"title": "Net", "text": "Tweede.", "base": 1})
    assert refused.status_code == 422
    assert "Tweede." in refused.content.decode()


def test_what_changed_is_marked_in_words_too(client, desk):
    position = factories.draft(desk)
    data = {"title": "Net", "text": "Het net is helemaal vol.\n\nNieuw.", "base": 1}
    client.post(reverse("positions:edit", args=[position.pk]), data)
    shown = page(client, "version", position.pk, 2)
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "Nieuwe alinea" in shown


def test_a_hidden_name_is_on_no_page_of_others(client, company):
    position = factories.for_comment()
    paragraph = position.paragraphs.first()
    client.force_login(person_of(company))
    data = {"text": "Wij staan stil.", "who": "desk", "company": company.pk}
    client.post(reverse("positions:paragraph", args=[paragraph.pk]), data)
    assert Comment.objects.get().company == company
    client.force_login(person_of(CompanyFactory()))
    for shown in (
        page(client, "paragraph", paragraph.pk),
        page(client, "position", position.pk),
        client.get(reverse("api-1:get_position", args=[position.pk])).content.decode(),
    ):
        assert "Staalwerk" not in shown


def test_nobody_comments_for_another_company(client, company):
    paragraph = factories.for_comment().paragraphs.first()
    client.force_login(person_of(CompanyFactory()))
    data = {"text": "Ja.", "who": "members", "company": company.pk}
    answer = client.post(reverse("positions:paragraph", args=[paragraph.pk]), data)
    assert answer.status_code == 422
    assert not Comment.objects.exists()


def test_sign_and_take_back(client, company):
    position = factories.to_sign()
    client.force_login(person_of(company))
    address = reverse("positions:sign", args=[position.pk])
    client.post(address, {"company": company.pk, "minority": "Liever eerder."})
    assert "Liever eerder." in page(client, "position", position.pk)
    client.post(reverse("positions:withdraw", args=[position.pk]), {"company": company.pk})
    assert not Signature.objects.exists()


def test_nobody_takes_back_what_another_signed(client, company):
    position = factories.signed(company)
    client.force_login(person_of(CompanyFactory()))
    address = reverse("positions:withdraw", args=[position.pk])
    assert client.post(address, {"company": company.pk}).status_code == 403
    assert Signature.objects.exists()


def test_what_another_adds_is_not_in_ones_own_form(client, company):
    position = factories.to_sign()
    Signature.objects.create(position=position, company=company, minority="Van Staalwerk.")
    client.force_login(person_of(CompanyFactory()))
    shown = client.get(reverse("positions:sign", args=[position.pk]), {"company": company.pk})
    assert "Van Staalwerk." not in shown.content.decode()


def test_over_http_one_signs_for_ones_own_company_only(client, company):
    position = factories.to_sign()
    client.force_login(person_of(company))
    address = reverse("api-1:sign", args=[position.pk])
    other = CompanyFactory()
    send = {"content_type": "application/json"}
    assert client.post(address, {"company": other.pk}, **send).status_code == 403
    assert client.post(address, {"company": company.pk}, **send).json()["signed"] == 1
    flagged = {"company": company.pk, "minority": "Onze verkoopprijs."}
    assert client.post(address, flagged, **send).status_code == 422
    back = reverse("api-1:withdraw", args=[position.pk])
    assert client.post(back, {"company": company.pk}, **send).json()["signed"] == 0


# --- the letter ---


def inside(pdf: bytes) -> bytes:
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_the_letter_is_a_tagged_pdf_that_changes_with_who_signed(client, desk, company):
    SiteFactory(company=company, place="Emmen")
    position = factories.signed(company, by=desk)
    answer = client.get(reverse("positions:letter", args=[position.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "netcapaciteit-in-drenthe.pdf" in answer["Content-Disposition"]
    assert b"pdfuaid" in inside(answer.content)
    other = factories.signed(CompanyFactory(name="Melkstroom"), by=desk)
    assert client.get(reverse("positions:letter", args=[other.pk])).content != answer.content


# --- the calendar ---

EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\n"


def file_of(*events) -> SimpleUploadedFile:
    body = "".join(EVENT.format(uid=uid, title=title, day=day) for uid, title, day in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n"
    return SimpleUploadedFile("agenda.ics", text.encode())


def test_read_twice_is_kept_once_and_brought_up_to_date(client, desk):
    address = reverse("positions:calendar-file")
    client.post(address, {"file": file_of(("1", "Visie", "20270301"), ("2", "Plan", "20270401"))})
    client.post(address, {"file": file_of(("1", "Visie, later", "20270315"))})
    rows = list(Consultation.objects.values_list("uid", "title", "closes"))
    assert rows == [
        ("1", "Visie, later", date(2027, 3, 15)),
        ("2", "Plan", date(2027, 4, 1)),
    ]


def test_what_is_wrong_in_the_file_is_told_and_the_rest_is_kept(client, desk):
    sent = {"file": file_of(("1", "Visie", "20270301"), ("2", "", "20270401"))}
    answer = client.post(reverse("positions:calendar-file"), sent)
    assert answer.status_code == 200
    assert "titel" in answer.content.decode()
    assert Consultation.objects.count() == 1


def test_what_is_no_calendar_is_refused(client, desk):
    sent = {"file": SimpleUploadedFile("x.ics", b"\x00nee")}
    answer = client.post(reverse("positions:calendar-file"), sent)
    assert answer.status_code == 422
    assert "agendabestand" in answer.content.decode()


def test_how_many_days_are_left(client, desk):
    for days, title in ((0, "Vandaag"), (1, "Morgen"), (40, "Later"), (-3, "Voorbij")):
        closes = timezone.localdate() + timedelta(days=days)
        factories.consultation(title=title, closes=closes)
    shown = page(client, "calendar")
    assert "nog 1 dag<" in shown
    assert "nog 40 dagen" in shown
    assert "Voorbij" not in shown
    past = client.get(reverse("positions:calendar"), {"show": "past"}).content.decode()
    assert "Morgen" not in past


def test_the_last_day_goes_into_ones_own_calendar(client, desk):
    made = factories.consultation(title="Visie", closes=date(2027, 3, 1))
    answer = client.get(reverse("positions:consultation-ics", args=[made.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;VALUE=DATE:20270301" in answer.content


def test_opens_after_it_closes_is_refused_with_the_form_kept(client, desk):
    data = {"title": "Visie", "opens": "2027-04-01", "closes": "2027-03-01"}
    answer = client.post(reverse("positions:consultation-new"), data)
    assert answer.status_code == 422
    assert 'value="Visie"' in answer.content.decode()


# --- who writes it ---


def test_the_desk_chooses_among_people_whose_name_it_may_know(client, desk, company):
    position = factories.draft(desk)
    shown, hidden = person_of(company), person_of(company)
    type(shown).objects.filter(pk=shown.pk).update(name="Anna Open", name_level="desk")
    type(shown).objects.filter(pk=hidden.pk).update(name="Hanna Dicht", name_level="own")
    form = page(client, "editors", position.pk)
    assert "Anna Open, Staalwerk" in form
    assert "Hanna Dicht" not in form
    address = reverse("positions:editors", args=[position.pk])
    assert client.post(address, {"editors": [hidden.pk]}).status_code == 422
    client.post(address, {"editors": [shown.pk]})
    assert "Anna Open" in page(client, "position", position.pk)


def test_among_many_people_a_writer_is_looked_for_and_who_is_chosen_stays(client, desk, company):
    position = factories.draft(desk)
    people = [person_of(company) for _ in range(30)]
    for number, one in enumerate(people):
        type(one).objects.filter(pk=one.pk).update(name=f"Mens {number:02}", name_level="desk")
    other = person_of(CompanyFactory(name="Kunststof Coevorden"))
    type(other).objects.filter(pk=other.pk).update(name="Zoe Zoek", name_level="desk")
    form = page(client, "editors", position.pk)
    assert "Zoe Zoek" not in form
    assert form.count('name="editors"') == 25
    address = reverse("positions:editors", args=[position.pk])
    found = client.post(address, {"editors": [people[3].pk], "words": "coevorden", "find": "1"})
    text = found.content.decode()
    assert found.status_code == 200
    assert text.count('name="editors"') == 2
    assert f'value="{people[3].pk}"' in text
    assert not position.editors.exists()
    client.post(address, {"editors": [people[3].pk, other.pk], "words": "coevorden"})
    assert set(position.editors.all()) == {people[3], other}


def test_a_writer_reads_the_name_of_another_only_when_members_may(client, company):
    position = factories.for_comment()
    one, other = person_of(company), person_of(CompanyFactory())
    type(one).objects.filter(pk=one.pk).update(name="Anna Bureau", name_level="desk")
    position.editors.set([one, other])
    client.force_login(other)
    assert "Anna Bureau" not in page(client, "position", position.pk)
    client.force_login(one)
    assert "Anna Bureau" in page(client, "position", position.pk)


@pytest.mark.parametrize("name", ["positions", "new", "calendar", "calendar-file", "position"])
def test_every_page_keeps_the_parts_of_the_agenda_once(client, desk, name):
    args = [factories.draft(desk).pk] if name == "position" else []
    text = page(client, name, *args)
    assert text.count('aria-label="Agenda"') == 1
    assert f'href="{reverse("positions:positions")}" aria-current="page"' in text
