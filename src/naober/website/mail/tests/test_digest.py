"""The digest: only what is new, one a day, at its hour, and made up for after a standstill."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language
from django_q.models import OrmQ, Schedule

from naober.foundation.members.models import User
from naober.foundation.members.tests.factories import UserFactory
from naober.foundation.notifications import links
from naober.foundation.notifications.digests import Item
from naober.foundation.notifications.models import Link, Mail, Run, Told
from naober.website.mail import digest
from naober.website.worker import housekeeping, schedules

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 28)
NEWS: dict[str, list[Item]] = {}


@pytest.fixture(autouse=True)
def _parts(monkeypatch):
    """What is told is the test's own."""
    NEWS.clear()
    monkeypatch.setattr(digest, "PARTS", [lambda user: NEWS.get(user.email, [])])


def at(day, hour=7, minute=5):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def person(email="anna@buur.example", rhythm="daily", news=("match:1",), **fields):
    NEWS[email] = [Item(key, f"Nieuw: {key}", f"/x/{key}/") for key in news]
    return UserFactory(email=email, digest=rhythm, name="Anna", **fields)


def subjects():
    return list(Mail.objects.order_by("pk").values_list("email", "subject"))


def started():
    """This installation runs for a while already."""
    Run.objects.create(name="digests:daily:2026-11-20", finished_at=timezone.now())


def test_nothing_new_no_mail():
    anna = person(news=())
    assert not digest.send(anna, MONDAY)
    NEWS[anna.email] = [Item("a", "Nieuw", "/x/")]
    assert digest.send(anna, MONDAY)
    assert not digest.send(anna, TUESDAY)
    assert Mail.objects.count() == 1


def test_new_is_told_once_and_what_waits_stands_in_every_mail_that_goes():
    anna = person(news=())
    waits = Item(
        "ask:1", "Zeg ja of nee", "/y/", "waiting", acts=(("Antwoord", "digest.stop", "1"),)
    )
    NEWS[anna.email] = [Item("a", "Eerste", "/x/"), waits]
    digest.send(anna, MONDAY)
    assert not digest.send(anna, TUESDAY)  # it waits still, but that was told
    NEWS[anna.email] = [Item("a", "Eerste", "/x/"), Item("b", "Tweede", "/z/"), waits]
    digest.send(anna, date(2026, 11, 25))
    first, second = Mail.objects.order_by("pk")
    assert first.subject == second.subject == "Naober: 1 wacht op u, 1 nieuw"
    assert "Eerste" in first.text
    assert "Eerste" not in second.text
    assert "Tweede" in second.text
    assert "Zeg ja of nee" in second.text
    assert "http://testserver/z/" in second.text


def test_the_link_of_a_line_is_its_own():
    """Lines are told in another order than they are given."""
    anna = person(news=())

    def line(name, kind):
        return Item(
            name, f"Regel {name}", "/y/", kind, acts=((f"Doe {name}", "digest.stop", name),)
        )

    NEWS[anna.email] = [
        line("a", "new"),
        line("b", "waiting"),
        line("c", "new"),
        line("d", "waiting"),
    ]
    digest.send(anna, MONDAY)
    text = Mail.objects.get().text
    for name in "abcd":
        address = text.split(f"Doe {name}:\n")[1].split()[0]
        found = links.find(address.split("/")[-2])
        assert found
        assert found.target == name


def test_each_act_has_a_link_of_its_own_made_only_for_a_mail_that_goes():
    anna = person(news=())
    act = ("Antwoord", "digest.stop", "the target")
    NEWS[anna.email] = [
        Item(str(n), f"Vraag {n}", "/y/", "waiting", acts=(act, act)) for n in (1, 2)
    ]
    digest.send(anna, MONDAY)
    digest.send(anna, MONDAY)
    digest.send(anna, TUESDAY)
    [mail] = Mail.objects.all()
    assert Link.objects.filter(target="the target").count() == 4
    assert mail.text.count("http://testserver/doen/") == 5  # and one to stop
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_mail_a_person_a_day_whatever_happens():
    anna = person()
    assert digest.send(anna, MONDAY)
    NEWS[anna.email] = [Item("other", "Anders", "/x/")]
    assert not digest.send(anna, MONDAY)
    assert not digest._post(anna, f"digest:{anna.pk}:{MONDAY}", NEWS[anna.email], [])
    assert not Told.objects.filter(key="other").exists()  # so it is told the next time
    assert Link.objects.count() == 1
    assert digest.send(anna, TUESDAY)


