"""Two who spoke at a table both say that they go on: what another feature makes of it.

The website puts its functions in `TAKERS`. Each is given who spoke with whom, and for which
company, in the transaction of the second yes. It says True when it told both of them how to reach
each other; else they get a mail with the addresses of both.
"""

from collections.abc import Callable
from dataclasses import dataclass

from naober.foundation.members.models import Company, User


@dataclass(frozen=True, slots=True)
class Spoke:
    """Somebody with an account, for a company that they act for."""

    person: User
    company: Company


Taker = Callable[[Spoke, Spoke], bool]
TAKERS: list[Taker] = []


def taken_up(one: Spoke, other: Spoke) -> bool:
    """Asked of all of them: one feature does not take the place of another."""
    told = [take(one, other) for take in TAKERS]
    return any(told)
