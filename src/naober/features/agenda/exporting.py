"""Challenges as a workbook for the desk: what its list shows, and what became of each."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda import cards, phrases, sharing
from naober.features.agenda.models import Challenge, Milestone, Recognition
from naober.files.workbook import Column, Sheet
from naober.foundation.members import exports
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import company_reader


def sheets(found: Iterable[Challenge], user: User) -> list[Sheet]:
    rows = list(found)
    return [_challenges(rows, user), _life(rows, user)]


def _challenges(rows: list[Challenge], user: User) -> Sheet:
    columns = [
        Column(_("Number"), 20),
        Column(_("Challenge"), 90),
        Column(_("Theme"), 20),
        Column(_("How far"), 20),
        Column(_("Raised by"), 30),
        Column(_("On"), 24),
        Column(_("How many recognise it"), 14, "number"),
        Column(_("With their name"), 50),
        Column(_("Without their name"), 50),
    ]
    table = [
        (
            str(card.pk),
            card.text,
            card.theme,
            card.state_text,
            card.who,
            card.when,
            card.support.number,
            ", ".join(card.support.names),
            ", ".join(card.support.nameless),
        )
        for card in cards.cards(rows, user)
    ]
    return Sheet(_("Challenges"), columns, table)


def _life(rows: list[Challenge], user: User) -> Sheet:
    columns = [Column(_("Number"), 20), Column(_("Day"), 14, "date"), Column(_("What"), 90)]
    told = Milestone.objects.visible_to(user).filter(challenge__in=[row.pk for row in rows])
    table = [
        (
            str(one.challenge_id),
            timezone.localtime(one.at).date(),
            phrases.phrase_of(one.kind, one.facts),
        )
        for one in told.order_by("challenge", "at", "pk")
    ]
    return Sheet(_("What became of it"), columns, table)


def of_company(company: Company) -> list[Sheet]:
    """All that it raised and recognised, for itself: also what is closed."""
    raised = Challenge.objects.filter(company=company)
    raised = raised.select_related("theme", "audience_group")
    columns = [
        Column(_("Challenge"), 90),
        Column(_("Theme"), 20),
        Column(_("How far"), 20),
        Column(_("Who may see it"), 40),
        Column(_("On"), 18, "moment"),
    ]
    table = [
        (
            one.text,
            str(one.theme or ""),
            str(one.get_state_display()),
            sharing.in_words(one),
            exports.moment(one.created_at),
        )
        for one in raised.order_by("created_at", "pk")
    ]
    return [Sheet(_("Challenges"), columns, table), _recognised(company)]


def _recognised(company: Company) -> Sheet:
    """The words of what it raised itself as a part stand in the other sheet: of a whole that it
    may not read there is nothing here."""
    reader = company_reader(company)
    seen = Challenge.objects.visible_to(reader).values("pk")
    said = Recognition.objects.filter(company=company, challenge__in=seen)
    columns = [
        Column(_("Challenge"), 90),
        Column(_("With our name"), 14),
        Column(_("On"), 18, "moment"),
    ]
    table = [
        (one.challenge.text, exports.yes(one.with_name), exports.moment(one.at))
        for one in said.select_related("challenge").order_by("at", "pk")
    ]
    return Sheet(_("We too"), columns, table)
