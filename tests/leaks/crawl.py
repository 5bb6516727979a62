"""Everything that one person can read: pages, API, files, search, errors and mails."""

import io
import re
import zipfile
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from naober.foundation.members.models import User
from naober.foundation.notifications.models import Mail
from naober.website.desk.exporting import TABLES
from tests.access.cast import nothing
from tests.leaks.worlds import Secret, World
from tests.test_who_may_open_what import PAGES

TOKEN = re.compile(r'(csrfmiddlewaretoken" value|csrf-token" content|name="once" value)="[^"]+"')
WORDS = ("houtsnippers", "karton", "Hoogeveen")
ABOUT_A_LISTING = (
    "exchange:listing",
    "exchange:edit",
    "exchange:seen",
    "exchange:listing-guests",
    "exchange:changes",
    "api-1:get_listing",
)
ABOUT_A_COMPANY = (
    "members:company",
    "members:company-edit",
    "members:company-people",
    "company-export",
    "journal",
    "exchange:on-behalf",
    "desk:company",
)
ELSEWHERE = ("account_", "mfa_", "socialaccount", "session", "second-step", "choose-")


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def standing_pages() -> list[str]:
    """Of the table of who may open what: all that need no row, but those of signing in."""
    names = {name for name, arguments, _expected in PAGES if arguments is nothing}
    return sorted(reverse(name) for name in names if not name.startswith(ELSEWHERE))


def pages_about(secret: Secret) -> list[str]:
    listing = [reverse(name, args=[secret.listing.pk]) for name in ABOUT_A_LISTING]
    company = [reverse(name, args=[secret.listing.company_id]) for name in ABOUT_A_COMPANY]
    return listing + company


def searches() -> list[str]:
    return [f"{reverse('search')}?q={word}" for word in WORDS]


def read(client: Client, url: str) -> str:
    """What stands there as text; tokens differ each time and say nothing."""
    answer = client.get(url)
    assert answer.status_code != 500, url
    return TOKEN.sub("", text_of(answer))


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"%PDF"):  # made of the same as its page, which is read too
        return "PDF"
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        names = [name for name in workbook.namelist() if "docProps" not in name]
        return "\n".join(workbook.read(name).decode() for name in sorted(names))


def all_that(person: str, world: World) -> Iterator[tuple[str, str]]:
    """Each address with what this person reads there, and each mail to them."""
    user = world.cast.people[person]
    client = client_of(user)
    urls = standing_pages() + searches()
    for secret in world.secrets:
        urls += pages_about(secret)
    for dealing in world.dealings:
        urls += dealing.urls
    for url in dict.fromkeys(urls):
        yield url, read(client, url)
    if user and user.is_desk:
        yield "export", text_of(client.post(reverse("desk:export"), {"sheets": list(TABLES)}))
    for mail in Mail.objects.filter(person=user) if user else []:
        yield f"mail {mail.key}", f"{mail.subject}\n{mail.text}\n{mail.html}"


def stands_in(secret: str, text: str) -> bool:
    """A number counts when it stands alone: with its thousands apart, in tonnes, or bare."""
    if not secret.startswith("#"):
        return secret.lower() in text.lower()
    number = int(secret[1:])
    tonnes = f"{number // 1000}[.,]{number % 1000:03}"
    pattern = rf"(?<![\w.,]){number}(?:[.,]0+)?(?!\w)|(?<![\w.,]){tonnes}(?!\w)"
    return bool(re.search(pattern, text))
