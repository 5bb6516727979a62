"""Handing a mail to another server: what it hears, and what we make of its answers."""

import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from naober.foundation.notifications import letters, message, outbox
from naober.foundation.notifications.models import Mail
from naober.foundation.notifications.services import Recipient, post
from naober.foundation.notifications.tests import smtp_server

pytestmark = pytest.mark.django_db
State = Mail.State


def use(settings, server):
    settings.MAIL_CARRIER = "naober.foundation.notifications.carriers.Smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", server.port
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False


@pytest.fixture
def server(settings):
    with smtp_server.running() as running:
        use(settings, running)
        yield running


def posted(key="k", email="a@buur.example", **fields):
    fields = {"subject": "Hallo", "text": "Dag", **fields}
    mail = post(to=Recipient(email, "Anna", "nl"), key=key, **fields)
    assert mail
    return mail


def test_it_arrives_as_it_was_meant(server):
    mail = posted(
        subject="Café: 2 nieuw, in samenwerking met de bedrijven van de hele streek " * 2,
        text=".een punt vooraan\n\n..twee\n\nlang " + "woord " * 300 + "\n\nÉén €",
    )
    assert outbox.send_all() == 1
    [got] = server.accepted
    assert got["Subject"] == mail.subject
    assert got["To"].addresses[0].display_name == "Anna"
    assert got["Message-ID"] == mail.message_id
    assert got["Auto-Submitted"] == "auto-generated"
    assert got.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text
    assert "een punt vooraan" in got.get_body(("html",)).get_content()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.SENT, 1)
    assert (mail.text, mail.html) == ("", "")  # what was sent is its reader's


def test_one_connection_for_many_and_a_refused_one_does_not_stop_the_rest(server):
    for number in range(5):
        posted(f"k{number}", f"a{number}@buur.example")
    assert outbox.send_all() == 5
    assert len(server.ids()) == 5


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("RCPT", b"550 nobody here", State.FAILED),
        ("RCPT", b"450 busy", State.WAITING),
        ("MAIL", b"451 later", State.WAITING),
        ("MAIL", b"550 not from you", State.WAITING),  # ours to mend, so it is tried again
        ("DATA", b"452 full", State.WAITING),
        (".", b"552 too big", State.FAILED),
        (".", b"451 later", State.WAITING),
    ],
)
def test_what_the_other_server_says_decides(server, step, answer, state):
    server.answers[step] = answer
    mail = posted()
    outbox.send_all()
    mail.refresh_from_db()
    assert mail.state == state
    assert answer[:3].decode() in mail.error
    assert server.accepted == []
    assert mail.text


def test_a_silence_after_the_message_is_perhaps_an_arrival(server):
    server.silent = True
    mail = posted()
    outbox.send_all()
    mail.refresh_from_db()
    assert mail.state == State.UNSURE
    assert sum(server.ids().values()) == 1
    server.silent = False
    assert outbox.send_all() == 0  # never by itself
    assert outbox.send_again(mail.pk)
    assert outbox.send_all() == 1
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert set(server.ids()) == {mail.message_id}


def test_no_server_no_harm(settings, server):
    settings.EMAIL_PORT = 1
    mails = [posted("a"), posted("b")]
    assert outbox.send_all() == 1  # the others need not be tried now
    states = [(m.state, m.attempts) for m in Mail.objects.order_by("key")]
    assert states == [(State.WAITING, 1), (State.WAITING, 0)]
    settings.EMAIL_PORT = server.port
    Mail.objects.update(next_at=mails[0].created_at)
    assert outbox.send_all() == 2


def test_headers_cannot_be_added(server):
    mail = posted(subject="Dag\r\nBcc: ander@buur.example\r\n\r\nhtml", email="a@buur.example")
    Mail.objects.filter(pk=mail.pk).update(
        name='Anna"\r\nCc: derde@buur.example', subject="x\nBcc: ander@buur.example"
    )
    assert outbox.send(mail.pk) == State.SENT
    [got] = server.accepted
    assert got["Bcc"] is None
    assert got["Cc"] is None
    assert len(server.recipients) == 1


def test_a_link_to_stop_stays_whole(server):
    address = f"<https://naober.example/afmelden/{'x' * 120}/>"
    posted(
        headers={"List-Unsubscribe": address, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    )
    outbox.send_all()
    [got] = server.accepted
    assert got["List-Unsubscribe"] == address


def test_addresses_outside_ascii(server):
    posted(email="info@bakkerij-café.example")
    outbox.send_all()
    assert server.recipients == ["rcpt TO:<info@xn--bakkerij-caf-meb.example>"]


def test_an_address_that_no_mail_can_go_to_stops_nobody_else(server):
    bad, good = posted("a", email="één@buur.example"), posted("b")
    assert outbox.send_all() == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.FAILED, State.SENT)


@given(
    subject=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
)
def test_whatever_people_type_it_is_one_mail_to_one_address(subject, name, text):
    mail = Mail(
        email="a@buur.example",
        message_id="<1@x>",
        subject=message.one_line(subject, 200),
        name=message.one_line(name, 150),
        text=message.plain(text),
        html=letters.html_of(message.plain(text), "nl"),
        headers={"List-Unsubscribe": f"<https://x/{subject.encode().hex()[:300]}>"},
    )
    got = message_from_bytes(message.build(mail), policy=policy.default)
    assert sorted(set(got.keys())) == sorted(
        [
            *("Auto-Submitted", "X-Auto-Response-Suppress", "List-Unsubscribe", "From", "To"),
            *("Subject", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type"),
        ]
    )
    assert [address.addr_spec for address in got["To"].addresses] == ["a@buur.example"]
    assert got.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("trusted", [True, False])
def test_encrypted_and_only_to_a_server_that_is_who_it_says(
    settings, monkeypatch, certificate, at_once, trusted
):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with smtp_server.running(context, at_once) as server:
        use(settings, server)
        settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = at_once, not at_once
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "naober", "geheim"
        mail = posted()
        outbox.send_all()
    mail.refresh_from_db()
    assert mail.state == (State.SENT if trusted else State.WAITING)
    assert len(server.logins) == trusted
    assert ("CERTIFICATE" in mail.error) is not trusted


def test_no_encryption_where_it_was_asked_for_no_mail(settings, server):
    settings.EMAIL_USE_TLS = True
    mail = posted()
    outbox.send_all()
    mail.refresh_from_db()
    assert mail.state == State.WAITING
    assert server.accepted == []
