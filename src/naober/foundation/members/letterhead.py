"""What every printed document begins with: see `files/pdf_templates/house.typ`."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.foundation.members.models import Collective


def letterhead(title: str, collective: Collective | None, *, note: str = "") -> dict[str, Any]:
    """The part of a document's data that is the same for all, in the language that is on."""
    return {
        "title": title,
        "language": (get_language() or "nl")[:2],
        "sender": {
            "name": collective.name if collective else "Naober",
            "region": collective.region if collective else "",
            "contact": collective.contact_email if collective else "",
        },
        "page_of": _("Page {page} of {pages}"),
        "note": note,
    }


def start_of_today() -> datetime:
    """The moment in a file that says how it is today: made twice on a day it is the same file."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time()))


def pdf_name(title: str, otherwise: str) -> str:
    """A name for a file, of its title."""
    return f"{slugify(title)[:60] or otherwise}.pdf"
