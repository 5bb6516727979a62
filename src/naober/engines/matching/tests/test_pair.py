from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.engines.matching import Amount, Bounds
from naober.engines.matching.fit import distance_km
from naober.engines.matching.pair import Judge
from naober.engines.matching.result import ReasonCode
from naober.engines.matching.tests.small import (
    KNOWLEDGE,
    TODAY,
    at,
    changed,
    codes,
    judged,
    need,
    offer,
    reason,
    score,
)

ASSEN = {"latitude": 52.9928, "longitude": 6.5642}
EMMEN = {"latitude": 52.7792, "longitude": 6.9007}
celsius = st.floats(-30, 300).map(lambda value: round(value, 1))


class TestHeat:
    def test_hot_enough_serves_and_says_so(self):
        found = judged(
            offer("condensate", temperature=at(85)), need("hot-water", temperature=at(60, 70))
        )
        said = reason(found, ReasonCode.TEMPERATURE_SERVES)
        assert (said.get("offer_c"), said.get("need_c")) == ("85", "60-70")
        assert not found.conditional

    def test_lukewarm_air_serves_a_lukewarm_need_without_condition(self):
        found = judged(offer("exhaust-air", temperature=at(45)), need("heat", temperature=at(25)))
        assert found
        assert not found.conditional

    def test_too_cold_serves_only_with_a_heat_pump_and_says_the_lift(self):
        found = judged(offer("exhaust-air", temperature=at(30)), need("heat", temperature=at(60)))
        assert found.conditional
        assert reason(found, ReasonCode.HEAT_PUMP).get("lift_k") == 30

    @pytest.mark.parametrize(("given_c", "bar"), [(85, 10), (95, 8), (45, 8), (20, 1)])
    def test_warm_water_and_air_never_make_steam(self, given_c, bar):
        steam = need("saturated-steam", pressure=at(bar))
        for source in ("condensate", "exhaust-air", "hot-water", "heat"):
            assert judged(offer(source, temperature=at(given_c)), steam) is None

    def test_steam_of_unknown_pressure_is_at_least_boiling_hot(self):
        assert judged(offer("heat", temperature=at(20)), need("steam")) is None

    def test_steam_serves_at_its_pressure_or_above(self):
        asked = need("steam", pressure=at(6))
        enough = judged(offer("saturated-steam", pressure=at(8)), asked)
        short = judged(offer("saturated-steam", pressure=at(3)), asked)
        assert ReasonCode.PRESSURE_SERVES in codes(enough)
        assert not enough.conditional
        assert ReasonCode.COMPRESSION in codes(short)
        assert short.conditional
        assert judged(offer("saturated-steam", pressure=at(1)), asked) is None

    def test_steam_heats_water_by_its_saturation_temperature(self):
        found = judged(offer("steam", pressure=at(10)), need("hot-water", temperature=at(150)))
        assert reason(found, ReasonCode.TEMPERATURE_SERVES).get("offer_c") == "180"

    def test_an_unknown_temperature_weakens_and_says_nothing(self):
        known = judged(offer("hot-water", temperature=at(90)), need("heat", temperature=at(60)))
        unknown = judged(offer("hot-water"), need("heat", temperature=at(60)))
        assert unknown.score < known.score
        assert ReasonCode.TEMPERATURE_SERVES not in codes(unknown)

    def test_the_lexicon_knows_usual_temperatures(self):
        found = judged(offer("low-heat"), need("heat", temperature=at(30)))
        assert reason(found, ReasonCode.TEMPERATURE_SERVES).get("offer_c") == "≈ 40"

    def test_cold_must_be_cold_enough(self):
        asked = need("cold", temperature=at(6))
        assert judged(offer("ice-water"), asked)
        assert judged(offer("cold", temperature=at(12)), asked) is None

    def test_gas_of_lower_pressure_needs_compression(self):
        asked = need("compressed-air", pressure=at(7))
        assert judged(offer("compressed-air", pressure=at(8)), asked).conditional is False
        assert judged(offer("compressed-air", pressure=at(4)), asked).conditional is True

    @given(celsius, celsius, celsius)
    def test_a_colder_offer_never_does_better(self, one, other, asked_c):
        cold, hot = sorted((one, other))
        asked = need("hot-water", temperature=at(asked_c))
        colder = score(offer("heat", temperature=at(cold)), asked)
        assert colder <= score(offer("heat", temperature=at(hot)), asked)

    @given(celsius, st.floats(1.5, 40))
    def test_nothing_cooler_than_the_steam_serves_it_unconditionally(self, given_c, bar):
        found = judged(
            offer("heat", temperature=at(given_c)), need("steam", pressure=at(round(bar, 1)))
        )
        if found and not found.conditional:
            assert given_c >= 111


