"""Reads of the exchange: one function per page or question, each a fixed number of statements."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Field,
    FloatField,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from naober.features.exchange import word_index
from naober.features.exchange.models import (
    OF_DESK,
    Deal,
    Direction,
    Interest,
    Kind,
    Listing,
    ListingQuerySet,
    ListingWord,
    Match,
    MatchQuerySet,
    own_match_of,
    own_of,
    own_side,
    reads,
    revealed_to,
)
from naober.foundation.audience.levels import FieldGroup, Level, at_least, at_most
from naober.foundation.audience.models import GROUPS, Sighting
from naober.foundation.audience.readers import A_VISITOR, in_audience, owned_by
from naober.foundation.core.text import storable
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who, reader_of

SOON = timedelta(days=14)
MAX_WORDS = 8
Scope = ListingWord.Scope
MAX_NAMES = 100
MAX_NEW = 500  # of the desk's own list
ABOUT = "exchange.listing"  # of a sighting


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the overview; "" does not filter."""

    tab: str = "all"  # "own" or "all"
    direction: str = ""
    kind: str = ""
    place: str = ""
    words: str = ""


def companies_of(user: User) -> QuerySet[Company, Company]:
    """For which companies this person may speak, the desk for all."""
    companies = Company.objects.all() if user.is_desk else Company.objects.of(user)
    return companies.order_by("name")


def companies_to_reply_for(user: User, listing: Listing) -> dict[int, str]:
    """On behalf of which companies, by number and name, this person may say to be interested.

    The desk chooses among all: where the name is hidden, the one that lacks would be it."""
    if not listing.is_open:
        return {}
    found = companies_of(user)
    return names_of(found.exclude(pk=listing.company_id) if listing.is_named else found)


def names_of(companies: QuerySet[Company, Company]) -> dict[int, str]:
    return dict(companies.values_list("pk", "name"))


def listings(user: User, wanted: Wanted) -> ListingQuerySet:
    """The overview: newest first, with rights. One's own tab also shows what is no longer open."""
    return _for_cards(wanted_of(user, wanted), user)


def wanted_of(user: User, wanted: Wanted) -> ListingQuerySet:
    if wanted.tab == "own":
        found = Listing.objects.of(user)
    else:
        found = Listing.objects.visible_to(user).open()
    return _with_words(filtered(found, user, wanted), user, wanted.words)


def filtered(found: ListingQuerySet, user: User, wanted: Wanted) -> ListingQuerySet:
    if wanted.direction in Direction.values:
        found = found.filter(direction=wanted.direction)
    if wanted.kind in Kind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.place:
        found = found.filter(reads(reader_of(user), FieldGroup.WHO), place=storable(wanted.place))
    return found


def search_listings(user: User | AnonymousUser, words: str) -> ListingQuerySet:
    """The open listings that one may see and that have all these words in what one may read."""
    if not word_index.parts(words):
        return Listing.objects.none()
    found = Listing.objects.visible_to(user).open()
    return _for_cards(_with_words(found, user, words), user)


def visible_listings_of(company: Company, user: User | AnonymousUser) -> ListingQuerySet:
    """For the page of a company: its open listings that this person may tie to its name."""
    return _for_cards(Listing.objects.named_to(user).open().filter(company=company), user)


def listing_for(user: Who, pk: int) -> Listing | None:
    return _for_cards(Listing.objects.visible_to(user), user).filter(pk=pk).first()


def public_listings() -> ListingQuerySet:
    """What visitors may see, newest first."""
    return _for_cards(Listing.objects.visible_to(A_VISITOR).open(), A_VISITOR)


def veiled_matches_of(listing: Listing) -> MatchQuerySet:
    """With what others have that fits it, whose names are hidden: of those that its own people
    see, so that what is done for them tells of no other."""
    own, other = listing.direction, "offer" if listing.direction == Direction.NEED else "need"
    hidden: dict[str, Any] = {f"{other}__audience_who__in": at_most(Level.NAMED)}
    shown = Q(**{f"{other}__audience__in": at_least(Level.MEMBERS)})
    shown |= Q(**{f"{other}_answer": Interest.Answer.YES})
    group = {f"{other}__audience_group__companies": listing.company_id}
    shown |= Q(**{f"{other}__audience": Level.NAMED}, **group)
    return Match.objects.live().filter(shown, **{own: listing}, introduced_at=None, **hidden)


