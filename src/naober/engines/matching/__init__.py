"""Which offers serve which needs, and why?

Method: candidates come from an inverted index over concepts, the concepts that links and
hierarchy lead to, and word stems (`terms`, `index`; the same terms serve a table in a database).
Each candidate pair is then judged in depth (`pair`): kinship of concepts by information content
(Seco et al. 2004, Lin 1998) and by the lexicon's links, then shared words, then temperature and
pressure (IAPWS-IF97, state of the art of heat pumps), waste law, amount, distance, period,
certificates. Where little fits, what is alike in words and topics follows (`possible`), with a
score below GOOD_ENOUGH and on the condition that one asks.

Guarantees: the same problem gives the same answer in any order of input; nothing is matched with
its own company, after its end, or against physics; the score of a pair depends on that pair alone.
Limits: a company's word is taken for what it offers; conditions are named, not checked.
"""

from naober.engines.matching.index import Index
from naober.engines.matching.neighbours import neighbours
from naober.engines.matching.problem import Amount, Bounds, Direction, Item, Problem
from naober.engines.matching.result import (
    CONDITIONS,
    GOOD_ENOUGH,
    Match,
    Reason,
    ReasonCode,
    Result,
)
from naober.engines.matching.solve import by_need, matches_for, matches_in, solve
from naober.engines.matching.terms import Term, index_terms, query_terms, select_terms

__all__ = [
    "CONDITIONS",
    "GOOD_ENOUGH",
    "Amount",
    "Bounds",
    "Direction",
    "Index",
    "Item",
    "Match",
    "Problem",
    "Reason",
    "ReasonCode",
    "Result",
    "Term",
    "by_need",
    "index_terms",
    "matches_for",
    "matches_in",
    "neighbours",
    "query_terms",
    "select_terms",
    "solve",
]
