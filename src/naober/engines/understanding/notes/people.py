"""Who is named in a note, with role, e-mail and telephone where these stand beside the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from naober.engines.understanding.notes.clauses import Sentence
from naober.engines.understanding.notes.contacts import Contact, contacts
from naober.engines.understanding.notes.problem import Notes
from naober.engines.understanding.notes.result import Person
from naober.engines.understanding.notes.roles import Role, role_after, role_before
from naober.lexicon.words import fold, word_list

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w'’]*[a-zà-öø-ÿ])(?:-[A-ZÀ-ÖØ-Þ][\w'’]*)?"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]\.[ ]?){1,4}"
_PARTICLE = r"(?:van|de|den|der|ten|ter|te|von|el|al|la|le|du|da|dos|bin|'t|’t|op|Van|De|Den|Der)"
_SURNAME = rf"(?:{_PARTICLE}[ ]){{0,3}}{_CAPITAL}"
_NAME = re.compile(
    rf"(?<![\w@.-])(?P<title>(?:(?:[Dd]hr|[Mm]evr|[Mm]w|[Hh]r|[Ii]ng|[Ii]r|[Dd]rs|[Dd]r"
    rf"|M[rs]s?)\.?[ ]"
    rf"|(?:[Dd]e )?[Hh]eer |[Mm]evrouw |[Mm]eneer )+)?"
    rf"(?P<name>(?:{_INITIALS}[ ]?{_SURNAME}|{_CAPITAL}(?:[ ]{_SURNAME}){{0,2}}))"
    rf"(?![\w@]|[ ](?:B\.?V|N\.?V|VOF|Holding)\b)"
)
_TITLED_ONLY = re.compile(
    rf"(?P<title>[Dd]e heer |[Dd]hr\.? |[Mm]w\.? |[Mm]evr\.? )(?P<name>{_SURNAME})"
)
_LEAD = re.compile(
    r"(?:gesproken met|gesprek(?: gehad)? met|spoke (?:with|to)|talked (?:to|with)|meeting with"
    r"|call(?:ed)? with|tel\.? met|telefonisch met|telefoon met|overleg met|aan tafel met"
    r"|kennisgemaakt met"
    r"|contact(?:persoon)?(?: is| wordt)?:?|aanwezig:?|t\.a\.v\.|attn\.?|vragen naar|ask for"
    r"|contact:)\s$"
)
_AND_THEN = re.compile(r"(?:,\s|\s(?:en|and|&)\s)$")
_NO_NAME = frozenset(
    {
        "ze", "zij", "hij", "we", "wij", "ik", "er", "het", "de", "een", "dat", "dit", "die",
        "daar", "nu", "dan", "wel", "niet", "geen", "hebben", "heeft", "wil", "willen",
        "zoekt", "zoeken", "the", "they", "she", "he", "it", "is", "are", "has", "have", "there",
        "this", "that", "no", "nothing", "also", "and", "but",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A person and every stretch of the text that tells about him; the first is the fullest."""

    person: Person
    spans: tuple[tuple[int, int], ...]
    certainty: float


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    role: Role | None
    sentence: int


@cache
def first_names() -> frozenset[str]:
    """Folded first names that are seldom anything else."""
    return frozenset(word_list("first_names"))


def people(notes: Notes, text: str, sentences: Sequence[Sentence]) -> tuple[Named, ...]:
    """Everybody named, in the order of the text; contacts nobody goes with have a person alone."""
    found = contacts(text)
    hidden = _hide(text, [(c.start, c.end) for c in found])
    mentions = [
        mention
        for number, sentence in enumerate(sentences)
        for mention in _mentions(hidden, sentence, number, notes)
    ]
    given = _given(found, mentions, sentences)
    return tuple(_merged(mentions, given))


