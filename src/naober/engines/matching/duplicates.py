"""Which records are likely the same company?

Method: what speaks for and against one company is weighed as evidence (Fellegi and Sunter, "A
theory for record linkage", 1969): how alike the names are once legal forms, places and words of a
trade carry little; the same website, telephone, domain of e-mail, trade register number; the same
place, or another one. Only records that share a word, half of one, initials or a contact are held
side by side, so that thousands take a second or two.

Guarantees: symmetric; the order of the records changes nothing; nobody is its own duplicate.
Limits: a company that took another name and moved is not found; the weights were set by hand on
judged pairs, not learnt. A person decides.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from naober.engines.matching.company_names import (
    CompanyName,
    are_initials,
    company_name,
    likeness,
    likeness_of_words,
)
from naober.lexicon import Place, load
from naober.lexicon.words import fold, word_list

LIKELY = 0.5  # pairs below it are not told
_START, _NAME = -5.5, 8.0
_WEIGHTS = {
    "same_code": 6.0, "other_code": -6.0, "same_phone": 2.6, "same_website": 2.2,
    "same_email": 1.6, "same_place": 0.8, "other_place": -3.5, "initials": 5.2,
}  # fmt: skip
_NAME_BESIDE_CONTACT = 0.12  # less alike than this, a shared contact is a shared building
_ALIKE = 0.6
_NEAR_KM = 12.0  # a village beside the town is the same place
_BLOCK = 150  # a key that more records share tells nothing
_TWO_WORDS = 2  # are too few for initials
_HALF = 4  # letters of a word that stay right when there is one slip
_PROVIDERS = frozenset(word_list("mail_providers"))
_DOMAIN = re.compile(r"^(?:[a-z]+://)?(?:www\d?\.)?([a-z0-9.-]+\.[a-z]{2,24})(?=[/:?#]|$)")


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """A company as somebody wrote it down; what nobody knows is empty."""

    id: str
    name: str
    places: tuple[str, ...] = ()
    website: str = ""
    phone: str = ""
    emails: tuple[str, ...] = ()
    activity: str = ""
    code: str = ""  # a number that only this company has (of a trade register)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`reasons` are codes, strongest first: "same_code", "same_website", "same_phone",
    "same_email", "same_name", "alike_name", "initials", "same_place"; against it "other_place",
    "other_code"."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    id: str
    name: CompanyName
    places: frozenset[str]
    where: tuple[Place, ...]
    website: str
    phone: str
    domains: frozenset[str]
    code: str


def duplicates(companies: Sequence[CompanyRecord]) -> tuple[Duplicate, ...]:
    """Pairs that are likely one company, the likeliest first."""
    records = sorted((_record(company) for company in companies), key=lambda record: record.id)
    found = (_judge(records[a], records[b]) for a, b in sorted(_candidates(records)))
    return _best(pair for pair in found if pair is not None)


def matches_of(record: CompanyRecord, among: Sequence[CompanyRecord]) -> tuple[Duplicate, ...]:
    """Those `among` which are likely the same as `record` (always `a`), the likeliest first."""
    asked = _record(record)
    others = (_record(other) for other in among if other.id != record.id)
    found = (_judge(asked, other) for other in others)
    return _best(pair for pair in found if pair is not None)


def _best(found: Iterator[Duplicate]) -> tuple[Duplicate, ...]:
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.a, pair.b)))


def _record(company: CompanyRecord) -> _Record:
    lexicon = load()
    name = company_name(company.name, lexicon)
    known = tuple(place for written in company.places if (place := lexicon.place(written)))
    domains = {_domain(mail.rpartition("@")[2]) for mail in company.emails}
    return _Record(
        id=company.id,
        name=name,
        places=frozenset(fold(p).strip() for p in company.places if p.strip())
        or frozenset(fold(p.name) for p in name.sites),
        where=name.sites or known,
        website=_domain(company.website),
        phone=_phone(company.phone),
        domains=frozenset(domains - {""}),
        code=re.sub(r"\W", "", fold(company.code)),
    )


def _domain(written: str) -> str:
    """ "https://www.esdoorn.nl/contact" as "esdoorn.nl"; "" for a provider's."""
    match = _DOMAIN.match(fold(written).strip())
    if match is None:
        return ""
    parts = match[1].split(".")
    return "" if parts[-2] in _PROVIDERS else ".".join(parts[-2:])


