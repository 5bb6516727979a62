"""A file that somebody sent, or lines that they pasted, as the reader of lists wants it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from naober.files.problems import UnreadableError
from naober.files.prospects import Prospects, pasted_prospects, read_prospects


def prospects_in(file: "UploadedFile[bytes] | None", lines: str) -> Prospects:
    """What the file, or else the lines, hold. Raises ValidationError with what is wrong."""
    try:
        return _in_file(file) if file else pasted_prospects(lines)
    except UnreadableError as refused:
        raise ValidationError(refused.message(get_language() or "nl")) from refused


def _in_file(file: "UploadedFile[bytes]") -> Prospects:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"  # never under the name that was sent
        path.write_bytes(file.read())
        return read_prospects(path)
