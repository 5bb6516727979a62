"""Who gets or pays how much of what companies do together, and who would be better off outside?

A game says what each group is worth (or costs) by itself: a table (`game_of_table`), a function
(`game_of_function`) or a structure (`structures`, `production`). Rules: the Shapley value
(`shapley`), exact, or drawn with a confidence interval (`sampling`); the nucleolus and the one per
capita (`nucleolus`); the core, its most dissatisfied group and what would fill an empty one
(`core`); Owen's prices (`production`); and the plain rules (`rules`). Each file names its source.

Signs: an excess above 0 always means that a group is better off by itself. In a gain game that is
what it is worth less what it gets, in a cost game what it pays less what it costs alone.

Guarantees: shares add up to the total exactly. A nucleolus is found in floats and then solved in
fractions of the equations that its stages gave; it says so when one does not hold exactly. Up to
16 players and whole units the Shapley value is exact; above, right to about the last digit of a
float. The same game gives the same answer.
Limits: 24 players in a table. What lies closer than 2e-10 of the largest number counts as equal
when groups are compared. Numbers that are no multiples of a common unit are rounded to floats.
"""

from naober.engines.costsharing.closed import (
    bird,
    equal_awards,
    ladder_nucleolus,
    ladder_shapley,
    talmud,
)
from naober.engines.costsharing.core import Core, Subsidy, Worst
from naober.engines.costsharing.large import Large
from naober.engines.costsharing.nucleolus import Nucleolus, Stage, nucleolus
from naober.engines.costsharing.problem import (
    MOST_PLAYERS,
    Game,
    Number,
    Sense,
    game_of_function,
    game_of_masks,
    game_of_table,
    game_of_values,
)
from naober.engines.costsharing.production import Production
from naober.engines.costsharing.result import Division, Objection, Remark, Rule
from naober.engines.costsharing.rules import capped, rounded
from naober.engines.costsharing.sampling import Accuracy, Estimate, estimate
from naober.engines.costsharing.shapley import shapley, weighted_shapley
from naober.engines.costsharing.solve import ALWAYS, Solver, solve
from naober.engines.costsharing.structures import (
    Bankruptcy,
    Ladder,
    Peak,
    Structure,
    Tree,
    ladder_of_needs,
)
from naober.engines.costsharing.terms import Terms
from naober.engines.costsharing.wrong import GameError, Wrong

__all__ = [
    "ALWAYS",
    "MOST_PLAYERS",
    "Accuracy",
    "Bankruptcy",
    "Core",
    "Division",
    "Estimate",
    "Game",
    "GameError",
    "Ladder",
    "Large",
    "Nucleolus",
    "Number",
    "Objection",
    "Peak",
    "Production",
    "Remark",
    "Rule",
    "Sense",
    "Solver",
    "Stage",
    "Structure",
    "Subsidy",
    "Terms",
    "Tree",
    "Worst",
    "Wrong",
    "bird",
    "capped",
    "equal_awards",
    "estimate",
    "game_of_function",
    "game_of_masks",
    "game_of_table",
    "game_of_values",
    "ladder_nucleolus",
    "ladder_of_needs",
    "ladder_shapley",
    "nucleolus",
    "rounded",
    "shapley",
    "solve",
    "talmud",
    "weighted_shapley",
]
