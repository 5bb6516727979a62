"""The workbook of a region that people fill in: examples, and what every column means."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from naober.files.region_columns import (
    CHANGES,
    NEEDS,
    OFFERS,
    PAIRS,
    SCENARIOS,
    SEASONS,
    SETTINGS,
    SETTINGS_KNOWN,
    SHEETS,
    SheetKind,
)
from naober.files.template import GREEN, SAND

Value = str | float | None
_FORMULA = re.compile(r"[=+@]|-(?![\d.]+-*[\d.]+$)")  # a range below nought is none
EXAMPLES: dict[str, tuple[tuple[Value, ...], ...]] = {
    "offers": (
        ("A1", "Voorbeeld Brouwerij", "bierbostel", "Meppel", 1800, "t", 35, 20, None),
        ("A2", "Voorbeeld Kunststof", "PET-snippers", "Emmen", 400, "t", 90, 0, 12000),
        ("A3", "Voorbeeld Zuivel", "condenswarmte", "Beilen", 6000, "MWh", 2, 0, None, 60, 35),
    ),
    "needs": (
        ("V1", "Voorbeeld Melkvee", "veevoer", "Beilen", 1500, "t", 60, 150),
        ("V2", "Voorbeeld Vergister", "organisch materiaal", "Coevorden", 5000, "t", 25, 60),
        ("V3", "Voorbeeld Folie", "PET-maalgoed", "Hoogeveen", 500, "t", 700, 1500),
        ("V4", "Voorbeeld Kas", "warmte voor de kas", "Beilen", 4500, "MWh", 48, 200, None, 40, 70),
    ),
    "pairs": (
        ("A1", "V1", None, 4, None, None, 40),
        ("A1", "V2", None, 2),
        ("A2", "V3", None, 210, None, 15000, None, 25, 92),
        ("A3", "V4", 1.5, None, 1, 60000, None, None, 95, 40000),
    ),
    "seasons": (("zomer", 26), ("winter", 26)),
    "settings": (
        ("transport_cost_km", 0.15), ("transport_co2_km", 0.1), ("power_price", 110),
        ("power_co2", 270), ("pump_quality_percent", 50), ("approach", 10), ("truck", 25),
        ("detour", 1.3),
    ),
    "scenarios": (
        ("diesel anderhalf keer zo duur", "transport_cost", None, 1.5),
        ("zonder de brouwerij", "offer_amount", "A1", 0),
        ("stroom twee keer zo duur", "power_price", None, 2),
    ),
}  # fmt: skip
MEANING: dict[str, tuple[str, str]] = {
    "id": ("Uw eigen nummer; elk nummer één keer.", "Your own number; each number once."),
    "organisation": ("Het bedrijf.", "The company."),
    "what": ("Wat het is.", "What it is."),
    "place": ("De plaats; geeft de afstand als die bij een paar ontbreekt.",
              "The town; gives the distance where a pair has none."),
    "amount": ("Hoeveel in alle seizoenen samen, mag een reeks zijn: 40-60. Anders per seizoen: "
               "een kolom die heet als het seizoen.",
               "How much in all seasons together, may be a range: 40-60. Or by season: a column "
               "with the name of the season."),
    "unit": ("t (ton), of MWh voor warmte.", "t (tonnes), or MWh for heat."),
    "disposal_cost": ("Euro per eenheid die het nu kost om ervan af te komen.",
                      "Euro a unit that it costs now to get rid of it."),
    "purchase_cost": ("Euro per eenheid die het nu kost om eraan te komen.",
                      "Euro a unit that it costs now to get it."),
    "co2": ("Kg CO2 per eenheid die niet meer vrijkomt; bij een paar: die erbij komt.",
            "Kg CO2 a unit that is saved; of a pair: that is added."),
    "fixed_cost": ("Euro die één keer betaald wordt als er iets gaat, per jaar: een waslijn, een "
                   "leiding, een vergunning.",
                   "Euro paid once when anything goes, a year: a washing line, a pipe, a permit."),
    "from_c": ("Warmte: van hoeveel °C.", "Heat: from how many °C."),
    "to_c": ("Warmte: tot hoeveel °C.", "Heat: to how many °C."),
    "permit_class": ("Wat het volgens de wet is: afval, bijproduct of einde-afval.",
                     "What it is by law: waste, by-product or end-of-waste."),
    "least_percent": ("Zoveel procent moet het plan leveren.", "The plan must meet so much of it."),
    "offer": ("Het id van een aanbod.", "The id of an offer."),
    "need": ("Het id van een vraag.", "The id of a need."),
    "distance_km": ("Km over de weg.", "Km by road."),
    "treatment_cost": ("Euro per eenheid om het geschikt te maken.", "Euro a unit to make it fit."),
    "transport_cost": ("Euro per eenheid; leeg: afstand maal de prijs per km.",
                       "Euro a unit; empty: distance times the price a km."),
    "capacity_week": ("Hoogstens zoveel per week.", "At most so much a week."),
    "lot": ("Minstens zoveel in een seizoen, of niets.", "At least so much in a season, or none."),
    "useful_percent": ("Zoveel procent komt bruikbaar aan.", "So much of it arrives, usable."),
    "pump_cost": ("Warmte: euro per jaar voor een warmtepomp, als die mag.",
                  "Heat: euro a year for a heat pump, where there may be one."),
    "season": ("De naam van een deel van het jaar.", "The name of a part of the year."),
    "weeks": ("Hoeveel weken.", "How many weeks."),
    "setting": ("Zie hieronder.", "See below."),
    "value": ("Een getal.", "A number."),
    "scenario": ("Een naam; meer regels met één naam gelden samen.",
                 "A name; more rows with one name hold together."),
    "changes": (f"Een van: {', '.join(CHANGES)}.", f"One of: {', '.join(CHANGES)}."),
    "which": ("Het id van een aanbod of vraag; leeg: alle.", "An id; empty: all."),
    "times": ("Maal hoeveel; 0 is: zonder.", "Times how much; 0 is: without."),
}  # fmt: skip


def write_region_template(path: Path) -> None:
    """Write the workbook, over whatever is there. It reads back as a region."""
    book = Workbook()
    book.remove(book.active)
    for kind in (OFFERS, NEEDS, PAIRS, SEASONS, SETTINGS, SCENARIOS):
        _fill(book.create_sheet(kind.title), kind, EXAMPLES[kind.name])
    told = book.create_sheet("uitleg")
    ending = ["", "", "", "Alle rijen zijn voorbeelden: haal ze weg.",
                 "All rows are examples: delete them."]  # fmt: skip
    _explain(told, [[], ending])
    book.save(path)


def region_workbook(
    rows: Mapping[str, Sequence[Sequence[Value]]], seasons: Sequence[str] = ()
) -> bytes:
    """The same workbook with these rows, by name of the sheet; settings as in the examples. With
    `seasons` the rows of offers and needs end in the amount of each."""
    book = Workbook()
    book.remove(book.active)
    for kind in (OFFERS, NEEDS, PAIRS, *([SEASONS] if seasons else []), SETTINGS):
        usual = EXAMPLES[kind.name] if kind is SETTINGS else ()
        sheet = book.create_sheet(kind.title)
        more = seasons if kind in (OFFERS, NEEDS) else ()
        _fill(sheet, kind, [_safe(row) for row in rows.get(kind.name, usual)], more)
    _explain(book.create_sheet("uitleg"))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _safe(row: Sequence[Value]) -> tuple[Value, ...]:
    """What somebody typed never becomes a formula."""
    return tuple(
        f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row
    )


def _fill(
    sheet: Worksheet, kind: SheetKind, rows: Sequence[tuple[Value, ...]], more: Sequence[str] = ()
) -> None:
    sheet.append([*kind.columns, *more])
    for row in rows:
        sheet.append(list(row))
    for number, name in enumerate(kind.columns, start=1):
        needed = name in kind.needed
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True, color="FFFFFF" if needed else GREEN)
        cell.fill = PatternFill("solid", fgColor=GREEN if needed else SAND)
        sheet.column_dimensions[get_column_letter(number)].width = max(12, len(name) + 4)
    sheet.freeze_panes = "A2"


def _explain(sheet: Worksheet, last: Sequence[Sequence[Value]] = ()) -> None:
    sheet.append(["blad / sheet", "kolom / column", "nodig / needed", "uitleg", "explanation"])
    for kind in SHEETS:
        for name in kind.columns:
            needed = "ja / yes" if name in kind.needed else ""
            sheet.append([kind.title, name, needed, *MEANING[name]])
    for name, setting in SETTINGS_KNOWN.items():
        sheet.append([SETTINGS.title, name, f"{setting.otherwise:g}", setting.nl, setting.en])
    for row in last:
        sheet.append(list(row))
    _style(sheet)


def _style(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDE", (16, 22, 14, 62, 52), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
