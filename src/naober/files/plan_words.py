"""What a plan says, in sentences: for the command line and the pages alike."""

from collections.abc import Iterator

from naober.engines.flows import Comparison, Limit, Objective, Plan, Status, Thread, Unmet
from naober.files.region import KILOWATTS, Region
from naober.files.region_parts import Listed

YEAR_WEEKS = (51.0, 53.0)


class PlanWords:
    """Of one region, in Dutch ("nl") or English; without `ids` a row goes by who and what it is."""

    def __init__(self, region: Region, language: str = "nl", *, ids: bool = True) -> None:
        self._region = region
        self._ids = ids
        self._dutch = language == "nl"
        weeks = sum(season.weeks for season in region.problem.seasons)
        year = YEAR_WEEKS[0] <= weeks <= YEAR_WEEKS[1]
        if self._dutch:
            self._per = "per jaar" if year else f"in {weeks:g} weken"
        else:
            self._per = "a year" if year else f"in {weeks:g} weeks"

    def _say(self, nl: str, en: str) -> str:
        return nl if self._dutch else en

    def number(self, value: float, decimals: int = 0) -> str:
        """With points or commas between thousands, as the language writes them."""
        text = f"{value:,.{decimals}f}"
        return text.translate(str.maketrans(",.", ".,")) if self._dutch else text

    def money(self, value: float, decimals: int = 0) -> str:
        """Euro."""
        sign = "-" if round(value, decimals) < 0 else ""
        return f"{sign}€ {self.number(abs(value), decimals)}"

    def amount(self, value: float, objective: Objective) -> str:
        """An amount of what the plan is made for."""
        if objective is Objective.GAIN:
            return self.money(value)
        if objective is Objective.CO2:
            return f"{self.number(value / 1000, 1)} {self._say('ton', 'tonnes of')} CO2"
        return f"{self.number(value)} ton" if self._dutch else f"{self.number(value)} tonnes"

    def offer(self, id: str) -> str:
        """ "A1 (Brouwerij, bostel)"."""
        return self._named(id, self._region.offers[id])

    def need(self, id: str) -> str:
        """The same of a need."""
        return self._named(id, self._region.needs[id])

    def unit(self, offer: str) -> str:
        """In what an offer is counted."""
        return self._region.offers[offer].unit

    def pair(self, offer: str, need: str) -> str:
        """From whom to whom."""
        return f"{self.offer(offer)} → {self.need(need)}"

    def limit(self, limit: Limit, objective: Objective) -> str:
        """ "One more truck a week of ... would be worth EUR 9,000 a year."."""
        worth = self.amount(limit.worth, objective)
        step = self._step(limit)
        if limit.kind == "offer":
            where = self._say("meer van", "more of") + " " + self.offer(limit.offer)
        elif limit.kind == "need":
            where = self._say("meer vraag van", "more need of") + " " + self.need(limit.need)
        else:
            where = self._say("meer over", "more over") + " " + self.pair(limit.offer, limit.need)
        if objective is Objective.GAIN:
            return self._say(
                f"{step} {where} zou {worth} {self._per} waard zijn.",
                f"{step} {where} would be worth {worth} {self._per}.",
            )
        return self._say(
            f"{step} {where} zou {worth} {self._per} schelen.",
            f"{step} {where} would make {worth} {self._per} more.",
        )

    def _step(self, limit: Limit) -> str:
        side = self._region.needs if limit.kind == "need" else self._region.offers
        if side[limit.need if limit.kind == "need" else limit.offer].unit == "MWh":
            return f"{KILOWATTS:g} kW"
        return self._say("Eén vracht per week", "One truck a week")

    def thread(self, thread: Thread, objective: Objective) -> str:
        """What an exchange hangs by."""
        pair = self.pair(thread.offer, thread.need)
        if thread.loss == float("inf"):
            return self._say(
                f"{pair}: zonder deze uitwisseling is niet te halen wat minstens nodig is.",
                f"{pair}: without this exchange the least that is needed cannot be met.",
            )
        loss = self.amount(thread.loss, objective)
        without = self._say(
            f"{pair}: zonder deze uitwisseling {loss} minder.",
            f"{pair}: without this exchange {loss} less.",
        )
        if thread.margin is None:
            return without
        margin = f"{self.money(thread.margin, 2)} {self._say('per', 'a')} {self.unit(thread.offer)}"
        stays = self._say(
            f"Zij blijft zolang zij niet meer dan {margin} duurder wordt.",
            f"It stays as long as it gets no more than {margin} dearer.",
        )
        return f"{without} {stays}"

    def worth_asking(self, id: str, pair: tuple[str, str], saved: float) -> str:
        """From what it costs now an exchange would begin to pay, fixed costs apart."""
        amount = f"{self.money(saved, 2)} {self._say('per', 'a')} {self.unit(pair[0])}"
        offer, need = self._region.offers[pair[0]], self._region.needs[pair[1]]
        if id == pair[0]:
            other = need.organisation or pair[1]
            to = self._say(f"naar {other}", f"to {other}")
            name = self.offer(id)
        else:
            other = offer.organisation or pair[0]
            to = self._say(f"van {other}", f"from {other}")
            name = self.need(id)
        return self._say(
            f"{name}: wat kost het nu? Vanaf {amount} loont het {to}.",
            f"{name}: what does it cost now? From {amount} on it pays {to}.",
        )

    def unmet(self, one: Unmet) -> str:
        """Which need cannot get its least."""
        unit = self._region.needs[one.need].unit
        asked, possible = self.number(one.asked, 1), self.number(one.possible, 1)
        season = f" ({one.season})" if one.season else ""
        return self._say(
            f"{self.need(one.need)}{season} moet minstens {asked} {unit} krijgen; "
            f"hoogstens {possible} kan.",
            f"{self.need(one.need)}{season} has to get at least {asked} {unit}; "
            f"{possible} is possible at most.",
        )

    def total(self, plan: Plan) -> Iterator[str]:
        """What the plan brings, and how sure it is that nothing brings more."""
        if plan.value is None:
            yield from self._none(plan)
            return
        brings = ", ".join((
            self.money(plan.gain), self.amount(plan.co2, Objective.CO2),
            self.amount(plan.mass, Objective.MASS),
        ))  # fmt: skip
        yield self._say(
            f"Dit brengt {self._per}: {brings}; vaste kosten van {self.money(plan.fixed_costs)} "
            "zijn eraf.",
            f"This brings {self._per}: {brings}; fixed costs of {self.money(plan.fixed_costs)} "
            "are taken off.",
        )
        yield self.how_good(plan)

    def between(self, plan: Plan, ranges: Comparison) -> str:
        """What it brings when all ranges turn out badly, or well; "" without ranges."""
        ends = [ranges.scenarios[name].plan for name in ("low", "high") if name in ranges.scenarios]
        if len(ends) < 2 or plan.value is None:
            return ""
        if ends[0].value is None:
            return self._say(
                "Valt alles wat een bereik is tegen, dan kan dit niet meer.",
                "If everything that is a range turns out badly, this cannot be done any more.",
            )
        low, high = (self.amount(one.value or 0.0, plan.objective) for one in ends)
        return self._say(
            f"Valt alles wat een bereik is tegen: {low}. Valt alles mee: {high}.",
            f"If everything that is a range turns out badly: {low}. If all turns out well: {high}.",
        )

    def how_good(self, plan: Plan) -> str:
        """Proven best, or how far from it at most."""
        what = {
            Objective.GAIN: self._say("Meer opbrengst", "More gain"),
            Objective.CO2: self._say("Meer CO2 zonder verlies", "More CO2 at no loss"),
            Objective.MASS: self._say("Meer gewicht zonder verlies", "More weight at no loss"),
        }[plan.objective]
        if plan.status is Status.OPTIMAL:
            return self._say(f"{what} kan niet (bewezen).", f"{what} is not possible (proven).")
        away = f"{100 * (plan.gap or 0):.2g}%"
        bound = self.amount(plan.bound, plan.objective)
        return self._say(
            f"{what} dan {bound} kan niet: hoogstens {away} meer.",
            f"{what} than {bound} is not possible: {away} more at most.",
        )

    def _none(self, plan: Plan) -> Iterator[str]:
        if plan.status is Status.UNKNOWN:
            yield self._say(
                "Binnen de tijd is geen plan gevonden; of er een is, is niet bekend (--seconds).",
                "No plan was found in time; whether there is one is not known (--seconds).",
            )
            return
        yield self._say("Dit kan niet.", "This cannot be done.")
        for one in plan.unmet:
            yield self.unmet(one)
        if not plan.unmet and plan.objective is not Objective.GAIN:
            yield self._say(
                "Wat minstens nodig is, is te halen, maar niet zonder verlies (kies --objective "
                "gain).",
                "The least that is needed can be met, but not without a loss (choose --objective "
                "gain).",
            )

    def _named(self, id: str, listed: Listed) -> str:
        """With who it is and what, as far as that is said."""
        more = ", ".join(filter(None, (listed.organisation, listed.what)))
        if more and not self._ids:
            return more
        return f"{id} ({more})" if more else id
