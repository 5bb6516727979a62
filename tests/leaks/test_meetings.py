"""What stands about meetings: nobody reads what is not for them, and everybody what is."""

from collections import defaultdict
from datetime import date

import pytest
from django.urls import reverse

from naober.foundation.members.tests.factories import MembershipFactory
from naober.foundation.notifications.models import Mail
from naober.website.mail import digest
from tests.access.cast import make_cast
from tests.leaks import crawl
from tests.leaks.meetings import add_meetings
from tests.leaks.worlds import STEP

pytestmark = pytest.mark.django_db
BESIDE = ("home", "meetings:list", "focus:agenda", "focus:actions")


def test_each_word_is_read_by_whom_it_is_for_and_by_nobody_else():
    cast = make_cast()
    cast.people["bystander"] = MembershipFactory().user
    told = add_meetings(cast)
    urls = dict.fromkeys([*told.urls, *(reverse(name) for name in BESIDE)])
    readers = defaultdict(set)
    for person in STEP:
        user = cast.people[person]
        client = crawl.client_of(user)
        texts = [crawl.read(client, url) for url in urls]
        if user:
            digest.send(user, date(2026, 12, 7))
            texts += [f"{mail.subject}\n{mail.text}" for mail in Mail.objects.filter(person=user)]
        for word in told.readers:
            if any(crawl.stands_in(word, text) for text in texts):
                readers[word].add(person)
    assert dict(readers) == told.readers
