"""Does a joint investment pay, together and alone, for whom, and who joins under which conditions?

`worth`: of one company's payments and benefits the net present value, the rates of return, when it
is earned back, the range when what is unsure is drawn, and what it hangs by. `largest`: of
companies with conditions ("if at least four do, and our share stays under 60,000") the largest
group whose conditions all hold; `missing`: how many more would make one. `late_entry`: what is fair
to pay for who comes later. `Cost`: what a size costs, with economies of scale and subsidy.

Method: payments stand at the end of each year, discounted (Brealey, Myers and Allen, Principles of
Corporate Finance, ch. 2 and 5); a larger one costs less than in proportion (the six-tenths rule:
Williams 1947, Chilton 1950); what is unsure is drawn from triangular distributions (Hertz 1964),
with a seed that is handed in. Groups: while companies are few each set of them is looked at; else
who is furthest over its limit falls out until nobody is, which gives the largest group where a
share never rises because somebody joins (Tarski 1955). Late entry: what is left of an annuity
(economic depreciation, Hotelling 1925).

Guarantees: an internal rate of return is told only where there is exactly one. The same question
gives the same answer. A group in which a condition fails is never told. Of a group it says whether
no larger one is possible (`proven`). By a late entry nobody who was there is worse off.
Limits: whole years; benefits and costs that are the same each year; 60 years; floats, to about
nine digits: money is rounded by who divides it.
"""

from naober.engines.investing.entry import late_entry, left_of
from naober.engines.investing.joining import MOST_SEARCHED, largest, missing
from naober.engines.investing.problem import (
    LONGEST,
    Cost,
    InvestmentError,
    Joining,
    Outlay,
    Wrong,
)
from naober.engines.investing.result import Entry, Held, Swing, Worth
from naober.engines.investing.solve import Answer, Case, solve
from naober.engines.investing.worth import (
    DRAWS,
    flows_of,
    npv,
    payback,
    rate_of_return,
    rates_of_return,
    swings,
    worth,
)

__all__ = [
    "DRAWS",
    "LONGEST",
    "MOST_SEARCHED",
    "Answer",
    "Case",
    "Cost",
    "Entry",
    "Held",
    "InvestmentError",
    "Joining",
    "Outlay",
    "Swing",
    "Worth",
    "Wrong",
    "flows_of",
    "largest",
    "late_entry",
    "left_of",
    "missing",
    "npv",
    "payback",
    "rate_of_return",
    "rates_of_return",
    "solve",
    "swings",
    "worth",
]
