"""One line of a digest, as a feature gives it in its `news.py`: `digest_items(user)`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Item:
    """`key` says what it is, once and for all: what was told is not told as news again.

    "new" is told once; "waiting" is told as long as the feature gives it, but makes a mail only
    when it was not told before. `url` is a path of this site or a full address.
    `links` are plain addresses with their labels. `acts` are (label, purpose, target): the digest
    makes a signed link of each, but only for a mail that is really sent, so give these rather
    than calling `make_link` yourself.
    """

    key: str
    text: str
    url: str
    kind: Literal["new", "waiting"] = "new"
    links: tuple[tuple[str, str], ...] = ()
    acts: tuple[tuple[str, str, str], ...] = ()
    group: str = ""
