"""The outbox: written with what it tells about, claimed by one, tried again with growing pauses."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.models import OrmQ

from naober.foundation.notifications import carriers, message, outbox, services, tasks
from naober.foundation.notifications.backend import OutboxBackend
from naober.foundation.notifications.models import Link, Mail, Told
from naober.foundation.notifications.services import Recipient, post

pytestmark = pytest.mark.django_db
State = Mail.State


def posted(key="k", **fields):
    fields = {"subject": "Hallo", "text": "Dag", **fields}
    return post(to=Recipient("a@buur.example", "Anna"), key=key, **fields)


def test_the_same_key_is_posted_once():
    assert posted("a")
    assert posted("a") is None
    assert posted("b")
    assert Mail.objects.count() == 2


def test_two_that_post_the_same_key_at_the_same_time(monkeypatch):
    """The second looked before the first had written."""
    posted("a")
    real = Mail.objects.filter
    looked = []

    def blind(*args, **kwargs):
        looked.append(1)
        return Mail.objects.none() if len(looked) == 1 else real(*args, **kwargs)

    monkeypatch.setattr(Mail.objects, "filter", blind)
    assert posted("a") is None


def test_the_worker_is_called_when_the_transaction_stands(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        posted("a")
        posted("quiet", at_once=False)
        assert not OrmQ.objects.exists()
    assert OrmQ.objects.count() == 1


def test_a_task_may_run_twice(mailoutbox):
    mail = posted()
    assert tasks.send_one(mail.pk) == State.SENT
    assert tasks.send_one(mail.pk) == ""
    assert tasks.send_waiting() == 0
    assert tasks.send_one(mail.pk + 999) == ""
    assert len(mailoutbox) == 1


def test_a_claim_keeps_others_off_until_it_runs_out(mailoutbox):
    mail = posted()
    now = timezone.now()
    held = Mail.objects.filter(pk=mail.pk)
    held.update(claimed_by="other", claimed_until=now + timedelta(minutes=1))
    assert outbox.send_all() == 0
    held.update(claimed_until=now - timedelta(seconds=1))
    assert outbox.send_all() == 1


class Stolen:
    """While we talked to the other server our claim ran out, and another worker took it."""

    said = None

    def carry(self, mail, hand_over):
        Mail.objects.filter(pk=mail.pk).update(claimed_by="other")
        Stolen.said = hand_over()
        return carriers.Outcome(State.SENT)

    def close(self):
        pass


def test_who_lost_its_claim_keeps_its_hands_off(settings):
    settings.MAIL_CARRIER = f"{__name__}.Stolen"
    mail = posted()
    outbox.send(mail.pk)
    mail.refresh_from_db()
    assert Stolen.said is False
    assert (mail.state, mail.claimed_by) == (State.WAITING, "other")


class Busy(carriers.Kept):
    def carry(self, mail, hand_over):
        return carriers.Outcome(State.WAITING, "450 busy")


def test_pauses_grow_and_in_the_end_it_failed(settings):
    settings.MAIL_CARRIER = f"{__name__}.Busy"
    mail = posted()
    pauses = []
    while mail.state == State.WAITING:
        Mail.objects.update(next_at=timezone.now())
        assert outbox.send_all() == 1
        assert outbox.send_all() == 0  # not before the pause is over
        mail.refresh_from_db()
        pauses.append(mail.next_at - timezone.now())
    assert pauses[:-1] == sorted(pauses[:-1])
    assert (mail.state, mail.attempts) == (State.FAILED, len(outbox.PAUSES) + 1)
    assert outbox.send_again(mail.pk)
    assert not outbox.send_again(mail.pk)


def test_what_a_worker_left_while_handing_over_is_for_the_desk(mailoutbox):
    mail = posted()
    past = timezone.now() - timedelta(seconds=1)
    held = Mail.objects.filter(pk=mail.pk)
    held.update(state=State.HANDING, claimed_by="gone", claimed_until=past)
    assert tasks.send_waiting() == 0
    mail.refresh_from_db()
    assert mail.state == State.UNSURE
    assert mailoutbox == []


def test_a_slow_worker_that_comes_through_after_all_is_believed():
    mail = posted()
    held = Mail.objects.filter(pk=mail.pk)
    held.update(state=State.UNSURE, claimed_by="slow")
    outbox._settle(mail, "slow", carriers.Outcome(State.SENT))
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_a_demo_keeps_its_mail(settings):
    settings.MAIL_CARRIER = "naober.foundation.notifications.carriers.Kept"
    mail = posted()
    outbox.send_all()
    mail.refresh_from_db()
    assert (mail.state, mail.text) == (State.KEPT, "Dag\n")
    assert django_mail.outbox == []


def test_mails_of_libraries_take_the_same_way():
    made = EmailMultiAlternatives(
        "Nieuw wachtwoord", "Kies het", to=["a@x.example"], bcc=["b@x.example"]
    )
    made.attach_alternative("<p>Kies het</p>", "text/html")
    assert OutboxBackend().send_messages([made, EmailMultiAlternatives("leeg", "x")]) == 1
    assert sorted(Mail.objects.values_list("email", flat=True)) == ["a@x.example", "b@x.example"]
    assert Mail.objects.first().html == "<p>Kies het</p>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Dag\r\nBcc: x@y.example", "Dag Bcc: x@y.example"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("een\x00twee\u2028drie\u2066vier", "een tweedrievier".replace("ed", "e d")),
        ("  veel   ruimte \t hier ", "veel ruimte hier"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_a_subject_is_one_honest_line(given, expected):
    assert message.one_line(given, 200) == expected
    assert posted(subject=given).subject == expected


def test_a_text_hides_nothing():
    assert (
        message.plain("een\r\ntwee\x00\x1b[2J\u202e drie\u2029vier") == "een\ntwee[2J drie\nvier\n"
    )


def test_the_database_refuses_nonsense():
    posted()
    for change in [
        {"state": "gone"},
        {"key": ""},
        {"state": State.SENT},
        {"sent_at": timezone.now()},
        {"state": State.HANDING},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Mail.objects.update(**change)


def test_what_is_long_over_is_forgotten():
    person = get_user_model().objects.create_user("a@x.example")
    services.make_link(purpose="p", person=person, email="a@x.example", target="1")
    long_ago = timezone.now() - timedelta(days=1000)
    Link.objects.update(expires_at=long_ago)
    Told.objects.create(person=person, key="old", at=long_ago)
    Told.objects.create(person=person, key="new")
    posted()
    Mail.objects.update(state=State.FAILED, created_at=long_ago)
    posted("arrived")
    tasks.send_waiting()
    Mail.objects.filter(key="arrived").update(created_at=long_ago)
    services.forget_old()
    arrived = Mail.objects.get(key="arrived")
    assert (arrived.email, arrived.name, arrived.subject) == ("", "", "")
    assert posted("arrived") is None
    assert not Link.objects.exists()
    assert [told.key for told in Told.objects.all()] == ["new"]
    assert Mail.objects.get(key="k").text == ""


class Broken(carriers.Kept):
    """Something that nobody thought of, before or after the moment of no return."""

    after = False

    def carry(self, mail, hand_over):
        if mail.key == "bad":
            if self.after:
                hand_over()
            raise LookupError
        return super().carry(mail, hand_over)


@pytest.mark.parametrize(("after", "state"), [(False, State.WAITING), (True, State.UNSURE)])
def test_an_error_in_one_does_not_stop_the_others(settings, monkeypatch, caplog, after, state):
    settings.MAIL_CARRIER = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "after", after)
    posted("bad")
    posted("good")
    assert outbox.send_all() == 2
    assert dict(Mail.objects.values_list("key", "state")) == {"bad": state, "good": State.KEPT}
    assert "LookupError" in caplog.text