class TestNever:
    def test_ones_own_company(self):
        assert judged(offer("pp", company="same"), need("pp", company="same")) is None

    @pytest.mark.parametrize(
        ("given", "asked"),
        [
            ({"expires": TODAY - timedelta(1)}, {}),
            ({}, {"end": TODAY - timedelta(1)}),
            ({"end": date(2026, 4, 1)}, {"start": date(2026, 4, 2)}),
            ({"start": date(2026, 9, 1)}, {"end": date(2026, 8, 31)}),
        ],
    )
    def test_when_ended_or_never_there_together(self, given, asked):
        assert judged(offer("pp", **given), need("pp", **asked)) is None

    def test_a_miller_for_a_pastry_baker_whatever_words_they_share(self):
        words = "vakkracht gezocht, tijdelijk, machine, medewerker"
        found = judged(offer("miller", text=words), need("staff", "pastry-baker", text=words))
        assert found is None

    def test_another_polymer_without_condition(self):
        for one, other in [("pp-regrind", "pe-regrind"), ("pp", "pvc"), ("pp-regrind", "pe")]:
            maker = offer(one, text="maalgoed", named=((one, "maalgoed"),))
            asked = need(other, text="maalgoed", named=((other, "maalgoed"),))
            found = judged(maker, asked)
            assert found is None or found.conditional

    def test_the_same_form_of_another_material_without_condition(self):
        found = judged(offer("pp", "regrind"), need("pe", "regrind"))
        assert found is None or found.conditional

    def test_alternatives_are_no_rivals(self):
        found = judged(offer("pp"), need("pp", "pe"))
        assert found
        assert not found.conditional


class TestLawAndTreatment:
    def test_waste_as_feed_is_conditional_on_the_waste_law(self):
        found = judged(offer("kitchen-waste"), need("animal-feed"))
        assert ReasonCode.WASTE_LAW in codes(found)
        assert found.conditional

    def test_a_by_product_as_feed_is_not(self):
        found = judged(offer("spent-grain"), need("animal-feed"))
        assert found
        assert not found.conditional

    def test_a_treatment_is_named_and_makes_conditional(self):
        found = judged(offer("bark"), need("biomass"))
        assert reason(found, ReasonCode.TREATMENT).get("condition_en") == "if dry"
        assert found.conditional

    def test_waste_of_what_is_sought_as_goods_is_conditional_too(self):
        found = judged(offer("kitchen-waste"), need("residue"))
        assert ReasonCode.WASTE_LAW in codes(found)


class TestVagueness:
    def test_what_can_be_made_from_it_still_has_to_be_made(self):
        found = judged(offer("whey"), need("whey-protein"))
        assert ReasonCode.CAN_BE_MADE_FROM in codes(found)
        assert found.conditional

    def test_a_broad_concept_makes_no_sure_match_when_the_words_say_more(self):
        asked = need("plastic", text="plastic with glitter")
        found = judged(offer("pp-regrind", text="pp"), asked)
        assert reason(found, ReasonCode.RELATED).get("concept") == "plastic"
        assert found.conditional

    def test_a_broad_concept_is_enough_when_that_is_all_that_is_asked(self):
        found = judged(offer("driver", text="driver"), need("staff", text="staff"))
        assert ReasonCode.NARROWER in codes(found)

    def test_things_of_the_listings_own_kind_come_first(self):
        lorry = offer("whey", "driver", kind="people")
        assert score(lorry, need("whey")) < score(offer("whey"), need("whey"))

    def test_what_both_mention_supports_what_they_mean(self):
        asked = need("pp", context=("driver",))
        assert score(offer("pp", "driver"), asked) >= score(offer("pp"), asked)

    def test_only_the_vaguer_of_what_is_sought_is_less(self):
        assert score(offer("wood"), need("wood", "pp-regrind")) < score(offer("wood"), need("wood"))


