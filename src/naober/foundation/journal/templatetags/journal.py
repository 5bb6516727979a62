"""Entries of the journal on pages."""

from django import template

from naober.foundation.journal.models import Entry
from naober.foundation.journal.phrases import phrase_of

register = template.Library()


@register.simple_tag
def phrase(entry: Entry) -> str:
    return phrase_of(entry)
