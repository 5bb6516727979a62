"""The steps of a plan and of a stream of which each has to happen once."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from naober.features.exchange.tests.factories import UserFactory
from naober.features.streams import tasks
from naober.features.streams.tests.factories import PlanFactory, example, plan_of, say
from tests.once.acts import Act, Chore, fresh_number

BRINGS = "Wij houden 100 ton PET-snippers per jaar over in Emmen"
SEEKS = "Wij zoeken PET-snippers, 100 ton per jaar in Emmen"


def stream_told() -> Act:
    listing = say(BRINGS)
    data = {"cost": "60-90", "audience": "desk", "audience_cost": "desk"}
    path = reverse("streams:detail", args=[listing.pk])
    return Act(path, data, listing.company.memberships.get().user)


def plan_asked() -> Act:
    desk, path = UserFactory(desk_role="desk"), reverse("streams:plans")
    number = fresh_number(path, desk)

    class Upload(Act):
        def __call__(self) -> int:
            file = SimpleUploadedFile("r.xlsx", example())
            return self.client.post(self.path, {**self.data, "file": file}).status_code

    return Upload(path, {"name": "Voorjaar", "objective": "gain", "once": number}, desk)


def plan_reckoned() -> Chore:
    plan = PlanFactory(state="running", progress=0, result={})
    asked = plan.asked_at.isoformat()
    return Chore(lambda: tasks.reckon(plan.pk, asked))


def plan_told() -> Act:
    desk = UserFactory(desk_role="desk")
    plan = plan_of([(say(BRINGS), say(SEEKS))], desk=desk)
    return Act(reverse("streams:tell", args=[plan.pk]), {"rule": ""}, desk)


def pair_proposed() -> Act:
    desk = UserFactory(desk_role="desk")
    plan = plan_of([(say(BRINGS), say(SEEKS))], desk=desk)
    return Act(reverse("streams:propose", args=[plan.planned.get().pk]), {}, desk)


STREAMS = (stream_told, plan_asked, plan_reckoned, plan_told, pair_proposed)
