"""Amounts in sentences: with the sign where the game is in money, bare where nobody knows."""

from fractions import Fraction

import pytest

from naober.engines import costsharing
from naober.engines.costsharing import Rule, Sense
from naober.files.share_reasons import Words

NAMES = ["Noord", "Zuid"]


def sentences(values, language, *, in_euros):
    """Each share, the objections and the verdict, of equal parts of a cost."""
    game = costsharing.game_of_values(NAMES, values, Sense.COST)
    found = costsharing.solve(game, [Rule.EQUAL, Rule.SHAPLEY])
    equal = found[Rule.EQUAL]
    words = Words(
        game.sense, dict(zip(game.players, game.alone(), strict=True)), language, in_euros=in_euros
    )
    told = [words.share(equal, name) for name in NAMES]
    return [*told, *(words.objection(one) for one in equal.objections(found)), words.verdict(equal)]


@pytest.mark.parametrize(
    ("language", "amounts"),
    [
        ("nl", ["€\u00a012.345,67", "€\u00a07.654,33", "€\u00a020.000"]),
        ("en", ["€\u00a012,345.67", "€\u00a07,654.33", "€\u00a020,000"]),
    ],
)
def test_money_has_its_sign_and_never_breaks(language, amounts):
    told = sentences([0, 20_000, 30_000, 24_691.34], language, in_euros=True)
    share, less, alone = amounts
    assert share in told[0]
    assert less in told[0]
    assert alone in told[0]
    text = " ".join(told)
    signs = text.count("€\u00a0")
    bare = " ".join(sentences([0, 20_000, 30_000, 24_691.34], language, in_euros=False))
    assert text.replace("€\u00a0", "") == bare
    assert signs == sum(word[:1].isdigit() for word in bare.replace("(", "").split())


def test_less_than_a_euro_is_whole_cents_and_a_minus_stands_in_front():
    words = Words(Sense.COST, {"Noord": Fraction(1, 3)}, "nl", in_euros=True)
    division = costsharing.solve(
        costsharing.game_of_values(["Noord"], [0, -5], Sense.COST), [Rule.EQUAL]
    )[Rule.EQUAL]
    said = words.share(division, "Noord")
    assert "betaalt −€\u00a05:" in said
    assert "(€\u00a00,33)" in said


def test_a_bare_table_has_no_sign():
    assert "€" not in " ".join(sentences([0, 20, 30, 24], "nl", in_euros=False))
