"""What is wrong with a file, told in both languages."""

import errno
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """One thing wrong in one cell. `row` counts as a spreadsheet does: the header is mostly 1.

    `sheet` is there where a workbook has several that are read.
    """

    row: int
    column: str
    nl: str
    en: str
    sheet: str = ""

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


_WHY = {
    errno.ENOENT: ("het bestaat niet", "it does not exist"),
    errno.EISDIR: ("het is een map", "it is a folder"),
    errno.ENOTDIR: ("de map bestaat niet", "the folder does not exist"),
    errno.EACCES: ("u hebt geen toestemming", "you have no permission"),
    errno.EPERM: ("u hebt geen toestemming", "you have no permission"),
    errno.ENOSPC: ("de schijf is vol", "the disk is full"),
    errno.EROFS: ("de schijf is alleen te lezen", "the disk is read-only"),
}


def why(error: OSError) -> tuple[str, str]:
    """Why the system refused, in Dutch and English; in its own words where we have none."""
    own = error.strerror or type(error).__name__
    return _WHY.get(error.errno or 0, (own, own))
