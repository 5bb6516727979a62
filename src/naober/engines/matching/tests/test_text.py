from hypothesis import given
from hypothesis import strategies as st

from naober.engines.matching.forms import root_of
from naober.engines.matching.text import Scorer
from naober.lexicon import Lexicon
from naober.lexicon.model import Concept, Dimension, Kind, Place, Unit

LEXICON = Lexicon(
    concepts={
        id: Concept(id, Kind.PRODUCT, name, name)
        for id, name in (("pallet", "pallet"), ("wood", "hout"), ("steam", "stoom"))
    },
    links=(),
    units={"t": Unit("t", Dimension.MASS, 1.0, 0.0, "t", ("ton",))},
    places=(Place("Emmen", 52.79, 6.9),),
    activities={},
)
SCORER = Scorer(LEXICON)
WORDS = (
    "stoom lasser lasster gezocht 8 bar ton PE-folie houtpallets pallet warm water Emmen — 🙂 of"
    " koelwater heftruckchauffeur per week the boiler"
)
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)


def score(first, second):
    return SCORER.similarity(first, second).score


def test_gender_and_the_name_of_the_work_have_one_root():
    for group in (
        ("verkoper", "verkoopster", "verkoop"),
        ("operator", "operatrice", "operateur"),
        ("inspecteur", "inspectrice", "inspectie"),
        ("lasser", "lassen", "las"),
    ):
        assert len({root_of(word) for word in group}) == 1, group


def test_intent_numbers_units_and_places_do_not_count():
    assert score("Gezocht: houten pallets, 20 ton per week, Emmen", "pallets van hout") > 0.6
    assert score("20 ton gezocht in Emmen", "20 ton gezocht in Emmen") == 0.0


def test_a_compound_meets_its_parts():
    assert score("houtpallets", "pallets van hout") > score("houtpallets", "pallets van staal") > 0


def test_another_word_for_the_same_role_counts_without_shared_letters():
    assert score("magazijnier gezocht", "orderpicker beschikbaar") > 0.15
    assert score("magazijnier gezocht", "vulkaniseerpers beschikbaar") < 0.05


def test_shared_words_are_told():
    assert SCORER.similarity("lassers en pompen", "een pomp lassen").words == ("lassers", "pompen")


@given(TEXTS, TEXTS)
def test_similarity_is_symmetric_and_between_0_and_1(first, second):
    there, back = score(first, second), score(second, first)
    assert abs(there - back) < 1e-12
    assert 0.0 <= there <= 1.0


@given(TEXTS)
def test_a_text_with_content_is_most_like_itself(text):
    expected = 1.0 if SCORER.content_words(text) else 0.0
    assert abs(score(text, text) - expected) < 1e-9


@given(TEXTS, TEXTS, st.text(max_size=50))
def test_other_texts_never_change_a_score(first, second, other):
    before = score(first, second)
    SCORER.prepare(other)
    assert Scorer(LEXICON).similarity(first, second).score == before


def test_a_megabyte_of_text_is_cut():
    assert 0.0 < score("stoomketel " * 100_000, "stoomketel") <= 1.0
