"""What somebody does, where it stands beside a name: "(hoofd TD, ...)", ", HR", "doet techniek"."""

import re
from dataclasses import dataclass

_WORD = (
    r"(?:hoofd|manager|directeur|directrice|dga|eigenaar|eigenaresse|inkoper|inkoop|verkoop"
    r"|verkoper"
    r"|hr|hrm|p&o|personeelszaken|hse|qhse|sheq|kam|bedrijfsleid(?:er|ster)|coordinator|coördinator"
    r"|recepti\w+|secretaresse|secretariaat|technoloog|teamleid(?:er|ster)|ploegleider|techniek"
    r"|technische dienst|td|administratie|logistiek|planner|planning|engineer|ingenieur|adviseur"
    r"|accountmanager|controller|boekhoud\w+|financien|financiën|finance|sales|purchas\w+|buyer|ceo"
    r"|cfo|coo|cto|director|owner|head of|supervisor|technician|technicus|monteur|medewerk(?:er"
    r"|ster)"
    r"|communicatie|marketing|milieu|veiligheid|kwaliteit\w*|productie\w*|chef|projectleider"
    r"|onderhoud"
    r"|maintenance|operations|recruiter|facilitair\w*|innovatie|r&d|laborant|voorzitter|arbo\w*"
    r"|preventiemedewerker|energie\w+|officer|assistent\w*|assistant|human resources|plant)"
)
_ANY = re.compile(rf"(?<!\w)(?:[\w-]*[a-zé])?{_WORD}(?!\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s?\((?P<inside>[^()\n]{1,80})\)")
_BESIDE = re.compile(
    r"\s?(?:,|[-–—])\s(?P<inside>[^,.;:()\n<_–]{2,50}?)(?=\s[-–—]\s|[,.;:()\n<_–]|\s?$)"
)
_OF = re.compile(
    rf"\s(?:van|doet|is|from|of|does)\s(?:de\s|the\s|afdeling\s|hun\s)*"
    rf"(?P<inside>(?:[\w-]*[a-zé])?{_WORD}(?:\s(?:manager|director|dienst))?)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<inside>(?:(?:hoofd|technisch|plant|hr|hse|operations|manager|head of)\s)?"
    rf"(?:[\w-]*[a-zé])?{_WORD}(?:\s[A-Z&]{{1,5}})?)\s$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s(?:bij|van de|at|die|dat|who|that|heeft|zegt|belde|is|en)\b.*$")
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, and the stretch of text that tells it, marks included."""

    text: str
    start: int
    end: int


def role_after(text: str, position: int, end: int) -> Role | None:
    """The role that follows a name which ends at `position`."""
    brackets = _BRACKETS.match(text, position, end)
    if brackets:
        return _in_brackets(brackets)
    for pattern in (_BESIDE, _OF):
        match = pattern.match(text, position, end)
        if match:
            written = _TAIL.sub("", match["inside"]).strip()
            if _ANY.search(written) and len(written.split()) <= _MAX_WORDS:
                return Role(written, position, match.start("inside") + len(written))
    return None


def _in_brackets(match: re.Match[str]) -> Role | None:
    """The first part between brackets that is no contact; any few words are a role there."""
    for part in re.split(r"[,;/]\s", match["inside"]):
        written = part.strip()
        if "_" not in written and any(c.isalpha() for c in written):
            few = len(written.split()) <= _MAX_WORDS and not any(c.isdigit() for c in written)
            return Role(written, match.start(), match.end()) if few else None
    return None


def role_before(text: str, position: int, start: int) -> Role | None:
    """The role that leads a name in: "hoofd TD Jan de Vries"."""
    match = _BEFORE.search(text[max(start, position - 60) : position])
    if match is None:
        return None
    begin = max(start, position - 60) + match.start("inside")
    return Role(match["inside"].strip(), begin, position)
