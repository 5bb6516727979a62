"""As the company would say it, where that is plain."""

import pytest

from naober.engines.understanding.notes import in_their_voice


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("Zij houden 3 ton per week over", "Wij houden 3 ton per week over"),
        ("Ze zoeken flessenglas", "Wij zoeken flessenglas"),
        ("zoeken een lasser", "Wij zoeken een lasser"),
        ("Houdt beukensnippers over", "Wij houden beukensnippers over"),
        ("Roelie zoekt een lasser", "Wij zoeken een lasser"),
        ("Wouwoud heeft kratten over", "Wij hebben kratten over"),
        ("Ze hebben stoom, en ze zoeken klei", "Wij hebben stoom, en wij zoeken klei"),
        ("en zoeken 2 heftruckchauffeurs", "Wij zoeken 2 heftruckchauffeurs"),
        ("Ook houden zij stoom over", "Wij houden stoom over"),
        ("en zij zoeken opslag", "Wij zoeken opslag"),
        ("They have 3 tons of steam", "We have 3 tons of steam"),
    ],
)
def test_plain(noted, said):
    assert in_their_voice(noted, ["Wouwoud Post", "Roelie Vuurkolk"]) == said


@pytest.mark.parametrize(
    "noted",
    [
        "Wij zoeken klei",
        "Ze willen hun digestaat kwijt",
        "Digestaat heeft een hoge waarde",
        "Heeft iemand pallets?",
        "Hebben ze pallets?",
        "Bostel gaat naar een veehouder",
        "Harm zoekt klei voor zijn oven",
        "",
    ],
)
def test_not_plain_stays_as_it_was(noted):
    assert in_their_voice(noted) == noted