def _hide(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _mentions(text: str, sentence: Sentence, number: int, notes: Notes) -> Iterator[_Mention]:
    end = sentence.start
    for pattern in (_NAME, _TITLED_ONLY):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if match.start() < end:
                continue
            mention = _mention(text, match, sentence, number, notes, after=end)
            if mention is not None:
                yield mention
                end = mention.end


def _mention(
    text: str, match: re.Match[str], sentence: Sentence, number: int, notes: Notes, *, after: int
) -> _Mention | None:
    name, start = _without_lead_word(match)
    role = role_after(text, match.end(), sentence.end)
    before = text[max(sentence.start, start - 40) : start]
    words = fold(name).replace(".", " ").split()
    if not words or words[0] in _NO_NAME or _is_other(name, notes, titled=bool(match["title"])):
        return None
    listed = after > sentence.start and start - after <= 5 and _AND_THEN.search(before)
    told = bool(match["title"]) or bool(role) or bool(_LEAD.search(fold(before)))
    known = words[0] in first_names() or fold(name) in {fold(p) for p in notes.people}
    mailed = text[match.end() : match.end() + 3] in (" <_", " (_")
    if not (told or known or mailed or (listed and len(words) > 1)):
        return None
    role = role or role_before(text, start, sentence.start)
    span = (min(match.start(), role.start), max(match.end(), role.end)) if role else match.span()
    return _Mention(name, span[0], span[1], role, number)


def _without_lead_word(match: re.Match[str]) -> tuple[str, int]:
    """ "Contact Jan", "Met Piet Post": the first word of a sentence has a capital as well."""
    name, start = match["name"], match.start("name")
    first, _, rest = name.partition(" ")
    second = fold(rest.split(" ")[0])
    if rest and fold(first) not in first_names() and second in first_names():
        return rest, start + len(first) + 1
    return name, start


def _is_other(name: str, notes: Notes, *, titled: bool) -> bool:
    """A place, the company itself, or a word of the trade ("Pyrolyse")."""
    folded = fold(name)
    companies = {word for company in notes.company_names for word in fold(company).split()}
    if folded in companies:
        return True
    if titled or any(word in first_names() for word in folded.split()):
        return False
    return notes.lexicon.place(name) is not None or bool(notes.lexicon.named(name))


def _given(
    found: Sequence[Contact], mentions: Sequence[_Mention], sentences: Sequence[Sentence]
) -> dict[int, list[Contact]]:
    """Which contacts go with which mention: the nearest before in the sentence, else the next."""
    given: dict[int, list[Contact]] = {}
    for contact in found:
        best = _nearest(contact, mentions, _sentence_of(contact, sentences))
        given.setdefault(best, []).append(contact)
    return given


def _sentence_of(contact: Contact, sentences: Sequence[Sentence]) -> int:
    at = (n for n, s in enumerate(sentences) if s.start <= contact.start < s.end)
    return next(at, -1)


def _nearest(contact: Contact, mentions: Sequence[_Mention], sentence: int) -> int:
    """The place in `mentions`, or -1."""
    here = [n for n, m in enumerate(mentions) if m.sentence == sentence]
    before = [n for n in here if mentions[n].start <= contact.start]
    if before:
        return before[-1]
    if here:
        return here[0]
    near = [n for n, m in enumerate(mentions) if 0 <= sentence - m.sentence <= 1]
    names = {mentions[n].name for n in near}
    return near[-1] if len(names) == 1 else -1


def _merged(mentions: Sequence[_Mention], given: dict[int, list[Contact]]) -> Iterator[Named]:
    """Each person once: "Sandra" is "Sandra de Boer" when only one of the named is."""
    groups: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(_key(mention.name, mentions), []).append(number)
    for name, numbers in groups.items():
        own = [contact for number in numbers for contact in given.get(number, ())]
        yield _named(name, [mentions[n] for n in numbers], own)
    for contact in given.get(-1, ()):
        person = Person("", email=contact.text if contact.is_email else "",
                        phone="" if contact.is_email else contact.text)  # fmt: skip
        yield Named(person, ((contact.start, contact.end),), 0.4)


def _key(name: str, mentions: Sequence[_Mention]) -> str:
    fuller = {
        m.name for m in mentions if len(m.name) > len(name) and _is_part(fold(name), fold(m.name))
    }
    return fuller.pop() if len(fuller) == 1 else name


def _is_part(short: str, long: str) -> bool:
    return long.startswith(short + " ") or long.endswith(" " + short)


def _named(name: str, mentions: Sequence[_Mention], own: Sequence[Contact]) -> Named:
    role = next((m.role.text for m in mentions if m.role), "")
    person = Person(name, role)
    for contact in own:
        if contact.is_email and not person.email:
            person = replace(person, email=contact.text)
        elif not contact.is_email and not person.phone:
            person = replace(person, phone=contact.text)
    fullest = max(mentions, key=lambda m: (bool(m.role), len(m.name), -m.start))
    spans = [(fullest.start, fullest.end)]
    spans += [(m.start, m.end) for m in mentions if m is not fullest]
    spans += [(contact.start, contact.end) for contact in own]
    sure = 0.9 if role or own or " " in name else 0.7
    return Named(person, tuple(spans), sure)