class TestAmountAndPlace:
    @pytest.mark.parametrize(
        ("given", "asked", "code", "percent"),
        [
            (60, 100, ReasonCode.COVERS_PART, 60),
            (100, 100, ReasonCode.COVERS_NEED, 100),
            (400, 100, ReasonCode.TAKES_PART, 25),
            (1, 100, ReasonCode.TOO_LITTLE, 1),
        ],
    )
    def test_how_much_of_the_need_is_covered(self, given, asked, code, percent):
        found = judged(
            offer("pp", amount=Amount(at(given), "mass", True)),
            need("pp", amount=Amount(at(asked), "mass", True)),
        )
        assert reason(found, code).get("percent") == percent

    @pytest.mark.parametrize(("dimension", "per_year"), [("volume", True), ("mass", False)])
    def test_amounts_that_do_not_compare_are_left_alone(self, dimension, per_year):
        found = judged(
            offer("pp", amount=Amount(at(5), "mass", True)),
            need("pp", amount=Amount(at(500), dimension, per_year)),
        )
        assert not codes(found) & {ReasonCode.COVERS_PART, ReasonCode.TOO_LITTLE}

    def test_power_is_compared_when_there_is_no_amount(self):
        found = judged(offer("heat", power=at(300)), need("heat", power=at(600)))
        assert reason(found, ReasonCode.COVERS_PART).get("percent") == 50

    def test_the_distance_is_that_of_the_great_circle(self):
        # One degree of latitude on a sphere of the mean earth radius: 111.195 km.
        north, south = offer(latitude=53.0, longitude=6.5), need(latitude=52.0, longitude=6.5)
        assert distance_km(north, south) == pytest.approx(111.195, abs=0.001)
        assert distance_km(offer(**ASSEN), need(**EMMEN)) == pytest.approx(32.9, abs=0.5)
        assert distance_km(offer(**ASSEN), need()) is None

    def test_outside_the_radius_stands_in_the_way_and_far_outside_is_no_match(self):
        found = judged(offer("pp", **ASSEN), need("pp", radius_km=20, **EMMEN))
        assert reason(found, ReasonCode.OUTSIDE_RADIUS).get("radius_km") == 20
        assert judged(offer("pp", **ASSEN), need("pp", radius_km=5, **EMMEN)) is None

    def test_a_greatest_distance_for_all_is_kept(self):
        near = Judge(KNOWLEDGE, TODAY, max_distance_km=30)
        assert near.match(offer("pp", **ASSEN), need("pp", **EMMEN)) is None

    @given(st.floats(0, 3), st.floats(0, 3), st.sampled_from(["energy", "material", "people"]))
    def test_more_distance_never_raises_a_score(self, one, other, kind):
        near, far = sorted((one, other))
        asked = need("pp", latitude=50.0, longitude=6.0, radius_km=60)
        here = offer("pp", kind=kind, longitude=6.0)
        nearer = score(changed(here, latitude=50.0 + near), asked)
        assert score(changed(here, latitude=50.0 + far), asked) <= nearer

    @given(st.floats(0.1, 1000), st.floats(0.1, 1000))
    def test_more_of_what_is_needed_never_lowers_a_score(self, one, other):
        little, much = sorted((one, other))
        asked = need("pp", amount=Amount(at(100), "mass", True))
        less = score(offer("pp", amount=Amount(at(little), "mass", True)), asked)
        assert less <= score(offer("pp", amount=Amount(at(much), "mass", True)), asked)


class TestOtherReasons:
    def test_periods_that_overlap_are_told_with_the_days_they_share(self):
        found = judged(offer("pp", start=date(2026, 4, 1)), need("pp", end=date(2026, 6, 30)))
        said = reason(found, ReasonCode.PERIOD_OVERLAPS)
        assert (said.get("start"), said.get("end")) == ("2026-04-01", "2026-06-30")

    def test_an_offer_that_ends_before_the_need_serves_part_of_the_time(self):
        asked = need("pp", start=TODAY, end=date(2026, 12, 31))
        assert ReasonCode.PERIOD_PARTLY in codes(judged(offer("pp", end=date(2026, 6, 1)), asked))

    def test_certificates_are_held_or_missing(self):
        found = judged(offer("pp", certificates=("vca",)), need("pp", certificates=("VCA", "ISO")))
        assert reason(found, ReasonCode.CERTIFICATE_HELD).get("certificate") == "VCA"
        assert reason(found, ReasonCode.CERTIFICATE_MISSING).get("certificate") == "ISO"

    def test_a_part_that_is_too_small_stands_in_the_way(self):
        asked = need("pp", composition=(("zuiverheid", Bounds(99, None)),))
        poor = judged(offer("pp", composition=(("Zuiverheid", at(90)),)), asked)
        pure = judged(offer("pp", composition=(("zuiverheid", at(99.5)),)), asked)
        assert reason(poor, ReasonCode.COMPOSITION_DIFFERS).get("need_percent") == "> 99"
        assert ReasonCode.COMPOSITION_FITS in codes(pure)
        assert poor.score < pure.score

    def test_the_same_thing_under_another_name_is_told_in_both_words(self):
        found = judged(
            offer("pp", named=(("pp", "polypropeen"),)), need("pp", named=(("pp", "PP"),))
        )
        said = reason(found, ReasonCode.SAME_BY_OTHER_NAME)
        assert (said.get("offer_words"), said.get("need_words")) == ("polypropeen", "PP")

    def test_words_make_a_match_where_the_lexicon_knows_nothing(self):
        found = judged(
            offer(text="Kokosvezelmatten, gebruikt"), need(text="kokosvezelmatten gezocht")
        )
        assert "kokosvezelmat" in reason(found, ReasonCode.SIMILAR_WORDS).get("words")

    def test_words_do_not_outweigh_what_both_sides_say_they_mean(self):
        alone = score(offer(text="glanzende kiezels"), need(text="glanzende kiezels"))
        against = score(
            offer("pp", text="glanzende kiezels"), need("nurse", text="glanzende kiezels")
        )
        assert against < alone / 2

    def test_what_is_merely_mentioned_counts_little(self):
        main = score(offer("pp"), need("pp"))
        aside = score(offer("pp"), need("grit", context=("pp",)))
        assert 0 < aside < main / 2
