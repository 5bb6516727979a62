"""The note as all readers share it: as typed, and folded with the people in it blanked out."""

from functools import cached_property

from naober.engines.understanding.notes.problem import Notes
from naober.engines.understanding.reading import folded


class Page:
    """`text` is what was typed, `hidden` the same without people; positions are equal."""

    def __init__(self, notes: Notes, text: str, hidden: str) -> None:
        self.notes = notes
        self.text = text
        self.hidden = hidden

    @cached_property
    def folded(self) -> str:
        """`hidden` in lower case and plain characters."""
        return folded(self.hidden)

    def words(self, start: int, end: int) -> str:
        """The folded words of a stretch, without people."""
        return self.folded[start:end].strip(" ,.;:-\n\t")
