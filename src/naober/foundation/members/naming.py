"""How a name reads, whatever way it is written."""

import unicodedata


def tidy_name(name: str) -> str:
    """In one writing, without what cannot be seen: a name is what one reads."""
    kept = (c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())


def is_latin(name: str) -> bool:
    """Letters of other alphabets can look the same and yet be another name."""
    return all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def as_read(name: str) -> str:
    """The same for two names that differ in capitals, accents and signs only."""
    plain = unicodedata.normalize("NFKD", tidy_name(name).casefold())
    return "".join(c for c in plain if c.isalnum()) or plain
