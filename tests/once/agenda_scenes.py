"""The steps of a challenge of which each has to happen once."""

from django.urls import reverse
from django.utils import timezone

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.exchange.tests.factories import (
    UserFactory,
)
from naober.foundation.members.tests.factories import CompanyFactory, MembershipFactory
from tests.once.acts import Act, by_link, fresh_number


def challenge_raised() -> Act:
    user = MembershipFactory().user
    path = reverse("agenda:raise")
    company = user.memberships.get().company_id
    data = {"text": "Wij vinden geen operators", "company": company, "choice": "open"}
    return Act(path, {**data, "theme": "guess", "once": fresh_number(path, user)}, user)


def challenge_raised_for_chosen() -> Act:
    act, other = challenge_raised(), CompanyFactory()
    return Act(act.path, {**act.data, "choice": "named", "names": other.name}, act.user)


def challenge_raised_for_nobody() -> Act:
    desk, path = UserFactory(desk_role="desk"), reverse("agenda:raise")
    data = {"text": "Het stroomnet is vol", "company": 0, "choice": "open"}
    return Act(path, {**data, "theme": "guess", "once": fresh_number(path, desk)}, desk)


def challenge_recognised() -> Act:
    user, challenge = MembershipFactory().user, ChallengeFactory()
    data = {"company": user.memberships.get().company_id, "with_name": "1"}
    return Act(reverse("agenda:recognise", args=[challenge.pk]), data, user)


def challenge_recognised_by_link() -> Act:
    user, challenge = MembershipFactory().user, ChallengeFactory()
    target = f"{challenge.pk}:{user.memberships.get().company_id}"
    return by_link("challenge.recognise", target, user, "name")


def challenge_opened_by_link() -> Act:
    user = MembershipFactory().user
    company, when = user.memberships.get().company, timezone.now()
    made = ChallengeFactory(company=company, audience="desk", opening_asked_at=when)
    return by_link("challenge.open", str(made.pk), user, "open")


def challenges_taken_together() -> Act:
    desk = UserFactory(desk_role="desk")
    parts = [ChallengeFactory(), ChallengeFactory(audience_who="desk")]
    path = reverse("agenda:merge") + "?" + "&".join(f"c={part.pk}" for part in parts)
    data = {"into": "new", "text": "Wij allemaal vinden geen operators", "sure": "on"}
    return Act(path, {**data, "once": fresh_number(path, desk)}, desk)


def challenge_added_to_another() -> Act:
    desk, whole = UserFactory(desk_role="desk"), ChallengeFactory()
    path = reverse("agenda:merge") + f"?c={whole.pk}&c={ChallengeFactory().pk}"
    return Act(path, {"into": str(whole.pk), "sure": "on"}, desk)


AGENDA = (
    challenge_raised,
    challenge_recognised,
    challenge_recognised_by_link,
    challenge_opened_by_link,
    challenges_taken_together,
    challenge_added_to_another,
)
