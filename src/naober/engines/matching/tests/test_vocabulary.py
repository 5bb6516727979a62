import csv
from importlib.resources import files

import pytest

from naober.engines.matching.titles import Features
from naober.engines.matching.vocabulary import phrase_key, titles

FOLDER = files("naober.lexicon") / "data" / "titles"


def rows(name):
    return list(csv.DictReader((FOLDER / name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", ["roles.csv", "domains.csv", "titles.csv"])
def test_groups_have_unique_ids_and_words_that_occur_once(name):
    ids = [row["id"] for row in rows(name)]
    assert len(set(ids)) == len(ids)
    for row in rows(name):
        words = [phrase_key(word) for word in row["words"].split("|")]
        assert all(words), row["id"]
        assert len(set(words)) == len(words), (row["id"], row["words"])


def test_weights_lie_between_0_and_1_and_stand_once():
    words = [phrase_key(row["word"]) for row in rows("generic.csv")]
    assert len(set(words)) == len(words), sorted({w for w in words if words.count(w) > 1})
    assert all(0 <= weight <= 1 for weight in titles().weights.values())


def test_the_vocabulary_is_broad():
    assert len(titles().classes) > 5_000


def test_paraphrases_use_the_usual_word():
    features = Features([])
    assert "timmerman" in features.paraphrases("schrijnwerker")
    assert all(p != "lasser" for p in features.paraphrases("lasser"))
    assert features.paraphrases("") == ()
