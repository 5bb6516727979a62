"""Judged texts: our own, and the public acceptance sets where they lie beside the project."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "acceptance" / "match"
Row = tuple[str, str]  # id, text


@dataclass(frozen=True)
class Listing:
    id: str
    organisation: str
    place: str
    is_offer: bool
    text: str


@dataclass(frozen=True)
class ListingSet:
    """`truth` names the offers that each need wants; `never` pairs that may not match at once."""

    name: str
    listings: Sequence[Listing]
    truth: Mapping[str, frozenset[str]]
    never: frozenset[tuple[str, str]] = field(default=frozenset())

    @property
    def offers(self) -> list[Listing]:
        return [one for one in self.listings if one.is_offer]

    @property
    def needs(self) -> list[Listing]:
        """Those with something to find."""
        return [one for one in self.listings if not one.is_offer and one.id in self.truth]


@dataclass(frozen=True)
class TitleSet:
    name: str
    queries: Sequence[Row]
    corpus: Sequence[Row]
    truth: Mapping[str, frozenset[str]]
    published: Sequence[Mapping[str, str]] = ()  # method, success_1, success_5, success_10, mrr


def listing_sets() -> list[ListingSet]:
    sets = [_own_listings()]
    if (SHARED / "listings.csv").exists():
        sets.append(_public_listings())
    return sets


def title_sets() -> list[TitleSet]:
    sets = [_own_titles()]
    if (SHARED / "melo_bel").is_dir():
        sets.append(_public_titles())
    return sets


def _own_listings() -> ListingSet:
    rows = _rows(HERE / "data" / "listings.csv")
    offers = defaultdict(set)
    for row in rows:
        if row["group"] and row["direction"] == "breng":
            offers[row["group"]].add(row["id"])
    truth = {
        row["id"]: frozenset(offers[row["group"]])
        for row in rows
        if row["group"] and row["direction"] == "haal"
    }
    never = frozenset((r["need"], r["offer"]) for r in _rows(HERE / "data" / "never.csv"))
    return ListingSet("own", _listings(rows), truth, never)


def _public_listings() -> ListingSet:
    truth = defaultdict(set)
    for row in _rows(SHARED / "truth.csv"):
        truth[row["need"]].add(row["offer"])
    return ListingSet(
        "public sample",
        _listings(_rows(SHARED / "listings.csv")),
        {need: frozenset(offers) for need, offers in truth.items()},
        frozenset((row["need"], row["offer"]) for row in _rows(SHARED / "never.csv")),
    )


def _own_titles() -> TitleSet:
    queries, corpus, truth = [], [], {}
    for number, row in enumerate(_rows(HERE / "data" / "titles.csv")):
        names = row["names"].split("|")
        queries.append((f"q{number:03d}", row["query"]))
        corpus += [(f"c{number:03d}_{place}", name) for place, name in enumerate(names)]
        truth[f"q{number:03d}"] = frozenset(f"c{number:03d}_{p}" for p in range(len(names)))
    return TitleSet("own titles", queries, corpus, truth)


def _public_titles() -> TitleSet:
    folder = SHARED / "melo_bel"
    truth = defaultdict(set)
    for line in _lines(folder / "annotations.tsv"):
        query, _, element, _ = line
        truth[query].add(element)
    return TitleSet(
        "MELO, Belgium, Dutch",
        [(line[0], line[1]) for line in _lines(folder / "queries.tsv")],
        [(line[0], line[1]) for line in _lines(folder / "corpus_elements.tsv")],
        {query: frozenset(found) for query, found in truth.items()},
        [
            row
            for row in _rows(SHARED / "melo_published_results_nl.csv")
            if row["dataset"] == "bel_q_nl_c_nl"
        ],
    )


def _listings(rows: Sequence[Mapping[str, str]]) -> list[Listing]:
    return [
        Listing(r["id"], r["organisation"], r["place"], r["direction"] == "breng", r["text"])
        for r in rows
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
