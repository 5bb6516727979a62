"""A position as a letter: what the template of `files/pdf_templates/letter.typ` is given."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.positions import selectors
from naober.features.positions.models import Position, State
from naober.files.pdf import make_pdf
from naober.foundation.members.letterhead import letterhead, pdf_name
from naober.foundation.members.models import Collective


def letter_of(position: Position) -> bytes:
    """In the language that is on, with who signed it by now."""
    return make_pdf("letter", _data(position), made_at=_made_at(position))


def file_name(position: Position) -> str:
    return pdf_name(position.title, "standpunt")


def _made_at(position: Position) -> datetime:
    """When it was last changed, so that the same letter is the same file."""
    return position.changed_at


def _data(position: Position) -> dict[str, object]:
    collective = Collective.objects.first()
    sent = position.sendings.order_by("day", "pk").first()
    version = selectors.latest_version(position)
    signatories = selectors.signatories_of(position)
    minority = [
        {"name": one.company.name, "text": one.minority} for one in signatories if one.minority
    ]
    return {
        **letterhead(position.title, collective, note=_note(position, collective)),
        "addressee": position.addressee or (sent.addressee if sent else ""),
        "date": date_format(sent.day if sent else timezone.localdate(), "j F Y"),
        "paragraphs": [passage.text for passage in selectors.passages_of(version)],
        "signed_heading": _("Who sign this"),
        "signed_line": ngettext(
            "%(n)d company signs this text.", "%(n)d companies sign this text.", len(signatories)
        )
        % {"n": len(signatories)},
        "signatories": [{"name": one.company.name, "place": one.place} for one in signatories],
        "minority_heading": _("What some of them add"),
        "minority_line": _("They sign, and write beside it:"),
        "minority": minority,
    }


def _note(position: Position, collective: Collective | None) -> str:
    parts = []
    if position.state == State.SIGNING:
        parts.append(_("Not sent yet: companies can still sign."))
    if collective and collective.is_fictional:
        parts.append(_("Demo: everything here is made up."))
    return " ".join(parts)
