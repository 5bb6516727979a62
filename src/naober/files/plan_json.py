"""A region's plan as data: for `naober plan --json`, and for pages that keep it."""

from typing import Any

from naober.engines.flows import Comparison, Plan
from naober.files.plan_reckoning import Reckoned
from naober.files.plan_words import PlanWords

INFINITE = float("inf")


def plan_as_json(reckoned: Reckoned, words: PlanWords) -> dict[str, Any]:
    """All of a plan, with its reasons as numbers and as sentences."""
    found = reckoned.plan
    objective = found.objective
    return {
        **_numbers(found),
        "flows": [
            {
                "offer": flow.offer, "need": flow.need, "season": flow.season, "sent": flow.sent,
                "arrived": flow.arrived, "pumped": flow.pumped, "unit": words.unit(flow.offer),
                "gain": flow.gain, "co2": flow.co2,
            }
            for flow in found.flows
        ],
        "open": [
            {"kind": one.kind, "offer": one.offer, "need": one.need, "cost": one.cost}
            for one in found.opened
        ],
        "limits": [
            {
                "kind": one.kind, "offer": one.offer, "need": one.need, "step_a_week": one.step,
                "worth": one.worth, "message": words.limit(one, objective),
            }
            for one in found.limits
        ],
        "threads": [
            {
                "offer": one.offer, "need": one.need, "loss": _finite(one.loss),
                "margin": one.margin, "message": words.thread(one, objective),
            }
            for one in found.threads
        ],
        "unmet": [
            {
                "need": one.need, "season": one.season, "asked": one.asked,
                "possible": one.possible, "message": words.unmet(one),
            }
            for one in found.unmet
        ],
        "heat": [
            {
                "season": season, "heating": one.heating, "cooling": one.cooling,
                "exchanged": one.exchanged, "pinches": list(one.pinches),
            }
            for season, one in found.heat.items()
        ],
        "ranges": {
            one["case"]: one for one in _beside(reckoned.ranges, "case")
        },
        "scenarios": _beside(reckoned.scenarios, "scenario"),
        "without": _beside(reckoned.without, "organisation"),
        "always": [list(pair) for pair in reckoned.scenarios.always],
        "messages": list(words.total(found)),
    }  # fmt: skip


def _beside(compared: Comparison, name: str) -> list[dict[str, Any]]:
    return [
        {
            name: key,
            **_numbers(one.plan),
            "gone": [list(pair) for pair in one.gone],
            "new": [list(pair) for pair in one.new],
        }
        for key, one in compared.scenarios.items()
    ]


def _numbers(plan: Plan) -> dict[str, Any]:
    there = plan.value is not None
    return {
        "status": str(plan.status),
        "objective": str(plan.objective),
        "value": plan.value,
        "bound": _finite(plan.bound),
        "gap": None if plan.gap is None else _finite(plan.gap),
        "gain": plan.gain if there else None,
        "co2": plan.co2 if there else None,
        "mass": plan.mass if there else None,
        "fixed_costs": plan.fixed_costs if there else None,
    }


def _finite(value: float) -> float | None:
    return None if abs(value) == INFINITE else value
