"""What is told by mail of challenges: what became of those one is behind, what waits for an answer,
and a few that are new. Keys say what a line is, once and for all."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda import mail_acts, phrases
from naober.features.agenda.models import Challenge, Milestone, Recognition, State
from naober.features.agenda.services.opening import PURPOSE as OPEN
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.audience.readers import Reader
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import settled_reader
from naober.foundation.notifications.digests import Item

NEW_FOR = timedelta(days=30)
MOST_TOLD = 20
MOST_NEW = 3
WORDS = 110


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    if not user.is_active:
        return []
    reader = settled_reader(user)
    return [*_asked(reader), *_told(user, reader), *_new(reader)]


def _asked(reader: Reader) -> list[Item]:
    """The desk asks whether all members may read it."""
    if not reader.companies:
        return []
    found = Challenge.objects.filter(company__in=reader.companies, state=State.OPEN)
    waiting = found.filter(audience=Level.DESK).exclude(opening_asked_at=None)
    return [
        Item(
            key=f"challenge-open:{one.pk}:{one.opening_asked_at:%Y%m%d}",
            text=_("May all members read what you told the desk? “%(words)s”")
            % {"words": mail_acts.in_short(one.text)},
            url=one.get_absolute_url(),
            kind="waiting",
            acts=((_("Answer yes or no"), OPEN, str(one.pk)),),
        )
        for one in waiting.order_by("opening_asked_at", "pk")
    ]


def _told(user: User, reader: Reader) -> list[Item]:
    """Everybody behind it: who raised it, who recognises it, whose was taken into it, and who of
    the desk wrote it down."""
    since = timezone.now() - NEW_FOR
    said = Recognition.objects.filter(challenge=OuterRef("challenge"), company__in=reader.companies)
    part = Challenge.objects.filter(merged_into=OuterRef("challenge"), company__in=reader.companies)
    behind = Q(challenge__company__in=reader.companies) | Q(Exists(said)) | Q(Exists(part))
    if reader.is_desk:
        behind |= Q(challenge__created_by=user.pk, challenge__entered_by_desk=True)
    found = Milestone.objects.visible_to(reader).filter(behind, at__gte=since)
    newest = found.select_related("challenge").order_by("-at", "-pk")[:MOST_TOLD]
    return [
        Item(
            key=f"milestone:{one.pk}",
            text=f"“{_words(one.challenge)}” {phrases.phrase_of(one.kind, one.facts)}",
            url=one.path or one.challenge.get_absolute_url(),
            group=_("What became of what you have too"),
        )
        for one in reversed(newest)
    ]


def _new(reader: Reader) -> list[Item]:
    """The newest few of others, with a link to say "we too" for the first of one's companies."""
    if not reader.companies or reader.is_desk:
        return []
    company = Company.objects.taking_part().filter(pk__in=reader.companies).order_by("pk").first()
    if company is None:
        return []
    mine = Recognition.objects.filter(challenge=OuterRef("pk"), company__in=reader.companies)
    found = Challenge.objects.visible_to(reader).filter(
        ~Exists(mine),
        state=State.OPEN,
        audience__in=at_least(Level.MEMBERS),
        created_at__gte=timezone.now() - NEW_FOR,
    )
    others = found.exclude(company__in=reader.companies).order_by("-created_at", "-pk")
    return [
        Item(
            key=f"challenge-new:{one.pk}",
            text=f"“{mail_acts.in_short(one.text)}”",
            url=one.get_absolute_url(),
            acts=((_("We too"), mail_acts.RECOGNISE, f"{one.pk}:{company.pk}"),),
            group=_("Neighbours struggle with this"),
        )
        for one in others[:MOST_NEW]
    ]


def _words(one: Challenge) -> str:
    words = " ".join(one.text.split())
    return words if len(words) <= WORDS else f"{words[: WORDS - 1].rstrip()}…"
