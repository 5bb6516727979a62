"""What waits for somebody: told the same way by every feature."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for this person, in words, and where to do it."""

    text: str
    url: str
