"""What stands in a hidden listing changes nothing of what others find."""

import pytest

from naober.features.exchange import selectors, word_index
from naober.features.exchange.tests.factories import company_with_person, say

pytestmark = pytest.mark.django_db


def test_words_of_a_hidden_listing_push_out_no_word_of_an_open_one(monkeypatch):
    """Whoever fills a look-up to the brim with own words would see one fall off."""
    monkeypatch.setattr(word_index, "FEW_FORMS", 3)
    _company, person = company_with_person()
    mine = say(_company, "Wij zoeken geheimprijsb geheimprijsc geheimprijsz")
    other, _owner = company_with_person()
    for audience in ("own", "members"):
        say(other, "Wij zoeken geheimprijsa1 geheimprijsa2", audience=audience, who="own")
        found = selectors.search_listings(person, "geheimprijs")
        assert set(found.values_list("pk", flat=True)) == {mine.pk}
        [one] = selectors.search_listings(person, "geheimprijsz")
        assert one.pk == mine.pk
    assert not selectors.search_listings(person, "geheimprijsa").exists()
