import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.engines.matching.physics import (
    compressor_can,
    heat_pump_can,
    saturation_temperature_c,
    steam_temperature_c,
)

# IAPWS-IF97, table 36 (verification values of equation 31): MPa to kelvin.
VERIFICATION = [(0.1, 372.755919), (1.0, 453.035632), (10.0, 584.149488)]
# Steam table (Wagner & Kretzschmar, International Steam Tables): bar to degC.
STEAM_TABLE = [(1.01325, 99.97), (2, 120.21), (4, 143.61), (6, 158.83), (8, 170.41), (16, 201.37)]


@pytest.mark.parametrize(("megapascal", "kelvin"), VERIFICATION)
def test_the_saturation_line_gives_the_published_verification_values(megapascal, kelvin):
    assert saturation_temperature_c(10 * megapascal) + 273.15 == pytest.approx(kelvin, abs=1e-6)


@pytest.mark.parametrize(("bar", "celsius"), STEAM_TABLE)
def test_the_saturation_line_follows_the_steam_table(bar, celsius):
    assert saturation_temperature_c(bar) == pytest.approx(celsius, abs=0.02)


@pytest.mark.parametrize("bar", [-1, 0, 0.001, 221, 1e9])
def test_off_the_saturation_line_is_an_error_but_steam_is_brought_back_onto_it(bar):
    with pytest.raises(ValueError, match="saturation line"):
        saturation_temperature_c(bar)
    assert 0 <= steam_temperature_c(bar) <= 374


@given(st.floats(0.01, 220), st.floats(0.01, 220))
def test_more_pressure_is_never_cooler(one, other):
    low, high = sorted((one, other))
    assert steam_temperature_c(low) <= steam_temperature_c(high) + 1e-9


@pytest.mark.parametrize(
    ("offer_c", "need_c", "can"),
    [(30, 60, True), (45, 70, True), (85, 120, True), (85, 180, False), (20, 100, False)],
)
def test_a_heat_pump_is_bounded_in_lift_and_in_temperature(offer_c, need_c, can):
    assert heat_pump_can(offer_c, need_c) is can


def test_a_compressor_is_bounded_in_its_ratio():
    assert compressor_can(3, 8)
    assert not compressor_can(1, 10)
    assert not compressor_can(0, 1)
