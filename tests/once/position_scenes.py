"""The steps in positions of which each has to happen once."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from naober.features.positions.services.signing import PURPOSE, target_of
from naober.features.positions.tests import factories
from naober.foundation.members.tests.factories import CompanyFactory
from naober.foundation.notifications.services import make_link
from tests.once.acts import Act, fresh_number

LATER = f"{timezone.localdate() + timedelta(days=9):%Y-%m-%d}"


def text_begun() -> Act:
    desk, path = factories.desk(), reverse("positions:new")
    data = {"title": "Netcapaciteit", "text": factories.TEXT, "addressee": "Provincie"}
    return Act(path, data | {"once": fresh_number(path, desk)}, desk)


def remark_made() -> Act:
    """The form stands on the page of its paragraph."""
    company = CompanyFactory()
    person = factories.person_of(company)
    paragraph = factories.for_comment().paragraphs.first()
    path = reverse("positions:paragraph", args=[paragraph.pk])
    data = {"text": "Dit mag korter", "who": "members", "company": company.pk}
    return Act(path, data | {"once": fresh_number(path, person)}, person)


def asked_for_comments() -> Act:
    made = factories.draft()
    return Act(reverse("positions:share", args=[made.pk]), {"until": LATER}, factories.desk())


def asked_to_sign() -> Act:
    made = factories.for_comment()
    return Act(reverse("positions:ask", args=[made.pk]), {"until": LATER}, factories.desk())


def signed() -> Act:
    made = factories.to_sign()
    person = factories.person_of(CompanyFactory())
    company = person.memberships.get().company
    path = reverse("positions:sign", args=[made.pk])
    return Act(path, {"company": company.pk, "minority": "Met een kanttekening"}, person)


def signed_by_link() -> Act:
    made, company = factories.to_sign(), CompanyFactory()
    person = factories.person_of(company)
    target = target_of(made, company)
    link = make_link(purpose=PURPOSE, person=person, email=person.email, target=target)
    return Act(link.removeprefix("http://testserver"), {"choice": "yes"})


def sent() -> Act:
    desk = factories.desk()
    made = factories.signed(CompanyFactory())
    path = reverse("positions:send", args=[made.pk])
    data = {"addressee": "Provincie", "day": f"{timezone.localdate():%Y-%m-%d}", "how": "mail"}
    return Act(path, data | {"once": fresh_number(path, desk)}, desk)


POSITIONS = (
    text_begun,
    remark_made,
    asked_for_comments,
    asked_to_sign,
    signed,
    signed_by_link,
    sent,
)
