import pytest

from naober.engines.matching.neighbours import NeighbourCode, NeighbourReason
from naober.files.neighbour_reasons import describe_neighbour
from naober.lexicon import load

VALUES = {
    "giver": "brewery",
    "concept": "spent-grain",
    "receiver": "dairy-farm",
    "activity": "dairy-farm",
    "offer": "whey",
    "text": "spent grain",
    "use_nl": "als veevoer",
    "use_en": "as feed",
}


@pytest.mark.parametrize("code", NeighbourCode)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_has_words(code: NeighbourCode, language: str) -> None:
    said = describe_neighbour(NeighbourReason(code, tuple(VALUES.items())), load(), language)
    assert said
    assert not set("{}") & set(said)
    assert "dairy-farm" not in said


def test_a_precedent_is_told_with_its_use() -> None:
    reason = NeighbourReason(NeighbourCode.PRECEDENT, tuple(VALUES.items()))
    assert "bierbostel" in describe_neighbour(reason, load())
    assert describe_neighbour(reason, load()).endswith("(als veevoer)")
    assert describe_neighbour(reason, load(), "en").endswith("(as feed)")
