"""Companies that turned out to be one: rows stay with the company they were written for, and
count for the one in which it went up (`Company.merged_into`)."""

from django.db.models import Q, QuerySet

from naober.foundation.members.models import Company

INTO = "merged_into"
_LEVELS = 3


def can_merge() -> bool:
    return any(field.name == INTO for field in Company._meta.get_fields())


def merged_companies() -> dict[int, int]:
    """The company in which another one went up, to the last one of the chain."""
    if not can_merge():
        return {}
    merged = Company.objects.exclude(**{INTO: None}).order_by()
    into: dict[int, int] = dict(merged.values_list("pk", f"{INTO}_id"))
    return {pk: end_of(pk, into) for pk in into}


def end_of(pk: int, into: dict[int, int]) -> int:
    seen = {pk}
    while pk in into and into[pk] not in seen:
        pk = into[pk]
        seen.add(pk)
    return pk


def belongs_to(companies: QuerySet[Company]) -> Q:
    """Rows of these companies, and of those that went up in them."""
    own = companies.order_by().values("pk")
    found = Q(pk__in=own)
    for level in range(1, _LEVELS + 1) if can_merge() else ():
        found |= Q(**{"__".join([*[INTO] * level, "in"]): own})
    # One list of companies, so that the rows are found by their index.
    return Q(company__in=Company.objects.filter(found).order_by().values("pk"))