def sightings_of(listing: Listing) -> QuerySet[Any, Any]:
    """Who opened it in which week that is over; companies by name, of everybody else only what
    they are. From the week on in which something hidden fitted it nobody is named: who came then,
    and who did not, would tell whose that is."""
    today = timezone.localdate()
    nameless = _week_of_first(veiled_matches_of(listing)) or today
    unnamed = Q(viewer=Sighting.Viewer.COMPANY, day__gte=nameless)
    found = Sighting.objects.of(ABOUT, listing.pk)
    found = found.filter(day__lt=today - timedelta(days=today.weekday()))
    weeks = found.annotate(
        week=TruncWeek("day"),
        who=Case(When(unnamed, then=Value(Sighting.Viewer.SOMEONE)), default=F("viewer")),
        name=Case(When(unnamed, then=Value("")), default=F("company__name")),
    )
    rows = weeks.values("week", "who", "name").annotate(count=Sum("times"))
    return rows.order_by("-week", "who", "name")


def _week_of_first(found: MatchQuerySet) -> date | None:
    """The Monday of the week in which the first came; None without any."""
    first = found.order_by().aggregate(first=Min("first_seen_at"))["first"]
    day = timezone.localdate(first) if first else None
    return day - timedelta(days=day.weekday()) if day else None


def matches_of(user: Who) -> MatchQuerySet:
    """All matches of one's own listings: what waits for me first, what was declined last. Who acts
    for both companies sees the match from the offer's side.

    Annotates `my_side`, from which a match tells its answers and its turn, and `my_score`.
    """
    reader = reader_of(user)
    return _ranked(Match.objects.visible_to(reader), own_side(reader, "offer"), reader)


def matches_to_list(user: User) -> MatchQuerySet:
    """As `matches_of`, to leaf through. Of what the desk placed for many companies all that was
    answered, and of what is new the best: no one reads a hundred thousand, and each listing and
    each company has a page with all of its own."""
    found = matches_of(user)
    if not user.is_desk:
        return found
    own = Match.objects.filter(owned_by(reader_of(user), ("offer_company", "need_company")))
    of_desk = Match.objects.filter(OF_DESK)
    new = of_desk.filter(offer_answer="", need_answer="").live().order_by("-score", "pk")[:MAX_NEW]
    # Each part is a range of an index, which no database would make of the one OR the other.
    parts = (
        of_desk.filter(offer_answer__gt=""),
        of_desk.filter(offer_answer="", need_answer__gt=""),
        Match.objects.filter(pk__in=new.values("pk")),
    )
    return found.filter(pk__in=_keys(own, *parts))


def _keys(*parts: MatchQuerySet) -> QuerySet[Any, Any]:
    first, *others = (part.order_by().values("pk") for part in parts)
    return first.union(*others)


def matches_for(user: User, company: Company) -> MatchQuerySet:
    """Those of one company that the desk may answer on its behalf, seen from its side."""
    found = Match.objects.on_behalf("offer", user).filter(offer_company=company)
    found |= Match.objects.on_behalf("need", user).filter(need_company=company)
    return _ranked(found, Q(offer_company=company), user)


def match_to_answer(user: User, pk: int, side: str) -> Match | None:
    """One's own; of the desk also another company's, seen from the side that was chosen."""
    found = matches_of(user).filter(pk=pk).first()
    if found is None and user.is_desk and side in Direction.values:
        from_offer = ~Q(pk__in=[]) if side == "offer" else Q(pk__in=[])
        matches = _ranked(Match.objects.on_behalf(side, user), from_offer, user)
        found = matches.filter(pk=pk).first()
    return found


def _ranked(found: MatchQuerySet, offer_is_mine: Q, who: Who) -> MatchQuerySet:
    weight = _by_side(offer_is_mine, F("offer_weight"), F("need_weight"), FloatField())
    mine: dict[str, Any] = {
        "my_side": _by_side(offer_is_mine, Value("offer"), Value("need")),
        "my_score": F("score") * weight,
        "rank": _rank(offer_is_mine, who),
    }
    ranked = found.live().annotate(**mine)
    return ranked.order_by(F("rank"), F("my_score").desc(), "offer_id", "need_id")


def _by_side(
    offer_is_mine: Q,
    for_offer: F | Value | Case,
    for_need: F | Value | Case,
    field: "Field[Any, Any] | None" = None,
) -> Case:
    return Case(
        When(offer_is_mine, then=for_offer), default=for_need, output_field=field or CharField()
    )


def matches_of_listing(user: User, listing: Listing) -> MatchQuerySet:
    return matches_of(user).filter(Q(offer=listing) | Q(need=listing))


def _rank(offer_is_mine: Q, who: Who) -> Case:
    """What waits for me first: an answer, then what to agree after an introduction; then what is
    new, what waits for another, what was agreed, and last what was declined. As `Match.turn`, in
    columns: it is worked out for each match there is, to find the first few."""
    agreed = Exists(Deal.objects.visible_to(who).filter(match=OuterRef("pk")))
    return Case(
        When(Q(introduced_at__isnull=False) & ~agreed, then=1),
        When(introduced_at__isnull=False, then=4),
        When(ended_at__isnull=False, then=5),
        When(offer_is_mine, then=_rank_by_answers("offer", "need")),
        default=_rank_by_answers("need", "offer"),
        output_field=IntegerField(),
    )


