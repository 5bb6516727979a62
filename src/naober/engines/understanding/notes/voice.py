"""What somebody noted of a company, as the company would say it: "Ze houden stof over" becomes
"Wij houden stof over". Only where that is plain; else the words stay as they were."""

import re
from collections.abc import Collection

from naober.engines.understanding.notes.people import first_names
from naober.lexicon.words import fold

_VERBS = {
    "zoekt": "zoeken",
    "heeft": "hebben",
    "houdt": "houden",
    "wil": "willen",
    "kan": "kunnen",
    "levert": "leveren",
    "biedt": "bieden",
    "vraagt": "vragen",
    "neemt": "nemen",
    "maakt": "maken",
}
_MANY = "|".join(_VERBS.values())
_ALSO = r"(?:(?:en|ook|verder|daarnaast)\s+)"  # before the second half of what was said
_LEAD = rf"{_ALSO}{{0,2}}"
_THEY = re.compile(rf"{_LEAD}(?:ze|zij)\s+(?P<verb>{_MANY})\b", re.I)
_TURNED = re.compile(rf"{_ALSO}{{1,2}}(?P<verb>{_MANY})\s+(?:ze|zij)\b", re.I)
_BARE = re.compile(
    rf"{_LEAD}(?P<verb>{_MANY}|{'|'.join(_VERBS)})\s+(?!ze\b|zij\b|we\b|wij\b|u\b)", re.I
)
_ONE = re.compile(rf"(?P<who>[^\W\d_][\w'-]*)\s+(?P<verb>{'|'.join(_VERBS)})\b", re.I)
_ENGLISH = re.compile(r"They\s+(?P<verb>have|need|seek|want|can|offer|are looking for)\b", re.I)
_MORE = re.compile(rf"\b(?:ze|zij)\s+(?={_MANY})", re.I)
_UNPLAIN = re.compile(r"\b(?:ze|zij|hij|hun|haar|zijn|they|their|them|iemand)\b|\?", re.I)


def in_their_voice(text: str, names: Collection[str] = ()) -> str:
    """`names` are of the company and its people: who is meant by "Harm zoekt"."""
    found = _start(text, {word for name in names for word in fold(name).split()})
    if found is None:
        return text
    start, rest = found
    rest = _MORE.sub("wij ", rest)
    return text if _UNPLAIN.search(rest) else start + rest


def _start(text: str, names: set[str]) -> tuple[str, str] | None:
    """The first words in the company's voice, and what follows them."""
    if found := _ENGLISH.match(text):
        return f"We {found['verb'].lower()}", text[found.end() :]
    if found := _TURNED.match(text):
        return f"Wij {found['verb'].lower()}", text[found.end() :]
    found = _THEY.match(text) or _BARE.match(text) or _by_name(text, names)
    if found is None:
        return None
    verb = found["verb"].lower()
    return f"Wij {_VERBS.get(verb, verb)}", text[found.end("verb") :]


def _by_name(text: str, names: set[str]) -> re.Match[str] | None:
    found = _ONE.match(text)
    who = fold(found["who"]) if found else ""
    known = who in names or who in first_names() or who in ("hij", "zij", "ze")
    return found if found and known else None
