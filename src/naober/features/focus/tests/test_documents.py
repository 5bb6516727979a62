import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from naober.features.focus import file_types, services
from naober.features.focus.models import MAX_BYTES, Content, Document
from naober.features.focus.services import Paper
from naober.features.focus.tests.factories import DocumentFactory, SeatFactory
from naober.foundation.members.tests.factories import MembershipFactory

PDF = b"%PDF-1.7\nmeterstanden"


def office(*names, mimetype=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "png"),
        (b"\xff\xd8\xff\xe0rest", "jpg"),
        (office("[Content_Types].xml", "word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("ketel;jaar\nAllée;2006\n".encode(), "txt"),
    ],
)
def test_what_it_is_stands_in_its_bytes(data, ending):
    assert file_types.kind_of(data).ending == ending


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script>",
        b"\xef\xbb\xbf  <svg onload=alert(1)>",
        b"MZ\x90\x00rest",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1oud",
        office("word/document.xml", "word/vbaProject.bin"),
        office("iets/anders.xml"),
        office(mimetype="text/html"),
        b"PK\x03\x04kapot",
        b"tekst met \x00 erin",
        "é".encode("latin-1"),
    ],
)
def test_what_may_run_or_is_unknown_is_refused(data):
    with pytest.raises(ValidationError):
        file_types.kind_of(data)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\map\\offerte.exe", "offerte.pdf"),
        ('a"b\r\nX: y.pdf', "abX y.pdf"),
        ("...", "stuk.pdf"),
    ],
)
def test_a_name_is_only_a_name(sent, kept):
    assert file_types.safe_name(sent, file_types.PDF) == kept


@pytest.mark.django_db
class TestDocuments:
    def test_a_file_is_kept_and_given_back_as_a_file(self):
        seat = SeatFactory()
        client = Client()
        client.force_login(seat.user)
        sent = SimpleUploadedFile("offerte.html", PDF, "text/html")
        url = reverse("focus:documents", args=[seat.group_id])
        assert client.post(url, {"title": "Offerte", "file": sent}).status_code == 302
        made = Document.objects.get()
        assert (made.filename, made.media_type) == ("offerte.pdf", "application/pdf")
        answer = client.get(made.get_absolute_url())
        assert answer.content == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="offerte.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_a_web_page_is_refused_and_the_form_is_kept(self):
        seat = SeatFactory()
        client = Client()
        client.force_login(seat.user)
        sent = SimpleUploadedFile("offerte.pdf", b"<html>", "application/pdf")
        url = reverse("focus:documents", args=[seat.group_id])
        answer = client.post(url, {"title": "Mijn offerte", "file": sent})
        assert answer.status_code == 422
        assert "Mijn offerte" in answer.content.decode()
        assert not Content.objects.exists()

    def test_too_large_is_refused(self):
        seat = SeatFactory()
        paper = Paper("Groot", filename="a.pdf", data=PDF + b"0" * MAX_BYTES)
        with pytest.raises(ValidationError):
            services.add_document(group=seat.group, paper=paper, by=seat.user)

    def test_a_link_is_no_script(self):
        seat = SeatFactory()
        paper = Paper("Link", link="javascript:alert(1)")
        with pytest.raises(ValidationError):
            services.add_document(group=seat.group, paper=paper, by=seat.user)

    def test_sent_twice_it_is_there_once(self):
        seat = SeatFactory()
        paper = Paper("Offerte", filename="a.pdf", data=PDF)
        for _ in range(2):
            services.add_document(group=seat.group, paper=paper, by=seat.user, number=3)
        assert Content.objects.count() == 1

    def test_removed_by_who_brought_it_or_leads_and_its_bytes_go_along(self):
        made = DocumentFactory(as_file=True)
        member = SeatFactory(group=made.group)
        with pytest.raises(PermissionDenied):
            services.remove_document(document=made, by=member.user)
        chair = SeatFactory(group=made.group, is_chair=True)
        services.remove_document(document=made, by=chair.user)
        assert not Content.objects.exists()

    def test_who_brought_it_and_left_removes_nothing(self):
        outside = MembershipFactory(company__stage="member").user
        made = DocumentFactory(by=outside)
        with pytest.raises(PermissionDenied):
            services.remove_document(document=made, by=outside)
