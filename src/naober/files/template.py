"""The workbook that people fill in: examples, drop-downs, and what every column means."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

ROWS = 1000  # to which the drop-downs reach
GREEN = "2F5D50"
SAND = "F2EBDD"
# column, width, needed, Dutch, English
COLUMNS: tuple[tuple[str, int, bool, str, str], ...] = (
    ("id", 8, True, "Uw eigen nummer; elk nummer één keer.", "Your own number; each number once."),
    ("organisation", 26, True, "Het bedrijf. Een bedrijf wordt nooit met zichzelf gematcht.",
     "The company. No company is matched with itself."),
    ("place", 16, True, "Plaats waar het ligt of nodig is.", "Town where it is or is needed."),
    ("direction", 11, True, "breng (aanbieden) of haal (zoeken).", "offer or need."),
    ("text", 60, True, "Eén zin, zoals u het zou zeggen. Dit is genoeg.",
     "One sentence, as you would say it. This is enough."),
    ("quantity", 11, False, "Hoeveel: 40, 10-20, > 5.", "How much: 40, 10-20, > 5."),
    ("unit", 14, False, "Eenheid: t, kuub, MWh, fte, palletplaatsen ...",
     "Unit: t, m3, MWh, fte, pallet places ..."),
    ("per", 12, False, "eenmalig, uur, dag, week, maand, kwartaal, campagne of jaar.",
     "once, hour, day, week, month, quarter, campaign or year."),
    ("temperature", 13, False, "In °C: 85 of 60-70.", "In °C: 85 or 60-70."),
    ("pressure", 10, False, "In bar.", "In bar."),
    ("power", 10, False, "In kW, of met eenheid: 2 MW.", "In kW, or with a unit: 2 MW."),
    ("start", 12, False, "Vanaf: 31-03-2027 of 2027-03-31.", "From: 2027-03-31."),
    ("end", 12, False, "Tot en met.", "Until and including."),
    ("expires", 12, False, "Na deze dag doet de regel niet meer mee.",
     "After this day the row takes no part."),
    ("radius_km", 11, False, "Niet verder weg dan zoveel km.", "Not further away than so many km."),
    ("certificates", 18, False, "Met komma's ertussen: VCA, GMP+.", "With commas: VCA, GMP+."),
)  # fmt: skip
EXAMPLES: tuple[tuple[str | int, ...], ...] = (
    ("V1", "Voorbeeld Brouwerij", "Meppel", "breng", "Natte bierbostel, twee vrachten in de week",
     40, "t", "week"),
    ("V2", "Voorbeeld Melkvee", "Beilen", "haal", "Wij zoeken eiwitrijk veevoer voor de koeien"),
    ("V3", "Voorbeeld Kunststof", "Emmen", "breng", "Koelwater van 45 graden loopt nu weg",
     "", "", "", 45),
    ("V4", "Voorbeeld Kwekerij", "Emmen", "haal", "Lage temperatuur warmte voor de kas",
     "", "", "", 35),
    ("V5", "Voorbeeld Metaal", "Hoogeveen", "haal", "Lasser gezocht voor twee maanden",
     1, "fte", "", "", "", "", "", "", "", 40, "VCA"),
)  # fmt: skip
PERIODS = "eenmalig,uur,dag,week,maand,kwartaal,campagne,jaar"


def write_template(path: Path) -> None:
    """Write the workbook, over whatever is there. Its first sheet reads back as a table."""
    book = Workbook()
    sheet = book.active
    sheet.title = "brengen en halen"
    _fill(sheet)
    _explain(book.create_sheet("uitleg"))
    book.save(path)


def _fill(sheet: Worksheet) -> None:
    sheet.append([name for name, *_ in COLUMNS])
    for example in EXAMPLES:
        sheet.append([value if value != "" else None for value in example])
    for number, (name, width, needed, nl, en) in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True, color="FFFFFF" if needed else GREEN)
        cell.fill = PatternFill("solid", fgColor=GREEN if needed else SAND)
        sheet.column_dimensions[get_column_letter(number)].width = width
        if name in ("direction", "per"):
            _choose(sheet, number, "breng,haal" if name == "direction" else PERIODS, f"{nl} / {en}")
    sheet.freeze_panes = "A2"


def _choose(sheet: Worksheet, column: int, choices: str, prompt: str) -> None:
    """A drop-down that advises and does not refuse: other words are read as well."""
    choice = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    choice.showErrorMessage = False
    choice.promptTitle, choice.prompt = "Naober", prompt[:255]
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(choice)


def _explain(sheet: Worksheet) -> None:
    sheet.append(["kolom / column", "nodig / needed", "uitleg", "explanation"])
    for name, _, needed, nl, en in COLUMNS:
        sheet.append([name, "ja / yes" if needed else "", nl, en])
    sheet.append([])
    sheet.append(["", "", "De rijen V1-V5 zijn voorbeelden: haal ze weg.",
                  "Rows V1-V5 are examples: delete them."])  # fmt: skip
    sheet.append(["", "", "Andere kolommen mogen blijven staan; ze worden niet gebruikt.",
                  "Other columns may stay; they are not used."])  # fmt: skip
    for letter, width in zip("ABCD", (18, 16, 62, 52), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
