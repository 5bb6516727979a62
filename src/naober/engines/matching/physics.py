"""Heat, steam and pressure: what can serve what, by the laws of thermodynamics.

Temperatures in degC, pressures in bar absolute. Saturation line: IAPWS-IF97 region 4, equations 30
and 31 (Revised Release on the IAPWS Industrial Formulation 1997, table 34), exact to 0.03 K.

What a heat pump can do is a state of the art, not a law: industrial heat pumps on the market reach
about 120 degC and lift about 70 K (IEA HPT Annex 58, "High-Temperature Heat Pumps", 2023).
"""

from math import sqrt

HEAT_PUMP_MAX_C = 120.0
HEAT_PUMP_MAX_LIFT_K = 70.0
MAX_COMPRESSION_RATIO = 3.0  # two-stage mechanical vapour recompression

_N = (
    0.11670521452767e4,
    -0.72421316703206e6,
    -0.17073846940092e2,
    0.12020824702470e5,
    -0.32325550322333e7,
    0.14915108613530e2,
    -0.48232657361591e4,
    0.40511340542057e6,
    -0.23855557567849,
    0.65017534844798e3,
)
_KELVIN = 273.15
_CRITICAL_BAR = 220.64
_TRIPLE_BAR = 0.00611213


def saturation_temperature_c(bar: float) -> float:
    """The temperature of saturated steam at an absolute pressure.

    Raises ValueError outside the saturation line, 0.0061 to 220.64 bar.
    """
    if not _TRIPLE_BAR <= bar <= _CRITICAL_BAR:
        raise ValueError(f"{bar} bar is not on the saturation line")
    beta = sqrt(sqrt(bar / 10))  # the formulation is in MPa
    n1, n2, n3, n4, n5, n6, n7, n8, n9, n10 = _N
    e = beta * beta + n3 * beta + n6
    f = n1 * beta * beta + n4 * beta + n7
    g = n2 * beta * beta + n5 * beta + n8
    d = 2 * g / (-f - sqrt(f * f - 4 * e * g))
    return (n10 + d - sqrt((n10 + d) ** 2 - 4 * (n9 + n10 * d))) / 2 - _KELVIN


def steam_temperature_c(bar: float) -> float:
    """As `saturation_temperature_c`, with pressures beyond the line brought back onto it."""
    return saturation_temperature_c(min(max(bar, _TRIPLE_BAR), _CRITICAL_BAR))


def heat_pump_can(offer_c: float, need_c: float) -> bool:
    """Whether a heat pump on the market lifts heat of `offer_c` to `need_c`."""
    return need_c <= HEAT_PUMP_MAX_C and need_c - offer_c <= HEAT_PUMP_MAX_LIFT_K


def compressor_can(offer_bar: float, need_bar: float) -> bool:
    """Whether vapour of one pressure is usually recompressed to the other."""
    return offer_bar > 0 and need_bar / offer_bar <= MAX_COMPRESSION_RATIO
