"""Whatever is placed for whatever eyes: nobody reads, counts or finds what is not for them."""

from datetime import date
from itertools import product

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from naober.website import digest
from tests.leaks import crawl
from tests.leaks.worlds import GOODS, LADDER, STEP, Wish, World, add_secret, make_world, wishes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
QUIET_ABOUT = ("desk", "board")  # they know every company, so a new one shows in their lists


class UndoneError(Exception):
    """Takes a world away again."""


def leaks_in(world: World) -> list[str]:
    """Person, where, and what stood there that must not."""
    for person in world.cast.people.values():
        if person:
            digest.send(person, date(2026, 11, 30))
    found = []
    for person in STEP:
        hidden = {text for secret in world.secrets for text in secret.hidden_from(person)}
        for where, text in crawl.all_that(person, world):
            found += [f"{person} {where}: {s}" for s in hidden if crawl.stands_in(s, text)]
    return found


@FEW
@given(st.lists(wishes, min_size=5, max_size=7))
def test_no_page_file_search_or_mail_tells_what_is_not_for_its_reader(wanted):
    try:
        with transaction.atomic():
            assert leaks_in(make_world(wanted)) == []
            raise UndoneError
    except UndoneError:
        pass


def test_the_tests_would_see_a_leak():
    """Whoever may read all of it finds the word and the number: the crawl looks in the right
    places, and the oracle does not forbid everything."""
    world = make_world([Wish("houtsnippers", "offer", "public", "public", "public")])
    secret = world.secrets[0]
    texts = [text for _where, text in crawl.all_that("bystander", world)]
    for told in (secret.word, f"#{secret.number}", secret.name):
        assert any(crawl.stands_in(told, text) for text in texts), told
    own = Wish("houtsnippers", "offer", "own", "own", "own")
    assert len(add_secret(world, own, 1).hidden_from("bystander")) == 3


@pytest.mark.parametrize(
    ("number", "text", "there"),
    [
        (61357, "61.357 kg", True),
        (61357, "61,357", True),
        (61357, '"quantity": 61357.0', True),
        (61357, "id 1613571", False),
        (61357, "a61357b", False),
    ],
)
def test_a_number_is_seen_as_it_is_written(number, text, there):
    assert crawl.stands_in(f"#{number}", text) is there


INVISIBLE = [
    (person, level)
    for person, level in product(STEP, LADDER)
    if LADDER.index(level) < LADDER.index(STEP[person]) and person not in QUIET_ABOUT
]


@pytest.mark.parametrize("person", sorted({person for person, _level in INVISIBLE}))
def test_with_and_without_what_is_invisible_everything_reads_the_same(person):
    """Counts, pages, chips, search and map: byte for byte."""
    world = make_world([Wish("karton", "offer", "public", "public", "public")])
    client = crawl.client_of(world.cast.people[person])
    urls = crawl.standing_pages() + crawl.searches() + crawl.pages_about(world.secrets[0])
    before = {url: crawl.read(client, url) for url in urls}
    before = {url: crawl.read(client, url) for url in urls}  # a first look may be written down
    levels = [level for who, level in INVISIBLE if who == person]
    for number, (level, good) in enumerate(product(levels, GOODS[:2]), start=1):
        for direction in ("offer", "need"):
            wish = Wish(good, direction, level, level, level)
            add_secret(world, wish, number * 10 + (direction == "need"))
    assert [url for url in urls if crawl.read(client, url) != before[url]] == []


@pytest.mark.parametrize("person", [name for name in STEP if STEP[name] != "own"])
def test_what_is_not_there_and_what_is_not_for_one_answer_the_same(person):
    """So that nobody learns from an error that something exists."""
    world = make_world([Wish("karton", "offer", "own", "own", "own")])
    client = crawl.client_of(world.cast.people[person])
    secret = world.secrets[0]
    for url in crawl.pages_about(secret)[: len(crawl.ABOUT_A_LISTING)]:
        nowhere = url.replace(str(secret.listing.pk), str(secret.listing.pk + 1))
        hidden, missing = crawl.read(client, url), crawl.read(client, nowhere)
        assert hidden.replace(url, "") == missing.replace(nowhere, ""), url


@pytest.mark.parametrize(
    "person", [name for name in STEP if name not in (*QUIET_ABOUT, "colleague")]
)
def test_a_search_for_the_secret_finds_as_much_as_one_for_nothing(person):
    world = make_world([Wish("karton", "offer", "own", "own", "own")])
    client = crawl.client_of(world.cast.people[person])
    secret = world.secrets[0]
    for told in (secret.word, str(secret.number), secret.name.split()[0]):
        other = "w" * len(told)
        texts = [
            crawl.read(client, f"/zoeken/?q={word}").replace(word, "") for word in (told, other)
        ]
        assert texts[0] == texts[1], told