def test_in_the_language_of_the_person():
    heard = []
    anna = person(language="en")
    digest.PARTS.append(lambda user: heard.append(get_language()) or [])
    digest.send(anna, MONDAY)
    mail = Mail.objects.get()
    assert mail.subject == "Naober: 1 new"
    assert "Good morning Anna," in mail.text
    assert heard == ["en"]


def test_many_lines_are_cut_with_the_number_that_is_left():
    anna = person(news=[f"k{n}" for n in range(25)])
    digest.send(anna, MONDAY)
    mail = Mail.objects.get()
    assert "En nog 15 op de site." in mail.text
    assert Told.objects.count() == 25


def test_what_people_typed_stays_one_line_and_links_nowhere():
    anna = person(news=())
    typed = "Hout\n\nKlik hier:\nhttps://evil.example/\n\nInloggen\n------\n<script>"
    NEWS[anna.email] = [Item("a", typed, "https://evil.example/x")]
    digest.send(anna, MONDAY)
    html = Mail.objects.get().html
    assert 'href="https://evil.example' not in html
    assert "<script>" not in html
    assert html.count("<h2") == 2


# --- when ---


@pytest.mark.parametrize(
    ("rhythm", "moments", "mails"),
    [
        ("daily", [at(MONDAY, 6, 59)], 0),
        ("daily", [at(MONDAY), at(MONDAY, 7, 20), at(MONDAY, 18)], 1),
        ("daily", [at(MONDAY), at(TUESDAY)], 2),
        ("daily", [at(SATURDAY)], 0),
        ("weekly", [at(MONDAY), at(TUESDAY), at(SATURDAY)], 1),
        ("weekly", [at(TUESDAY, 15), at(date(2026, 11, 25))], 1),  # the worker was down on Monday
        ("weekly", [at(MONDAY), at(date(2026, 11, 30))], 2),
        ("never", [at(MONDAY), at(TUESDAY)], 0),
    ],
)
def test_when_it_goes(rhythm, moments, mails):
    started()
    anna = person(rhythm=rhythm)
    for number, moment in enumerate(moments):
        NEWS[anna.email] = [Item(f"news:{number}", "Nieuw", "/x/")]
        digest.tick(moment)
    assert Mail.objects.count() == mails


def test_the_hour_is_that_of_the_region_in_summer_too():
    started()
    person()
    summer = datetime.fromisoformat("2026-07-06T05:01:00+00:00")
    assert digest.tick(summer - timedelta(minutes=2)) == 0
    assert digest.tick(summer) == 1


def test_a_new_installation_starts_with_the_next_one():
    person()
    assert digest.tick(at(TUESDAY)) == 0
    assert digest.tick(at(TUESDAY, 8)) == 0
    assert digest.tick(at(date(2026, 11, 25))) == 1


def test_a_run_that_was_killed_goes_on_where_it_was(monkeypatch):
    started()
    people = [person(f"p{n}@buur.example") for n in range(4)]
    real, seen = digest.send, []

    class KilledError(BaseException):
        pass

    def send(user, day):
        if user == people[2] and len(seen) == 2:
            seen.append("killed")
            raise KilledError
        seen.append(user)
        return real(user, day)

    monkeypatch.setattr(digest, "send", send)
    with pytest.raises(KilledError):
        digest.tick(at(MONDAY))
    assert digest.tick(at(MONDAY, 7, 20)) == 2
    assert seen == [*people[:2], "killed", *people[2:]]
    assert digest.tick(at(MONDAY, 7, 40)) == 0
    assert Mail.objects.count() == 4


def test_a_long_run_goes_on_in_another_task(monkeypatch):
    """A task that takes too long is ended by the worker."""
    started()
    for number in range(3):
        person(f"p{number}@buur.example")
    monkeypatch.setattr(digest, "ONE_TASK", 0.0)
    assert digest.tick(at(MONDAY)) == 1
    assert OrmQ.objects.count() == 1
    assert digest.tick(at(MONDAY)) == 1
    monkeypatch.setattr(digest, "ONE_TASK", 60.0)
    assert digest.tick(at(MONDAY)) == 1
    assert OrmQ.objects.count() == 2


