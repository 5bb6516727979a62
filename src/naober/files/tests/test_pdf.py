"""What a PDF is made of: tagged, with our fonts, and text that stays text."""

import re
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
import typst

from naober.files.pdf import FONTS, TEMPLATES, make_pdf

MADE = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def _data(**other: Any) -> dict[str, Any]:
    return {
        "title": "Netcapaciteit",
        "language": "nl",
        "sender": {"name": "Collectief", "region": "Drenthe", "contact": ""},
        "page_of": "Pagina {page} van {pages}",
        "note": "",
        "addressee": "Provincie",
        "date": "1 maart 2027",
        "paragraphs": ["Eerste alinea.", "Tweede alinea."],
        "signed_heading": "Wie ondertekenen",
        "signed_line": "2 bedrijven ondertekenen.",
        "signatories": [{"name": "Bedrijf A", "place": "Emmen"}, {"name": "B", "place": ""}],
        "minority_heading": "Wat een bedrijf toevoegt",
        "minority_line": "",
        "minority": [{"name": "Bedrijf A", "text": "Eerder\nbeginnen."}],
        **other,
    }


def _inside(pdf: bytes) -> bytes:
    """The file with its compressed streams opened."""
    opened = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(opened)


def test_a_letter_is_tagged_and_has_our_fonts_in_it() -> None:
    pdf = make_pdf("letter", _data(), made_at=MADE)
    inside = _inside(pdf)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert b"Fraunces" in inside
    assert b"SourceSans3" in inside
    assert b"/Lang" in inside


def test_the_same_is_made_of_the_same() -> None:
    assert make_pdf("letter", _data(), made_at=MADE) == make_pdf("letter", _data(), made_at=MADE)
    assert make_pdf("letter", _data(title="x"), made_at=MADE) != make_pdf(
        "letter", _data(), made_at=MADE
    )


@pytest.mark.parametrize(
    "text",
    [
        "#read(\"house.typ\") #panic() #set text(red) *vet* _x_ $x^2$ @label <label> ```code``` \\",
        "]] }} )) ](",
        "regel\r\nregel\rregel",
        "\x00\x07\u200b\ud800\ufffe",
        "Ąžuolas, Ωmega, Завод & Zoon: ½ °C → 30 m³/h, € 5, “zo”, ✓",
        "漢字",
        "",
        "w" * 5000,
    ],
)  # fmt: skip
def test_whatever_is_typed_becomes_text(text: str) -> None:
    data = _data(
        title=text or "x",
        paragraphs=[text],
        minority=[{"name": text, "text": text}],
        signatories=[{"name": text, "place": text}],
        addressee=text,
    )
    assert make_pdf("letter", data, made_at=MADE).startswith(b"%PDF")


def test_writing_that_our_fonts_have_not_is_no_pdf_ua_but_a_document() -> None:
    plain = make_pdf("letter", _data(), made_at=MADE)
    other = make_pdf("letter", _data(paragraphs=["漢字"]), made_at=MADE)
    assert b"pdfuaid" in _inside(plain)
    assert b"pdfuaid" not in _inside(other)


def test_a_template_that_misses_something_says_so() -> None:
    data = _data()
    del data["signatories"]
    with pytest.raises(typst.TypstError, match="signatories"):
        make_pdf("letter", data, made_at=MADE)


def test_a_long_text_goes_over_pages() -> None:
    pdf = make_pdf("letter", _data(paragraphs=["Een zin die blijft. " * 40] * 12), made_at=MADE)
    assert len(re.findall(rb"/Type\s*/Page\b", _inside(pdf))) > 2


def test_the_fonts_come_with_their_licence() -> None:
    assert {path.name for path in FONTS.glob("LICENSE-*")} == {
        "LICENSE-fraunces",
        "LICENSE-source-sans-3",
    }
    assert (TEMPLATES / "house.typ").exists()
