import gc
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naober.lexicon import Concept, Kind, load, warm
from naober.lexicon.lookup import NameIndex


def concept(id: str, nl: str, en: str, *synonyms: str) -> Concept:
    return Concept(id, Kind.MATERIAL, nl, en, synonyms_nl=synonyms)


INDEX = NameIndex(
    [
        concept("steam", "stoom", "steam"),
        concept("big-bag", "big bag", "big bag", "FIBC"),
        concept("granulate", "kunststofgranulaat", "plastic granulate"),
        concept("bag", "zak", "bag"),
        concept("polypropylene", "polypropeen", "polypropylene", "PP"),
        concept("pet", "polyetheentereftalaat", "polyethylene terephthalate", "PET"),
        concept("ash", "as", "ash"),
        concept("shaft", "as", "shaft"),
        concept("leather", "leer", "leather"),
        concept("exchanger", "warmtewisselaar", "heat exchanger"),
        concept("eandi", "elektro- en instrumentatiemonteur", "E&I technician", "E&I"),
        concept("tube", "stalen buis", "steel tube"),
        concept("ibc", "IBC", "IBC"),
        concept("steam-bag", "stoomzak", "steam bag"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.concepts[0]) for m in INDEX.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stoom over", [("Stoom", "steam")]),
        ("20 bigbags", [("bigbags", "big-bag")]),
        ("20 BIG-BAGS", [("BIG-BAGS", "big-bag")]),
        ("20 big bags vol", [("big bags", "big-bag")]),
        ("20 bigbag's vol", [("bigbag's", "big-bag")]),
        ("stalenbuizen en stalen buizen", [("stalenbuizen", "tube"), ("stalen buizen", "tube")]),
        ("warmte-wisselaars", [("warmte-wisselaars", "exchanger")]),
        ("E&I nodig", [("E&I", "eandi")]),
        ("E & I nodig", [("E & I", "eandi")]),
        ("IBC's en ibcs", [("IBC's", "ibc"), ("ibcs", "ibc")]),
        ("kunststofgranulaatzakken", [("kunststofgranulaat", "granulate"), ("zakken", "bag")]),
        ("stoomketel", [("stoom", "steam")]),
        ("polyproleen", [("polyproleen", "polypropylene")]),
        ("warmtewiselaar", [("warmtewiselaar", "exchanger")]),
        ("pp, zwart", [("pp", "polypropylene")]),
        ("stoom- en stalenbuizen", [("stoom", "steam"), ("stalenbuizen", "tube")]),
        ("stoom- en gaszakken", [("stoom", "steam-bag"), ("zakken", "bag")]),
        ("big. Bag", [("Bag", "bag")]),
        ("", []),
    ],
)
def test_names_are_found_as_people_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("PET over", ["pet"]),
        ("pet maalgoed", ["pet"]),
        ("de pet op", []),
        ("DE PET OP", []),
        ("we moeten leren blussen", []),
        ("leer over", ["leather"]),
        ("available as from May we are open", []),
        ("as uit de ketel", ["ash"]),
    ],
)
def test_everyday_words_are_no_names(text: str, concepts: list[str]) -> None:
    assert [c for _, c in found(text)] == concepts


def test_an_ambiguous_name_gives_all_its_concepts() -> None:
    (mention,) = INDEX.mentions("as van 40 mm")
    assert mention.concepts == ("ash", "shaft")


def test_what_was_found_by_guessing_says_so() -> None:
    (typo,) = INDEX.mentions("polyproleen")
    modifier, head = INDEX.mentions("kunststofgranulaatzakken")
    assert (typo.exact, typo.part) == (False, "")
    assert (modifier.part, head.part) == ("modifier", "head")
    assert 0 < modifier.score < head.score < 1


@settings(max_examples=200, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["stoom", "Big", "bag", "-", "&", "PET", "as", "\x00", "😀", "ﬁ", "zakken"]
        ),
        max_size=12,
    ).map(" ".join)
)
@example("ﬁlterzakken")
@example("İstoomketel")
def test_mentions_lie_in_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for mention in INDEX.mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.concepts
        assert 0 < mention.score <= 1
        end = mention.end