def test_one_persons_trouble_is_not_everybodys(monkeypatch, caplog):
    bad, good = person("bad@buur.example"), person("good@buur.example")

    def trouble(user):
        if user == bad:
            raise LookupError
        return []

    digest.PARTS.append(trouble)
    assert digest.send_now() == 1
    assert [email for email, _ in subjects()] == [good.email]
    assert "LookupError" in caplog.text


def test_the_command(capsys):
    person(rhythm="weekly")
    person("left@buur.example", is_active=False)
    call_command("send_digests", "--now")
    call_command("send_digests", "--now")
    assert Mail.objects.count() == 1
    call_command("send_digests")
    assert "0 digests" in capsys.readouterr().out.splitlines()[-1]


# --- to stop ---


def unsubscribe_address(mail):
    return mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")


def test_one_click_in_the_mail_program_stops_it():
    anna = person()
    digest.send(anna, MONDAY)
    client = Client(enforce_csrf_checks=True)
    address = unsubscribe_address(Mail.objects.get())
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    anna.refresh_from_db()
    assert anna.digest == "never"


def test_the_link_in_the_mail_asks_first(client):
    anna = person()
    digest.send(anna, MONDAY)
    [link] = [line for line in Mail.objects.get().text.split() if "/doen/" in line]
    page = link.removeprefix("http://testserver")
    assert "Hoe vaak" in client.get(page).text or "hoe vaak" in client.get(page).text
    anna.refresh_from_db()
    assert anna.digest == "daily"
    client.post(page, {"choice": "weekly"})
    anna.refresh_from_db()
    assert anna.digest == "weekly"


def test_the_rhythm_is_chosen_among_ones_details(client):
    anna = person()
    client.force_login(anna)
    page = client.get("/mijn-gegevens/")
    form = page.context["form"]
    values = {
        name: form.get_initial_for_field(form.fields[name], name) or "" for name in form.fields
    }
    client.post("/mijn-gegevens/", {**values, "digest": "never"})
    assert User.objects.get(pk=anna.pk).digest == "never"


# --- the clock ---


def test_every_migration_makes_the_schedules():
    Schedule.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert Schedule.objects.filter(name__startswith="naober: ").count() == 5


def test_schedules_are_made_once_and_mended():
    schedules.ensure()
    Schedule.objects.filter(name="naober: digests").update(minutes=999)
    Schedule.objects.create(name="naober: gone", func="naober.gone")
    Schedule.objects.create(name="somebody's own", func="naober.own")
    next_run = Schedule.objects.get(name="naober: housekeeping").next_run
    schedules.ensure()
    assert sorted(Schedule.objects.values_list("name", flat=True)) == [
        "naober: digests",
        "naober: housekeeping",
        "naober: pledges that close",
        "naober: rounds that close",
        "naober: send what waits",
        "somebody's own",
    ]
    assert Schedule.objects.get(name="naober: digests").minutes == 15
    night = Schedule.objects.get(name="naober: housekeeping")
    assert night.next_run == next_run
    assert timezone.localtime(night.next_run).time() == schedules.NIGHT


def test_what_schedules_call_is_there():
    from django.utils.module_loading import import_string

    schedules.ensure()
    for schedule in Schedule.objects.filter(name__startswith="naober: "):
        assert callable(import_string(schedule.func))


def test_housekeeping_goes_on_after_a_failure(monkeypatch, caplog):
    done = []

    def broken():
        raise LookupError

    monkeypatch.setattr(housekeeping, "TASKS", [broken, lambda: done.append(1)])
    assert housekeeping.tidy_up() == 2
    assert done == [1]
    assert "broken" in caplog.text


@pytest.mark.slow
def test_a_thousand_people_in_one_go(django_assert_max_num_queries):
    """Six queries for a mail, three for who has none, whatever a feature asks beside."""
    people = UserFactory.build_batch(1000)
    User.objects.bulk_create(people)
    NEWS.update({user.email: [Item("a", "Nieuw", "/x/")] for user in people[:500]})
    with django_assert_max_num_queries(500 * 9 + 500 * 2 + 10):
        assert digest.send_now() == 500
