"""`python -m benchmarks.companies`: which records are one company, beside rapidfuzz."""

import random
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from benchmarks.report import table
from naober.engines.matching.duplicates import CompanyRecord, duplicates
from naober.engines.matching.tests.judged_companies import judged_pairs
from naober.lexicon.words import fold

COMPANIES = 5_000
SYLLABLES = ("ka", "ro", "ve", "len", "dor", "mi", "sta", "ber", "gon", "hui", "zen", "wol", "tra")
TRADES = ("Transport", "Metaal", "Bouw", "Techniek", "Bakkerij", "Recycling", "Advies B.V.")
PARTS = ("dev", "test")
HEADER = ["", *(f"{part}, {measure}" for part in PARTS for measure in ("precision", "recall"))]
Judge = Callable[[CompanyRecord, CompanyRecord], bool]


def section(*, quick: bool) -> str:
    count = COMPANIES // 10 if quick else COMPANIES
    pairs = list(judged_pairs())
    same = sum(same for _part, same, _a, _b in pairs)
    rows = [
        [name, *(f"{found:.2f}" for part in PARTS for found in quality(judge, part))]
        for name, judge in _judges()
    ]
    return (
        f"## Which companies are the same\n\n{len(pairs)} judged pairs of records, of which {same} "
        "are one company. Naober was made with the part *dev* in view, and the peer's threshold "
        "is the one that is right most often there.\n\n"
        f"{table(HEADER, rows)}\n\nOf {count:,} made-up companies, all pairs that are alike: "
        f"{seconds(count):.1f} s of processor time."
    )


def quality(judge: Judge, part: str) -> tuple[float, float]:
    """Precision and recall on the judged pairs of a part."""
    judged = [(same, judge(a, b)) for p, same, a, b in judged_pairs() if p == part]
    hits = sum(same and told for same, told in judged)
    return hits / max(1, sum(told for _, told in judged)), hits / sum(same for same, _ in judged)


def seconds(count: int) -> float:
    """Processor time for made-up companies, of which few are the same."""
    chance = random.Random(1)
    made = [
        CompanyRecord(
            str(number),
            f"{''.join(chance.choices(SYLLABLES, k=4)).title()} {chance.choice(TRADES)}",
            (chance.choice(("Emmen", "Assen", "Hoogeveen", "Meppel", "Coevorden")),),
        )
        for number in range(count)
    ]
    duplicates(made[:2])
    began = time.process_time()
    duplicates(made)
    return time.process_time() - began


def _judges() -> Iterator[tuple[str, Judge]]:
    yield "**Naober**", lambda one, other: bool(duplicates([one, other]))
    if find_spec("rapidfuzz"):
        yield _rapidfuzz()


def _rapidfuzz() -> tuple[str, Judge]:
    """With the threshold that is right most often on the dev pairs."""
    from rapidfuzz.fuzz import token_set_ratio

    def alike(one: CompanyRecord, other: CompanyRecord) -> float:
        return float(token_set_ratio(fold(one.name), fold(other.name)))

    def right(threshold: int) -> int:
        dev = [(same, a, b) for part, same, a, b in judged_pairs() if part == "dev"]
        return sum((alike(a, b) >= threshold) == same for same, a, b in dev)

    best = max(range(50, 101), key=right)
    name = f"rapidfuzz token_set_ratio >= {best}"
    return name, lambda one, other: alike(one, other) >= best


if __name__ == "__main__":
    print(section(quick=False))
