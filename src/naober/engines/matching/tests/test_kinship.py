import pytest

from naober.engines.matching.knowledge import knowledge_of
from naober.engines.matching.result import ReasonCode
from naober.engines.matching.tests.small import KINSHIPS, LEXICON

PAIRS = [
    ("pp", "pp", ReasonCode.SAME_CONCEPT),
    ("pp-regrind", "pp", ReasonCode.NARROWER),
    ("pp", "pp-regrind", ReasonCode.BROADER),
    ("spent-grain", "animal-feed", ReasonCode.SERVES_AS),
    ("spent-grain", "feed", ReasonCode.SERVES_AS),  # who seeks feed seeks animal feed too
    ("spent-grain", "cattle-feed", ReasonCode.SERVES_AS),
    ("sweet-whey", "whey-protein", ReasonCode.CAN_BE_MADE_FROM),  # kinds of a stock are stock
    ("whey", "protein-source", ReasonCode.CAN_BE_MADE_FROM),  # kinds of the product count
    ("sand", "pastry-baker", ReasonCode.NEEDED_FOR),
    ("miller", "turner", ReasonCode.RELATED),
]


@pytest.mark.parametrize(("offer", "need", "code"), PAIRS)
def test_each_way_of_being_kin_is_found(offer, need, code):
    kin = KINSHIPS.between(offer, need)
    assert kin is not None
    assert (kin.code, kin.offer, kin.need) == (code, offer, need)
    assert 0 < kin.strength <= 1


@pytest.mark.parametrize(
    ("offer", "need"),
    [
        ("animal-feed", "spent-grain"),  # a link has a direction
        ("miller", "baker"),  # only "staff" is common
        ("pp", "steam"),
        ("sand", "rubber"),
        ("no-such-concept", "pp"),
        ("no-such-concept", "no-such-concept"),
    ],
)
def test_strangers_are_not_kin(offer, need):
    assert KINSHIPS.between(offer, need) is None


def test_a_condition_on_a_link_comes_along():
    kin = KINSHIPS.between("bark", "biomass")
    assert (kin.condition_nl, kin.condition_en) == ("mits droog", "if dry")


def test_a_use_of_the_same_family_is_kept_as_the_step_between():
    kin = KINSHIPS.between("spent-grain", "protein-source")
    assert (kin.code, kin.via, kin.common) == (ReasonCode.SERVES_AS, "animal-feed", "feed")


def test_the_nearer_the_stronger():
    strengths = [
        KINSHIPS.between(*pair).strength
        for pair in [
            ("pp", "pp"),
            ("pp-regrind", "pp"),
            ("pp", "pp-regrind"),
            ("pp-regrind", "pe-regrind"),
        ]
    ]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[-1] < 0.3


def test_a_concept_that_everything_is_a_kind_of_says_little():
    assert KINSHIPS.information("staff") < KINSHIPS.information("operator") < 1
    assert KINSHIPS.information("pastry-baker") == 1
    named = KINSHIPS.between("miller", "miller").strength
    anybody = KINSHIPS.between("staff", "staff").strength
    assert anybody < named == 1


def test_a_concept_gives_way_to_a_kind_of_it_in_the_same_listing():
    assert KINSHIPS.telling(("staff", "pastry-baker", "nonsense")) == ("pastry-baker",)
    assert KINSHIPS.telling(("pp", "pe", "pp")) == ("pp", "pe")


def test_the_answers_about_a_lexicon_are_kept():
    assert knowledge_of(LEXICON) is knowledge_of(LEXICON)
