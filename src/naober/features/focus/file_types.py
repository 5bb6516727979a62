"""What a file is, by its own bytes: never by the name or the type that its sender gave it.

Only kinds that people in working groups send each other are taken, and none that a browser or an
office program runs by itself: no web pages, no SVG, no macros.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from naober.foundation.core.text import storable

_OOXML = "application/vnd.openxmlformats-officedocument"
_MOST_FILES = 5_000  # in an office file


@dataclass(frozen=True, slots=True)
class Kind:
    """`ending` is how the name of such a file ends, without the dot; `label` is for people."""

    media_type: str
    ending: str
    label: str


PDF = Kind("application/pdf", "pdf", "PDF")
_STARTS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", Kind("image/png", "png", "PNG")),
    (b"\xff\xd8\xff", Kind("image/jpeg", "jpg", "JPEG")),
)
_INSIDE = {
    "word/document.xml": Kind(f"{_OOXML}.wordprocessingml.document", "docx", "Word"),
    "xl/workbook.xml": Kind(f"{_OOXML}.spreadsheetml.sheet", "xlsx", "Excel"),
    "ppt/presentation.xml": Kind(f"{_OOXML}.presentationml.presentation", "pptx", "PowerPoint"),
}
_OPEN = {
    "text": Kind("application/vnd.oasis.opendocument.text", "odt", "OpenDocument"),
    "spreadsheet": Kind("application/vnd.oasis.opendocument.spreadsheet", "ods", "OpenDocument"),
    "presentation": Kind("application/vnd.oasis.opendocument.presentation", "odp", "OpenDocument"),
}
_TEXT = Kind("text/plain", "txt", "TXT")
_KINDS = (*(kind for _start, kind in _STARTS), *_INSIDE.values(), *_OPEN.values(), _TEXT)
LABELS = {kind.media_type: kind.label for kind in _KINDS}
ACCEPT = ",".join(sorted({f".{kind.ending}" for kind in _KINDS} | {".csv", ".jpeg"}))


def kind_of(data: bytes) -> Kind:
    """Raises ValidationError for what is none of these."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    found = _office(data) if data.startswith(b"PK\x03\x04") else _plain_text(data)
    if found is None:
        words = _("Send a PDF, an office file without macros, a photo (PNG, JPEG) or plain text.")
        raise ValidationError({"file": words})
    return found


def _office(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_FILES or any("vbaproject" in name.lower() for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < len(data):
                return _open_document(archive.read("mimetype")[:100])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    return next((kind for name, kind in _INSIDE.items() if name in names), None)


def _open_document(said: bytes) -> Kind | None:
    prefix = b"application/vnd.oasis.opendocument."
    if not said.startswith(prefix):
        return None
    return _OPEN.get(said.removeprefix(prefix).decode("ascii", "replace").strip())


def _plain_text(data: bytes) -> Kind | None:
    """Readable as UTF-8, no control characters, and not the beginning of a web page."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if re.search(r"[\x00-\x08\x0e-\x1f]", text) or text.lstrip()[:1] == "<":
        return None
    return _TEXT


def safe_name(sent: str, kind: Kind) -> str:
    """The name to keep: no folders, no odd characters, and the ending of what it really is."""
    last = re.split(r"[\\/]", storable(sent))[-1]
    stem = last.rpartition(".")[0] or last
    stem = re.sub(r"[^\w \-().,]", "", stem).strip(" .")[:120] or "stuk"
    ending = "csv" if kind is _TEXT and last.lower().endswith(".csv") else kind.ending
    return f"{stem}.{ending}"
