"""A document to print or to send: a template and its data -> the bytes of a PDF.

The templates stand in `pdf_templates/`, in the language of typst; `house.typ` there has the house
style, so that a letter and an agenda look like one collective. A template reads its data as
`json(bytes(sys.inputs.data))`. Text in the data is text: nothing in it is read as an instruction of
the template, and a template reads no file but its neighbours in that folder.

What comes out is PDF/UA-1 (tagged, for people who have a document read to them) with the fonts of
`fonts/` in it: Latin, Greek and Cyrillic. Text with other writing still becomes a tagged document,
with a box where a character is not known; that may not be called PDF/UA, and is not. The same
template, data and moment give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

TEMPLATES = Path(__file__).parent / "pdf_templates"
FONTS = Path(__file__).parent / "fonts"
_NO_GLYPH = "could not be displayed"  # as typst says that no font has a character
# Characters that no font draws and a PDF may not hold, as they come in with pasted text.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def make_pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The document that `pdf_templates/<template>.typ` makes of `data` (what JSON can hold).

    `made_at` (with its time zone) is written in the file as the moment it was made. Raises
    `typst.TypstError` when the template cannot do with the data: our mistake, not the reader's.
    """
    compiler = typst.Compiler(
        input=TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_clean(data), ensure_ascii=False)},
    )
    made = int(made_at.timestamp())
    try:
        return cast("bytes", compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made))
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise
    return cast("bytes", compiler.compile(format="pdf", timestamp=made))


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once a process; those that typst brings serve for characters that ours have not."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _clean(value: Any) -> Any:
    """The same, without characters that cannot be printed."""
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {str(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
