"""The check of the translations finds what it is there for."""

from babel.messages.catalog import Catalog
from scripts.check_translations import clashes


def _catalog(dutch: str, context: str | None = None) -> Catalog:
    catalog = Catalog(locale="nl")
    catalog.add("left", dutch, context=context)
    return catalog


def test_one_english_text_has_one_dutch_text():
    found = list(clashes({"desk": _catalog("gelaten"), "members": _catalog("vertrokken")}))
    assert found == [
        "more than one Dutch text for 'left': 'gelaten' in desk, 'vertrokken' in members"
    ]


def test_with_a_context_they_are_two_texts():
    assert not list(
        clashes({"desk": _catalog("gelaten", "proposal"), "members": _catalog("vertrokken")})
    )


def test_the_same_dutch_text_twice_is_fine():
    assert not list(clashes({"desk": _catalog("gelaten"), "members": _catalog("gelaten")}))
