"""What a person's digest says of rounds: your company is asked to vote; the desk entered its vote,
or one of two counts; a round was decided.

The question waits until the company voted, whoever of it did. It makes a mail when it is new, and
once more shortly before closing: that is the only reminder.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.weighing import mail_acts, rules, selectors, words
from naober.features.weighing.models import Ballot, Round, State
from naober.foundation.members.models import Company, User
from naober.foundation.notifications.digests import Item

NEW_FOR = timedelta(days=30)


def digest_items(user: User) -> list[Item]:
    """In the language that is on. A fixed number of statements."""
    companies = selectors.voting_companies(user) if user.is_active else []
    if not companies:
        return []
    return [*_asked(companies), *_decided(user)]


def _asked(companies: list[Company]) -> list[Item]:
    rounds = list(Round.objects.taking_votes().order_by("closes_at", "pk"))
    cast = Ballot.objects.filter(round__in=rounds, company__in=companies)
    voted = {(one.round_id, one.company_id): one for one in cast.defer("points")}
    asked = [
        _item(one, company)
        for one in rounds
        for company in companies
        if (one.pk, company.pk) not in voted
    ]
    told = [
        _look_at(one, company, ballot)
        for one in rounds
        for company in companies
        if (ballot := voted.get((one.pk, company.pk)))
    ]
    return [*asked, *filter(None, told)]


def _look_at(one: Round, company: Company, ballot: Ballot) -> Item | None:
    """A vote that the company did not cast like this itself, while it can still change it."""
    values = {"company": company.name, "question": one.question, "moment": words.moment(one)}
    if ballot.on_behalf:
        key, text = f"entered:{ballot.pk}:{ballot.cast_at:%Y%m%d%H%M%S}", _(
            "The desk entered the vote of %(company)s, as you told it: %(question)s Your company "
            "can look at it, and change it until %(moment)s."
        )  # fmt: skip
    elif ballot.joined_at:
        key, text = f"joined:{ballot.pk}", _(
            "Two votes had come in for %(company)s, and the last one counts: %(question)s Your "
            "company can look at it, and change it until %(moment)s."
        )  # fmt: skip
    else:
        return None
    acts = ((_("Vote anew"), "weighing.vote", mail_acts.target_of(one, company)),)
    url = one.get_absolute_url()
    return Item(key=f"weighing.{key}", text=text % values, url=url, acts=acts)


def _item(one: Round, company: Company) -> Item:
    is_last = one.closes_at - timezone.now() < timedelta(days=rules.REMIND_DAYS)
    key = f"weighing.vote:{one.pk}:{company.pk}"
    return Item(
        key=f"{key}:last" if is_last else key,
        text=words.asked_to_vote(one, company),
        url=one.get_absolute_url(),
        kind="waiting",
        acts=((_("Vote"), "weighing.vote", mail_acts.target_of(one, company)),),
    )


def _decided(user: User) -> list[Item]:
    since = timezone.now() - NEW_FOR
    found = Round.objects.visible_to(user).filter(state=State.DECIDED, decided_at__gte=since)
    text = _("It is decided what we work on: %(question)s")
    return [
        Item(
            key=f"weighing.decided:{one.pk}",
            text=text % {"question": one.question},
            url=one.get_absolute_url(),
        )
        for one in found.order_by("decided_at", "pk")
    ]