def _phone(written: str) -> str:
    """The last nine digits: the same with and without +31."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return digits[-9:] if len(digits) >= 9 else ""


def _candidates(records: Sequence[_Record]) -> set[tuple[int, int]]:
    blocks: dict[str, set[int]] = defaultdict(set)
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in _keys(record):
            blocks[key].add(number)
        for word in _own_words(record.name):
            by_word[word].append(number)
    found = {
        pair
        for members in blocks.values()
        if 1 < len(members) <= _BLOCK
        for pair in combinations(sorted(members), 2)
    }
    found.update(_initials(records))
    for one, other in _alike_words(by_word):
        if len(by_word[one]) * len(by_word[other]) <= _BLOCK:
            found.update((min(p), max(p)) for p in product(by_word[one], by_word[other]))
    return {(a, b) for a, b in found if a != b}


def _initials(records: Sequence[_Record]) -> Iterator[tuple[int, int]]:
    """Records of which one may be the initials of the other."""
    long: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        if len(record.name.initials) > _TWO_WORDS:
            long[record.name.initials].append(number)
    for number, record in enumerate(records):
        others = long.get(record.name.joined, ())
        yield from ((min(number, other), max(number, other)) for other in others[:_BLOCK])


def _alike_words(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that a slip or a continuation may make one."""
    halves: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) > _HALF:
            halves[word[:_HALF]].append(word)
            halves["-" + word[-_HALF:]].append(word)
    for alike in halves.values():
        yield from (p for p in combinations(alike, 2) if likeness_of_words(*p))


def _own_words(name: CompanyName) -> Iterator[str]:
    """The words that are its own; all when every one is of a trade."""
    only_trade = max(name.weights.values(), default=0.0) < 1.0
    return (word for word, weight in name.weights.items() if weight >= 1.0 or only_trade)


def _keys(record: _Record) -> Iterator[str]:
    yield from (f"w:{word}" for word in _own_words(record.name))
    yield f"n:{record.name.joined}"
    yield from (f"d:{domain}" for domain in {*record.domains, record.website} - {""})
    if record.phone:
        yield f"p:{record.phone}"
    if record.code:
        yield f"c:{record.code}"


def _judge(one: _Record, other: _Record) -> Duplicate | None:
    if one.id == other.id:
        return None
    alike = likeness(one.name, other.name)
    reasons = set(_reasons(one, other))
    contact = reasons & {"same_code", "same_phone", "same_website", "same_email"}
    if not contact and alike < _ALIKE and "initials" not in reasons:
        return None
    if alike < _NAME_BESIDE_CONTACT and contact and contact <= {"same_phone", "same_email"}:
        return None
    if "other_place" in reasons:  # sites of one chain share a website and the tail of an address
        reasons -= {"same_website", "same_email"}
    odds = _START + _NAME * alike + sum(_WEIGHTS[reason] for reason in reasons)
    if len(contact) > 1:
        odds += 0.5 * len(contact)
    score = 1 / (1 + math.exp(-odds))
    if score < LIKELY:
        return None
    return Duplicate(one.id, other.id, round(score, 4), _ordered(reasons, alike))


def _ordered(reasons: set[str], alike: float) -> tuple[str, ...]:
    weights = {reason: _WEIGHTS[reason] for reason in reasons}
    if alike >= _ALIKE:
        weights["same_name" if alike == 1.0 else "alike_name"] = _NAME * (alike - 0.5)
    return tuple(sorted(weights, key=lambda reason: (-weights[reason], reason)))


def _reasons(one: _Record, other: _Record) -> Iterator[str]:
    if one.code and other.code:
        yield "same_code" if one.code == other.code else "other_code"
    if one.phone and one.phone == other.phone:
        yield "same_phone"
    if one.website and one.website == other.website:
        yield "same_website"
    if (
        one.domains & other.domains
        or {one.website} & other.domains
        or {other.website} & one.domains
    ):
        yield "same_email"
    if are_initials(one.name, other.name):
        yield "initials"
    place = _same_place(one, other)
    if place is not None:
        yield "same_place" if place else "other_place"


def _same_place(one: _Record, other: _Record) -> bool | None:
    if one.name.sites and other.name.sites:
        return any(_near(a, b) for a in one.name.sites for b in other.name.sites)
    if not one.places or not other.places:
        return None
    near = any(_near(a, b) for a in one.where for b in other.where)
    return bool(one.places & other.places) or near


def _near(one: Place, other: Place) -> bool:
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) <= _NEAR_KM
