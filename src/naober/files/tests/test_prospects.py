"""Prospects from tables, pasted lines and the feet of mails."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.files.problems import UnreadableError
from naober.files.prospects import Prospect, pasted_prospects, read_prospects
from naober.files.workbook import Column, Sheet, write_workbook

ESDAL = Prospect(1, "Mouterij Esdal", "Emmen", contact="Jan de Vries", phone="0591-123456")


@pytest.mark.parametrize(
    "line",
    [
        "Mouterij Esdal – Emmen – Jan de Vries – 0591-123456",
        "- Mouterij Esdal - Emmen - Jan de Vries - 0591-123456",
        "Mouterij Esdal; Emmen; Jan de Vries; 0591-123456",
        "Mouterij Esdal\tEmmen\tJan de Vries\t0591-123456",
        "Mouterij Esdal, Jan de Vries, Emmen, tel. 0591-123456",
        "1. Mouterij Esdal, 7811 AB Emmen, Jan de Vries, 0591-123456",
    ],
)
def test_a_line_without_a_header(line: str) -> None:
    assert pasted_prospects(line).prospects == (ESDAL,)


def test_columns_in_any_order_in_both_languages() -> None:
    dutch = "Tel;Bedrijfsnaam;Plaats;E-mail;Aantal medewerkers;Opmerkingen;Kleur\n"
    dutch += '0591 123456;Esdal;Emmen;info@esdal.example;ca. 1.200;"bel; later";groen'
    english = "Company,Town,Website,Contact person,Industry,Employees,Notes\n"
    english += "Esdal,Emmen,esdal.example,Jan,malting,85 people,later"
    assert pasted_prospects(dutch).prospects == (
        Prospect(2, "Esdal", "Emmen", "", "", "info@esdal.example", "0591 123456", "", 1200,
                 "bel; later; Kleur: groen"),
    )  # fmt: skip
    assert pasted_prospects(english).prospects == (
        Prospect(2, "Esdal", "Emmen", "esdal.example", "Jan", "", "", "malting", 85, "later"),
    )


def test_the_foot_of_a_mail_is_one_prospect() -> None:
    text = (
        "Met vriendelijke groet,\n\nMarieke Jansen\nInkoper\nVeenkant Kunststoffen B.V.\n"
        "Kanaal 1, 7811 AB Emmen\nT 0591 123 456\nE: marieke@veenkant.example\nwww.veenkant.example"
    )
    assert pasted_prospects(text).prospects == (
        Prospect(3, "Veenkant Kunststoffen B.V.", "Emmen", "www.veenkant.example",
                 "Marieke Jansen", "marieke@veenkant.example", "0591 123 456", note="Inkoper"),
    )  # fmt: skip


def test_a_workbook_reads_back(tmp_path: Path) -> None:
    columns = tuple(Column(title) for title in ("Naam", "Plaats", "Telefoon"))
    rows = [("Esdal", "Emmen", "0591123456"), ("Plaza", "Assen", None)]
    path = tmp_path / "prospects.xlsx"
    path.write_bytes(write_workbook([Sheet("Prospects", columns, rows)]))
    assert [(p.row, p.name, p.phone) for p in read_prospects(path).prospects] == [
        (2, "Esdal", "0591123456"),
        (3, "Plaza", ""),
    ]


def test_a_number_from_which_a_spreadsheet_took_the_zero() -> None:
    assert pasted_prospects("naam;telefoon\nEsdal;591123456").prospects[0].phone == "0591123456"


def test_bad_rows_are_told_with_row_and_column_in_both_languages() -> None:
    text = "naam;e-mail;tel;fte\n;a@b.nl;;\nEsdal;info esdal;12;veel"
    read = pasted_prospects(text)
    assert [p.name for p in read.prospects] == ["Esdal"]
    assert (read.prospects[0].email, read.prospects[0].employees, read.rows) == ("", None, 2)
    assert [(p.row, p.column) for p in read.problems] == [
        (2, "naam"), (3, "e-mail"), (3, "fte"), (3, "tel"),
    ]  # fmt: skip
    assert all(p.nl and p.en and p.nl != p.en for p in read.problems)


def test_names_alone_one_a_line() -> None:
    assert [p.name for p in pasted_prospects("Esdal\nVeenkant\n\nPlaza").prospects] == [
        "Esdal", "Veenkant", "Plaza",
    ]  # fmt: skip


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert pasted_prospects(" \n ").prospects == ()
    with pytest.raises(UnreadableError):
        read_prospects(tmp_path / "none.csv")


@settings(max_examples=150, deadline=None)
@given(st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(["naam", "Esdal", ";", "\t", "\n", " - ", ",", "a@b.nl", "0591123456",
                              "Emmen", '"', "85 man", "\x00", "T: "]), max_size=15).map("".join),
))  # fmt: skip
def test_any_text_has_an_answer(text: str) -> None:
    read = pasted_prospects(text)
    assert len(read.prospects) <= read.rows
    assert all(any(c.isalnum() for c in prospect.name) for prospect in read.prospects)


def test_many_lines_take_seconds() -> None:
    text = "\n".join(f"Bedrijf {n} - Emmen - Jan de Vries - 0591-{n:06}" for n in range(2000))
    began = time.process_time()
    assert len(pasted_prospects(text).prospects) == 2000
    assert time.process_time() - began < 5.0
