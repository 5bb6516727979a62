"""What stands in the journal, as people read it: one phrase for each code, in one place.

A fact is filled in by its name. A fact that is not there reads as a dash, and a code without a
phrase as "something was done", so an entry of an older or newer version never breaks the page.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.foundation.journal.models import Entry

PHRASES = {
    "person.signed_in": gettext_lazy("Signed in"),
    "person.sessions_ended": gettext_lazy("Signed out elsewhere"),
    "person.locked_out": gettext_lazy("Too many wrong passwords: sign-in closed for half an hour"),
    "person.password_changed": gettext_lazy("Password changed"),
    "person.second_step_on": gettext_lazy("Second step of signing in switched on"),
    "person.second_step_off": gettext_lazy("Second step of signing in switched off"),
    "person.new_codes": gettext_lazy("New emergency codes made"),
}
# The first part of a code: what the entry is about, when there is no phrase for the whole.
SUBJECTS = {
    "person": gettext_lazy("An account"),
    "company": gettext_lazy("The company"),
    "people": gettext_lazy("People of the company"),
    "listing": gettext_lazy("A listing"),
    "match": gettext_lazy("A match"),
    "deal": gettext_lazy("A deal"),
    "ledger": gettext_lazy("The balance"),
    "conversation": gettext_lazy("A conversation"),
    "export": gettext_lazy("A file with figures"),
}


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def phrase_of(entry: Entry) -> str:
    """One line, in the language of the reader."""
    known = PHRASES.get(entry.action)
    if known is not None:
        return str(known) % _Facts(entry.facts)
    subject = SUBJECTS.get(entry.action.partition(".")[0])
    return (
        _("%(subject)s: something was done") % {"subject": subject}
        if subject
        else _("Something was done")
    )
