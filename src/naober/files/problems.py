"""What is wrong with a file, told in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """One thing wrong in one cell. `row` counts as a spreadsheet does: the header is mostly 1."""

    row: int
    column: str
    nl: str
    en: str

    def message(self, language: str = "nl") -> str:
        """The sentence in Dutch or English."""
        return self.nl if language == "nl" else self.en


class UnreadableError(ValueError):
    """A file from which nothing can be read, with the reason in both languages."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl = nl
        self.en = en

    def message(self, language: str = "nl") -> str:
        """The sentence in Dutch or English."""
        return self.nl if language == "nl" else self.en
