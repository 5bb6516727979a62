"""Words about actions and documents, for the templates of this app."""

from decimal import Decimal

from django import template

from naober.features.focus import cards, names
from naober.features.focus.models import Action, Document
from naober.foundation.members.models import User

register = template.Library()


@register.simple_tag
def owner_of(action: Action) -> str:
    return cards.owner_text(action)


@register.simple_tag
def name_of(person: User | None) -> str:
    return names.name_of(person)


@register.simple_tag
def amount_of(value: Decimal, unit: str) -> str:
    return cards.amount(value, unit)


@register.simple_tag
def kind_of_document(document: Document) -> str:
    return cards.kind_text(document)
