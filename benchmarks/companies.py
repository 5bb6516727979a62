"""`python -m benchmarks.companies`: which records are one company, beside rapidfuzz."""

import random
import time
from collections.abc import Callable, Iterator

from naober.engines.matching.duplicates import CompanyRecord, duplicates
from naober.engines.matching.tests.judged_companies import judged_pairs
from naober.lexicon.words import fold

COMPANIES = 5_000
SYLLABLES = ("ka", "ro", "ve", "len", "dor", "mi", "sta", "ber", "gon", "hui", "zen", "wol", "tra")
TRADES = ("Transport", "Metaal", "Bouw", "Techniek", "Bakkerij", "Recycling", "Advies B.V.")
Judge = Callable[[CompanyRecord, CompanyRecord], bool]


def main() -> None:
    for name, judge in _judges():
        for part in ("dev", "test"):
            precision, recall = quality(judge, part)
            print(f"{name:32} {part:5} precision {precision:.2f} recall {recall:.2f}")
    print(f"{COMPANIES} companies: {seconds(COMPANIES):.1f} s of processor time")


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
    from rapidfuzz.fuzz import token_set_ratio

    def alike(one: CompanyRecord, other: CompanyRecord) -> float:
        return float(token_set_ratio(fold(one.name), fold(other.name)))

    def right(threshold: int) -> int:
        dev = [(same, a, b) for part, same, a, b in judged_pairs() if part == "dev"]
        return sum((alike(a, b) >= threshold) == same for same, a, b in dev)

    best = max(range(50, 101), key=right)
    yield "naober", lambda one, other: bool(duplicates([one, other]))
    yield f"rapidfuzz token_set_ratio >= {best}", lambda one, other: alike(one, other) >= best


if __name__ == "__main__":
    main()
