"""What people hand in: encodings, delimiters, column names, renamed files, bad cells."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from naober.engines.matching import Amount, Bounds, Direction
from naober.files import cells, sheets
from naober.files.listing_table import Context, Listings, read_listings
from naober.files.pairs import read_pairs
from naober.files.problems import UnreadableError
from naober.files.table import COLUMNS, column_of, read_table
from naober.files.template import EXAMPLES, write_template
from naober.lexicon import Dimension, load

CONTEXT = Context(load(), date(2026, 11, 23))
HEADER = "id,organisation,place,direction,text"
Read = Callable[..., Listings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def write_and_read(content: str | bytes, name: str = "table.csv") -> Listings:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_listings(path, CONTEXT)

    return write_and_read


def where(listings: Listings) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in listings.problems]


def test_a_plain_table_is_read(read: Read) -> None:
    found = read(f"{HEADER}\nA1,Één BV,Emmen,breng,40 ton stoom\nV1,Twee,Assen,haal,stoom\n")
    assert (found.rows, found.problems) == (2, ())
    one, two = found.items
    assert (one.id, one.company, one.direction) == ("A1", "een bv", Direction.OFFER)
    assert one.latitude == pytest.approx(52.78, abs=0.01)
    assert two.direction is Direction.NEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_delimiters_are_found_out(read: Read, encoding: str, mark: str) -> None:
    lines = [HEADER.split(","), ["A1", "Coöperatie Zuivel", "Emmen", "breng", "caseïne € 5"]]
    content = "\r\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    found = read(content.encode(encoding))
    assert [(item.company, item.text) for item in found.items] == [
        ("cooperatie zuivel", "caseïne € 5")
    ]


def test_dutch_names_of_columns_in_any_order_with_unknown_ones_reported(read: Read) -> None:
    found = read("Omschrijving;Vraag/aanbod;Bedrijfsnaam;Kleur;Nr.\nstoom;Aanbod;A;groen;7\n")
    assert [(i.id, i.company, i.direction) for i in found.items] == [("7", "a", Direction.OFFER)]
    assert where(found) == [(1, "Kleur")]


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("Ik breng", Direction.OFFER), ("wij zoeken", Direction.NEED), ("te koop", Direction.OFFER),
        ("koop", Direction.NEED), ("overschot", Direction.OFFER), ("Tekort!", Direction.NEED),
        ("supply", Direction.OFFER), ("Seeking", Direction.NEED), ("breng/haal", None),
        ("b", Direction.OFFER), ("V", Direction.NEED), ("plan b", None), ("", None), ("+", None),
    ],
)  # fmt: skip
def test_a_direction_in_other_words(cell: str, means: Direction | None) -> None:
    assert cells.direction(cell) is means


def test_problems_name_the_columns_as_the_file_does(read: Read) -> None:
    found = read("Nr;Bedrijf;Omschrijving;Richting\n1;A;stoom;breng\n1;A;stoom;haal\n2;A;;haal\n")
    assert where(found) == [(3, "Nr"), (4, "Omschrijving")]


def test_a_quote_that_never_closes_swallows_no_rows(read: Read) -> None:
    found = read(
        f'{HEADER}\n1,A,Emmen,breng,"stoom over\n2,B,Emmen,haal,stoom nodig\n'
        '3,C,Emmen,haal,"warm ""water"", 50 graden"\n4,D,Emmen,haal,"twee\nregels stoom"\n'
        '5,"E" bv,Emmen,breng,"pallets over'
    )
    assert {item.id: item.text for item in found.items} == {
        "1": '"stoom over',
        "2": "stoom nodig",
        "3": 'warm "water", 50 graden',
        "4": "twee\nregels stoom",
        "5": "pallets over",
    }
    assert [item.company for item in found.items][-1] == "e bv"
    assert where(found) == [(2, "text")]


def test_a_sentence_with_bare_commas_is_kept_whole(read: Read) -> None:
    found = read(f"{HEADER}\n1,A,Emmen,breng,Restwarmte, 70 graden, 400 kW\n")
    assert [item.text for item in found.items] == ["Restwarmte, 70 graden, 400 kW"]
    assert where(found) == [(2, "")]


def test_a_second_sheet_with_a_table_is_said(read: Read) -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("b"), book.create_sheet("c")):
        sheet.append(["id", "organisation", "direction", "text"])
        sheet.append([1, "A", "breng", "stoom"])
    book.create_sheet("leeg").append(["id", "text"])
    stream = io.BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert (len(found.items), where(found)) == (1, [(1, "")])
    assert "2" in found.problems[0].en


def test_a_need_in_a_table_of_offers_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(
        "id,organisation,direction,text\n1,A,breng,stoom\n2,B,haal,veevoer\n3,C,,pallets\n",
        encoding="utf-8",
    )
    found = read_listings(path, CONTEXT, direction=Direction.OFFER)
    assert [item.id for item in found.items] == ["1", "3"]
    assert where(found) == [(3, "direction")]


def test_a_table_without_rows_is_said(read: Read) -> None:
    assert where(read(f"{HEADER}\n")) == [(1, "")]


def test_figures_in_messages_are_written_out_in_the_language(read: Read) -> None:
    (problem,) = read(
        "id,organisation,direction,text,temperature\n1,A,breng,warmte,9000\n"
    ).problems
    assert "tussen -273,15 en 3.000;" in problem.nl
    assert "between -273.15 and 3,000;" in problem.en


def test_a_quantity_without_a_unit_is_said(read: Read) -> None:
    found = read("id,organisation,direction,text,quantity\n1,A,breng,stoom over,30\n")
    assert where(found) == [(2, "quantity")]
    assert "eenheid" in found.problems[0].nl


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,text,kleur\n1,stoom,groen\n", encoding="utf-8")
    table = read_table(path, needed=("text",))
    assert table.rows[0].extra == {"kleur": "groen"}
    assert table.unknown == ("kleur",)


def test_every_name_of_a_column_leads_to_it() -> None:
    assert {column_of(name) for names in COLUMNS.values() for name in names} == set(COLUMNS) - {
        c for c, names in COLUMNS.items() if not any(column_of(n) == c for n in names)
    }
    assert all(column_of(column) == column for column in COLUMNS)
    assert column_of("Temperatuur (°C)") == "temperature"
    assert column_of("banaan") is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A1,B,Emmen,breng,warmte", (3, "id")),
        ("X,B,Emmen,breng,", (3, "text")),
        ("X,B,Emmen,breng,😀", (3, "text")),
        ("X,B,Emmen,wellicht,stoom over", (3, "direction")),
        ("X,B,Verweggistan,breng,stoom", (3, "place")),
        ('X,B,Emmen,breng,"=HYPERLINK(""http://x"",""stoom"")"', (3, "text")),
        ("X,B,Emmen,breng,-5 ton schroot", (3, "text")),
        ("X,B,Emmen,breng,999999999999 ton schroot", (3, "text")),
        ("X,B,Emmen,breng,stoom,te veel", (3, "")),
    ],
)
def test_a_bad_row_is_reported_and_the_rest_still_runs(
    read: Read, row: str, problem: tuple[int, str]
) -> None:
    found = read(f"{HEADER}\nA1,A,Emmen,breng,stoom\n{row}\nV1,C,Emmen,haal,stoom\n")
    assert problem in where(found)
    assert {"A1", "V1"} <= {item.id for item in found.items}
    assert found.rows == 3
    for told in found.problems:
        assert told.message("nl") != told.message("en") != ""


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("quantity", "-5"), ("quantity", "veel"), ("quantity", "1e99"), ("temperature", "-400"),
        ("temperature", "warm"), ("pressure", "8 ton"), ("power", "-1"), ("radius_km", "-3"),
        ("radius_km", "99999"), ("start", "31-02-2027"), ("end", "ooit"), ("expires", "2027-13-01"),
        ("latitude", "99"), ("per", "blauwe maandag"), ("unit", "ellen"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_reported_and_not_used(read: Read, column: str, cell: str) -> None:
    row = {"quantity": "5", "unit": "t", "per": "week"} | {column: cell}
    found = read(f"id,organisation,text,{','.join(row)}\n1,A,stoom over,{','.join(row.values())}\n")
    assert (2, column) in where(found)
    assert len(found.items) == 1


def test_optional_columns_win_over_the_sentence(read: Read) -> None:
    found = read(
        "id;organisation;richting;text;quantity;unit;per;temperature;pressure;power;start;end;"
        "expires;radius km;certificaten;lat;lon\n"
        "1;A;breng;10 ton stoom van 90 graden over;2-3;ton;maand;85;8;0,5 MW;2027-01-01;2027-03;"
        "31-12-2027;25;VCA, GMP+;52,8;6.5\n"
    )
    assert found.problems == ()
    (item,) = found.items
    assert item.amount == Amount(Bounds(24, 36), "mass", per_year=True)
    assert item.temperature == Bounds(85, 85)
    assert item.pressure == Bounds(8, 8)
    assert item.power == Bounds(500, 500)
    assert (item.start, item.end) == (date(2027, 1, 1), date(2027, 3, 31))
    assert (item.expires, item.radius_km) == (date(2027, 12, 31), 25)
    assert set(item.certificates) == {"VCA", "GMP+"}
    assert (item.latitude, item.longitude) == (52.8, 6.5)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("40,t,week", Amount(Bounds(2080, 2080), "mass", per_year=True)),
        ("40 t/week,,", Amount(Bounds(2080, 2080), "mass", per_year=True)),
        ("40,ton per week,", Amount(Bounds(2080, 2080), "mass", per_year=True)),
        ("1.200,kg,eenmalig", Amount(Bounds(1.2, 1.2), "mass")),
        ("> 5,kuub,", Amount(Bounds(5, None), "volume")),
        ("2,fte,", Amount(Bounds(2, 2), "fte")),
    ],
)
def test_a_quantity_in_columns(read: Read, written: str, amount: Amount) -> None:
    (item,) = read(f"text,quantity,unit,per\naanbod van afval,{written}\n").items
    assert item.amount == amount


def test_missing_columns_are_said_once(read: Read) -> None:
    found = read("text\nwij zoeken stoom\nstoom over\n")
    assert where(found) == [(1, "direction"), (1, "id"), (1, "organisation")]
    assert [item.id for item in found.items] == ["2", "3"]
    assert len({item.company for item in found.items}) == 2


def test_a_megabyte_in_one_cell_is_cut_and_said(read: Read) -> None:
    found = read(f"{HEADER}\n1,A,Emmen,breng,{'stoom ' * 170_000}\n2,B,Emmen,haal,stoom\n")
    assert (2, "text") in where(found)
    assert len(found.items) == 2
    assert len(found.items[0].text) <= 20_000


def workbook(*rows: tuple[object, ...], title_above: bool = False) -> bytes:
    book = Workbook()
    book.active.append(["leeg blad"])
    sheet = book.create_sheet("lijst")
    if title_above:
        sheet.append(["Overzicht 2026"])
    for row in (HEADER.split(","), *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["table.xlsx", "renamed.csv", "no-ending"])
@pytest.mark.parametrize("title_above", [False, True])
def test_a_workbook_is_known_by_its_bytes(read: Read, name: str, title_above: bool) -> None:
    content = workbook((1, "A", "Emmen", "breng", "stoom"), title_above=title_above)
    (item,) = read(content, name).items
    assert (item.id, item.text) == ("1", "stoom")


def test_a_csv_named_xlsx_is_read_as_it_is(read: Read) -> None:
    assert len(read(f"{HEADER}\n1,A,Emmen,breng,stoom\n", "renamed.xlsx").items) == 1


def test_formulas_are_never_computed(read: Read) -> None:
    found = read(workbook((1, "A", "Emmen", "breng", "=1+1"), (2, "A", "Emmen", "breng", "stoom")))
    assert [item.id for item in found.items] == ["2"]
    assert (2, "text") in where(found)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x7fELF\x02\x01\x01\0\0\x03\x04\x05\x06\x07\x08" * 9, "neither text nor a workbook"),
        (b"\xff\xfe\x00", "neither text nor a workbook"),
        (b"naam,kleur\nA,groen\n", "lacks the column text"),
        (workbook()[:2000], "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(read: Read, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        read(content)
    assert caught.value.message("nl") != caught.value.message("en")


def test_a_zip_bomb_is_not_unpacked(read: Read) -> None:
    with pytest.raises(UnreadableError, match="far too large"):
        read(bomb())


def test_a_missing_file_and_a_huge_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_listings(tmp_path / "none.csv", CONTEXT)
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_listings(tmp_path, CONTEXT)
    big = tmp_path / "big.csv"
    big.write_bytes(b"x" * 100)
    monkeypatch.setattr(sheets, "MAX_FILE_BYTES", 10)
    with pytest.raises(UnreadableError, match="larger than"):
        read_listings(big, CONTEXT)


def test_the_template_reads_back_and_has_its_drop_downs(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    found = read_listings(path, CONTEXT)
    assert found.problems == ()
    assert [item.id for item in found.items] == [example[0] for example in EXAMPLES]
    book = load_workbook(path)
    assert len(book.worksheets[0].data_validations.dataValidation) == 2
    explained = [row[0].value for row in book["uitleg"].iter_rows(min_row=2) if row[0].value]
    assert explained == [cell.value for cell in book.worksheets[0][1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("1.200", 1200), ("1,200", 1200), ("1.200,5", 1200.5), ("1,200.5", 1200.5),
        ("0,5", 0.5), ("0.125", 0.125), ("12.5", 12.5), ("−3", -3), ("1'000", 1000), ("x", None),
        ("", None), ("1.2.3", None), ("9" * 50, None),
    ],
)  # fmt: skip
def test_numbers_in_dutch_and_english(text: str, value: float | None) -> None:
    assert cells.number(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("85", 85, 85), ("60-70", 60, 70), ("70 tot 60 °C", 60, 70), ("> 5", 5, None),
        ("max. 8", None, 8), ("ca. 5", 5, 5), ("-18 °C", -18, -18), ("-20 - -18", -20, -18),
        ("50 °F", 10, 10),
    ],
)  # fmt: skip
def test_ranges(text: str, low: float | None, high: float | None) -> None:
    found = cells.bounds(text, load(), Dimension.TEMPERATURE)
    assert found is not None
    assert found.low == (None if low is None else pytest.approx(low, abs=1e-6))
    assert found.high == (None if high is None else pytest.approx(high, abs=1e-6))


@given(st.text(max_size=30))
def test_no_cell_is_too_strange(text: str) -> None:
    cells.bounds(text, load(), Dimension.POWER)
    cells.day(text)
    cells.number(text)
    assert cells.direction(text) in (None, Direction.OFFER, Direction.NEED)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "t"
    path.write_bytes(HEADER.encode() + b"\n" + data)
    try:
        listings = read_listings(path, CONTEXT)
    except UnreadableError:
        return
    assert len(listings.items) <= listings.rows


def test_pairs_of_id_and_text(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(b"\xef\xbb\xbfQ1\tLasser\r\nQ2\r\n\r\nQ1\tAnders\nQ3\tCo\xc3\xb6rdinator\n")
    pairs = read_pairs(path)
    assert pairs.rows == (("Q1", "Lasser"), ("Q3", "Coördinator"))
    assert [problem.row for problem in pairs.problems] == [2, 4]