def test_a_megabyte_of_text_is_read() -> None:
    text = "stoom en wat onbekende woordjes, " * 32_000
    started = time.perf_counter()
    assert len(INDEX.mentions(text)) == 32_000
    assert len(INDEX.mentions("x" * 1_000_000)) == 0
    assert time.perf_counter() - started < 20


def test_every_preferred_name_of_the_packaged_lexicon_finds_its_concept() -> None:
    lexicon = load()
    lost = [c.id for c in lexicon.concepts.values() if c.id not in lexicon.named(c.nl)]
    assert lost == []


def test_every_name_in_a_sentence_is_mentioned() -> None:
    lexicon = load()
    lost = []
    for known in list(lexicon.concepts.values())[::7]:
        mentions = lexicon.mentions(f"Wij zoeken {known.nl} gezocht")
        if not any(known.id in m.concepts for m in mentions):
            lost.append(known.id)
    assert len(lost) <= len(lexicon.concepts) // 7 // 50, lost  # longer names may swallow a few


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("loods leeg", "lead"),
        ("Assen en omgeving", "ash"),
        ("regio Hoogeveen", "peat"),
        ("per as aanvoeren", "ash"),
        ("retourvrachten", "peat"),
        ("polyester", "dbe-ester"),
        ("bacteriën in het water", "battery"),
        ("goedkoper dan nu", "copper"),
        ("wij gaan aan de slag", "slag"),
        ("schone stromen", "electricity"),
        ("our scales", "mill-scale"),
        ("bloembollen", "flour"),
        ("een rapport", "reclaimed-asphalt"),
        ("aansluiting op het net", "plastic-net"),
        ("we lead the group", "lead"),
        ("the lead time is long", "lead"),
        ("de reden is", "reed"),
        ("goedgekeurd en vermist", "digestion-service"),
        ("the premises", "feed-product"),
        ("lappen", "office-supplies"),
        ("de voorstelling", "cage-storage"),
    ],
)
def test_words_that_only_look_like_a_term_name_nothing(text: str, wrong: str) -> None:
    assert all(wrong not in mention.concepts for mention in load().mentions(text))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("loods", "industrial-space"),
        ("lood", "lead"),
        ("lead", "lead"),
        ("slag", "slag"),
        ("electriciteit", "electricity"),
        ("scales", "weighing-scale"),
        ("warmtewiselaar", "heat-exchanger-use"),
        ("netten", "plastic-net"),
    ],
)
def test_the_term_itself_still_counts(text: str, concept: str) -> None:
    assert any(concept in mention.concepts for mention in load().mentions(text))


def test_warming_builds_every_index_and_changes_no_answer() -> None:
    lexicon = warm()
    assert lexicon is load()
    assert {"_names", "_places", "_from", "_to", "_codes", "_unit_folds"} <= vars(lexicon).keys()
    assert {"_splitter", "_speller"} <= vars(lexicon._names).keys()
    assert gc.isenabled()
    assert [m.concepts[0] for m in lexicon.mentions("stoom")] == ["steam"]


@pytest.mark.parametrize("small", ["per", "en", "op", "om", "is", "of", "and", "or", "uit", "in"])
def test_a_small_word_after_a_name_makes_no_other_name(small):
    """ "Karton per week" is no "kartonpers", "filters and valves" no "filter sand"."""
    known = load()
    names = {name for concept in known.concepts.values() for name in concept.names()}
    for name in sorted(names):
        if name.islower() and name.isalpha():
            for mention in known.mentions(f"{name} {small} week"):
                meant = {n for id in mention.concepts for n in known.concepts[id].names()}
                so_written = any(n.casefold().endswith(f" {small}") for n in meant)
                assert mention.end <= len(name) or so_written, (name, small)
