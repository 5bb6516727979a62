"""Challenges, rounds and focus points of a year, for `benchmarks.year`."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from benchmarks.year import Year, make

TEXTS = [
    "Onze stoomketel staat in het weekend stil terwijl de buren stoom nodig hebben",
    "Te weinig operators die 's nachts willen werken",
    "De stroomaansluiting is vol en uitbreiden duurt jaren",
    "We weten niet wat de nieuwe regels voor koelwater van ons vragen",
    "Vrachtwagens staan elke ochtend in de rij voor de poort",
    "Leerlingen van het mbo kiezen niet meer voor procestechniek",
    "Het slib van de waterzuivering gaat ver weg om verbrand te worden",
    "Bij een incident weten buren elkaar niet snel te bereiken",
]
HIDDEN, FOR_DESK = 6, 12  # one in so many hides its name, or is for the desk only
CANDIDATES = 12


def fill(year: Year) -> list[Any]:
    """Gives the challenges that all members may read."""
    challenges = _challenges(year)
    shown = [one for one in challenges if one.audience == "members" and one.state == "open"]
    _rounds(year, shown)
    _points(year, shown)
    return shown


def _challenges(year: Year) -> list[Any]:
    from naober.features.agenda.models import Challenge, Milestone, Recognition, Theme

    themes = list(Theme.objects.all())
    rows = []
    for n in range(year.of(300)):
        row = Challenge(
            company=year.chance.choice(year.companies),
            text=f"{TEXTS[n % len(TEXTS)]}, al {n % 9 + 1} jaar",
            theme=themes[n % len(themes)],
            audience="desk" if n % FOR_DESK == 7 else "members",
            audience_who="own" if n % HIDDEN == 4 else "members",
            created_at=year.ago(),
        )
        row.narrow()
        if n % 10 == 9:
            row.state, row.merged_into = "merged", rows[n - 9]
        elif n % 25 == 11:
            row.state, row.closed_because = "closed", "Opgelost door de gemeente"
        rows.append(row)
    made = make(Challenge, rows)
    make(
        Recognition,
        (
            Recognition(
                challenge=one,
                company=company,
                with_name=year.chance.random() < 0.7,
                by_id=year.person(company),
                at=year.ago(year.now - one.created_at),
            )
            for one in made
            for company in year.some(year.chance.randrange(2, 25))
            if company.pk != one.company_id
        ),
    )
    make(Milestone, (line for one in made for line in _life(Milestone, one)))
    return made


def _life(model: Any, one: Any) -> Iterator[Any]:
    kinds = {
        "agenda.joined": {},
        "meeting.discussed": {"meeting": "Voorjaarsbijeenkomst"},
        "weighing.candidate": {"round": "Waar beginnen we mee?"},
    }
    for n, (kind, facts) in enumerate(kinds.items(), start=1):
        at = one.created_at + timedelta(days=n)
        yield model(challenge=one, at=at, kind=kind, facts=facts, key=f"bench:{kind}:{one.pk}")


# Rounds -------------------------------------------------------------------------------------------


def _rounds(year: Year, challenges: Sequence[Any]) -> None:
    """One a month; counted by the engine as always. The last is open, the one before waits for
    who confirms it."""
    from naober.features.weighing.models import Ballot, Candidate, Round
    from naober.features.weighing.services import closing

    number = 12
    rounds = make(Round, (_round(year, number - 1 - n) for n in range(number)))
    first = len(challenges) // number
    asked = {
        one.pk: make(
            Candidate,
            (
                Candidate(
                    round=one,
                    challenge=challenge,
                    title=challenge.text[:200],
                    theme=challenge.theme.name,
                    cost=Decimal(2_000 + 1_000 * (place % 7)),
                    position=place,
                )
                for place, challenge in enumerate(
                    challenges[n * first : n * first + min(first, CANDIDATES)], start=1
                )
            ),
        )
        for n, one in enumerate(rounds)
    }
    make(
        Ballot,
        (
            Ballot(
                round=one,
                company=company,
                points=_points_given(year, one, asked[one.pk]),
                cast_by_id=year.person(company),
                cast_at=one.opened_at + timedelta(hours=5),
            )
            for one in rounds
            for company in year.some(200)
        ),
    )
    closing.close_due()
    for one in rounds[: number - 2]:
        closing.decide_round(round_=one, by=year.board)


def _round(year: Year, months_ago: int) -> Any:
    from naober.features.weighing.models import Round

    closes = year.now + timedelta(days=7 - 30 * months_ago)
    divided = months_ago % 3 == 1
    return Round(
        question=f"Waar beginnen we dit kwartaal mee? ({months_ago})",
        budget=Decimal(20_000),
        ballot_kind="points" if divided else "approval",
        most=10 if divided else None,
        is_secret=months_ago % 4 != 2,
        state="open",
        opened_at=closes - timedelta(days=21),
        closes_at=closes,
        created_at=closes - timedelta(days=30),
        created_by=year.desk,
    )


def _points_given(year: Year, one: Any, candidates: Sequence[Any]) -> dict[str, int]:
    chosen = year.chance.sample(candidates, min(3, len(candidates)))
    return {str(row.pk): 3 if one.ballot_kind == "points" else 1 for row in chosen}


# Focus points -------------------------------------------------------------------------------------


def _points(year: Year, challenges: Sequence[Any]) -> None:
    from naober.features.focus.models import FocusPoint, Measurement, WorkingGroup

    points = make(FocusPoint, (_point(year, n, challenges) for n in range(year.of(40))))
    through = FocusPoint.challenges.through
    make(
        through,
        (
            through(focuspoint=one, challenge=challenges[(n * 2 + k) % len(challenges)])
            for n, one in enumerate(points)
            for k in range(2)
        ),
    )
    make(
        Measurement,
        (
            Measurement(
                point=one,
                day=one.started_on + timedelta(days=30 * (k + 1)),
                value=Decimal(1_000 - 90 * k),
                by=year.desk,
            )
            for one in points
            for k in range(6)
        ),
    )
    groups = make(
        WorkingGroup,
        (
            WorkingGroup(point=one, name=one.title, charter="Elke maand bij elkaar")
            for one in points
        ),
    )
    for group in groups:
        _group(year, group)


def _point(year: Year, number: int, challenges: Sequence[Any]) -> Any:
    from naober.features.focus.models import FocusPoint

    challenge = challenges[number % len(challenges)]
    state = {3: "achieved", 7: "stopped"}.get(number % 10, "running")
    started = year.today - timedelta(days=190 + number)
    return FocusPoint(
        title=f"{challenge.text[:100]} ({number})",
        text=challenge.text,
        theme=challenge.theme,
        goal="Samen een derde minder in een jaar",
        measure="Wat we samen verbruiken",
        unit="MWh per jaar",
        baseline=Decimal(1_000),
        baseline_on=started,
        target=Decimal(650),
        target_on=started + timedelta(days=365),
        state=state,
        started_on=started,
        ended_on=None if state == "running" else year.today - timedelta(days=5),
        stopped_because="Er is geen plek voor" if state == "stopped" else "",
        is_public=number % 4 == 0,
        created_by=year.desk,
    )


def _group(year: Year, group: Any) -> None:
    """Eight people; what they do, decided, keep, say, and what came of it."""
    from naober.features.focus.models import Action, Decision, Document, Remark, Result, Seat

    members = [(company, year.person(company)) for company in year.some(8)]
    make(
        Seat,
        (
            Seat(
                group=group,
                user_id=user,
                company=company,
                is_chair=place == 0,
                state="in",
                joined_on=group.point.started_on,
            )
            for place, (company, user) in enumerate(members)
        ),
    )
    make(
        Action,
        (
            Action(
                group=group,
                text=f"Uitzoeken wat de leverancier kan ({n})",
                owner_id=members[n % len(members)][1],
                company=members[n % len(members)][0],
                due_on=year.today + timedelta(days=year.chance.randrange(-90, 90)),
                done_at=year.ago(timedelta(days=90)) if n % 2 else None,
                created_at=year.ago(timedelta(days=180)),
            )
            for n in range(15)
        ),
    )
    decisions = make(
        Decision,
        (
            Decision(
                group=group,
                day=year.ago(timedelta(days=180)).date(),
                text=f"We vragen samen een offerte aan ({n})",
                for_members=n % 2 == 0,
                by=year.desk,
            )
            for n in range(8)
        ),
    )
    for field, key, place in (("companies", "company_id", 0), ("people", "user_id", 1)):
        through = getattr(Decision, field).through
        make(
            through,
            (
                through(decision=one, **{key: getattr(member[place], "pk", member[place])})
                for one in decisions
                for member in members[:5]
            ),
        )
    make(
        Document,
        (
            Document(
                group=group, title=f"Stuk {n}", link="https://naober.example/stuk", by=year.desk
            )
            for n in range(4)
        ),
    )
    make(
        Remark,
        (
            Remark(group=group, text=f"Wie kent er een bureau hiervoor? ({n})", by_id=user)
            for n, (_company, user) in enumerate(members * 2)
        ),
    )
    make(Result, (_result(year, group, n, members) for n in range(3)))


def _result(year: Year, group: Any, number: int, members: Sequence[Any]) -> Any:
    from naober.features.focus.models import Result

    (company, user), (other, another) = members[number % len(members)], members[-1 - number]
    counts = number < 2 and company.pk != other.pk
    return Result(
        point=group.point,
        value=Decimal(40 + number),
        unit="MWh per jaar",
        what="Minder stroom in het weekend",
        day=year.ago(timedelta(days=60)).date(),
        company=company,
        by_id=user,
        confirmed_at=year.now if counts else None,
        confirmed_company=other if counts else None,
        confirmed_by_id=another if counts else None,
    )