def _rank_by_answers(mine: str, other: str) -> Case:
    """A "not now" that passed is no answer of mine, and still a no of the other."""
    declined = Q(**{f"{mine}_answer": Interest.Answer.NO})
    declined |= Q(**{f"{other}_answer__in": [Interest.Answer.NO, Interest.Answer.PAST]})
    return Case(
        When(declined, then=5),
        When(**{f"{mine}_answer": Interest.Answer.YES}, then=3),
        When(**{f"{other}_answer": Interest.Answer.YES}, then=0),
        default=2,
        output_field=IntegerField(),
    )


def waiting_for(user: User | AnonymousUser) -> list[Waiting]:
    """For the home page: answers that others wait for, and one's listings that end soon."""
    if not user.is_authenticated:
        return []
    today = timezone.localdate()
    answers = matches_waiting_for(user).count()
    ending = Listing.objects.of(user).open().filter(expires_on__lte=today + SOON).count()
    found = []
    if answers:
        text = ngettext(
            "%(n)s neighbour is interested and waits for your answer",
            "%(n)s neighbours are interested and wait for your answer",
            answers,
        )
        found.append(Waiting(text % {"n": answers}, reverse("exchange:matches")))
    if ending:
        text = ngettext(
            "%(n)s listing of yours ends within two weeks",
            "%(n)s listings of yours end within two weeks",
            ending,
        )
        url = reverse("exchange:listings") + "?tab=own"
        found.append(Waiting(text % {"n": ending}, url))
    return found


def matches_waiting_for(user: User) -> MatchQuerySet:
    """Where the other said yes and one's own side said nothing yet: those whose turn is 0."""
    reader = reader_of(user)
    found = Match.objects.answerable_from("offer", reader).waiting_on("offer")
    need = Match.objects.answerable_from("need", reader).waiting_on("need")
    # Of who acts for both sides the offer's is asked, see `matches_of`.
    found |= need.exclude(own_side(reader, "offer"))
    if not reader.is_desk:
        return found.filter(own_match_of(reader)).live()
    # Of half a million matches some hundred wait. SQLite does not know that "yes" is rare, and
    # would read them all: so these few first, by an index, and then who may see what of them.
    own = Match.objects.filter(owned_by(reader, ("offer_company", "need_company")))
    asked = (Match.objects.filter(OF_DESK).waiting_on(side) for side in Direction.values)
    return found.filter(pk__in=_keys(own, *asked)).live()


def may_open(user: User, company: int) -> bool:
    """Whether there is a page of it for this person: a name that all may read is no way in."""
    return Company.objects.visible_to(user).filter(pk=company).exists()


def silent_companies(user: User, company: Company, named: set[int]) -> QuerySet[Company, Company]:
    """The other companies of this person's directory, without those that are `named` already."""
    others = Company.objects.visible_to(user).filter(in_directory=True)
    return others.exclude(pk__in={company.pk, *named})


def _with_words(found: ListingQuerySet, user: Who, words: str) -> ListingQuerySet:
    """Every word must stand in what this person may read; one's own text and note count too."""
    reader = reader_of(user)
    own, inside = own_of(reader), own_of(reader) | revealed_to(reader)
    named = in_audience(reader, ["audience_who"]) | inside
    whole = in_audience(reader, GROUPS) | inside
    sought = [(word_index.hits(word), _called(word)) for word in _sought(words)]
    # These few first, and then what one may read of them; many are better met newest first.
    few = [
        hits.anywhere for hits, called_so in sought if hits.anywhere is not None and not called_so
    ]
    among = set.intersection(*few) if few else None
    for hits, called_so in sought:
        kept = hits if among is None else hits.among(among)
        found = found.filter(
            kept.within(Scope.ABOUT)
            | (named & Q(company__in=called_so))
            | (whole & kept.within(Scope.SENTENCE))
            | (own & kept.within(Scope.NOTE))
        )
    return found if among is None else found.filter(pk__in=among)


def _sought(words: str) -> list[str]:
    return word_index.parts(words)[:MAX_WORDS]


def _called(word: str) -> Any:
    """The companies with this in their name: one by one, or as a query where they are many."""
    found = Company.objects.filter(name__icontains=word).order_by().values_list("pk", flat=True)
    few = list(found[: MAX_NAMES + 1])
    return few if len(few) <= MAX_NAMES else found


def _for_cards(found: ListingQuerySet, user: Who) -> ListingQuerySet:
    """Companies and sites apart: beside a join SQLite would sort all rows to find the newest."""
    return found.with_rights(user).prefetch_related("company", "site")
