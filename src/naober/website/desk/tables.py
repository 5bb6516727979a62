"""One sheet of the desk's workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from naober.files.workbook import Column, Value
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. Titles and kinds of its columns are asked for when somebody reads them."""

    label: Any
    columns: Callable[[], Sequence[Column]]
    rows: Callable[[User], Iterable[Sequence[Value]]]
