"""The journal is only added to, and every code that is written has words to read."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

import naober
from naober.foundation.journal.models import Entry
from naober.foundation.journal.phrases import PHRASES, phrase_of
from naober.foundation.journal.services import forget_sign_ins, record

PACKAGE = Path(naober.__file__).parent


@pytest.mark.django_db
def test_only_old_sign_ins_are_forgotten():
    record(action="listing.said", title="a title")
    old = timezone.now() - timedelta(days=100)
    Entry.objects.create(action="person.signed_in", at=old)
    record(action="person.signed_in")
    with pytest.raises(DatabaseError), transaction.atomic():
        forget_sign_ins(timezone.now() + timedelta(days=1))
    forget_sign_ins(timezone.now() - timedelta(days=90))
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("action", [*PHRASES, "listing.unheard", "nothing.of.the.kind", ""])
def test_every_entry_has_words_also_without_its_facts(action, language):
    with translation.override(language):
        phrase = phrase_of(Entry(action=action))
    assert phrase
    assert "%" not in phrase
    assert "." not in phrase.replace("nothing.of", "")


def test_facts_are_filled_in_and_never_read_as_codes():
    assert "Assen" in phrase_of(Entry(action="site.added", facts={"place": "Assen"}))
    assert "%(x)s" in phrase_of(Entry(action="site.added", facts={"place": "%(x)s"}))


def test_every_code_in_the_source_has_a_phrase():
    """Codes that stand in calls; those put together from parts are the choices of their models."""
    found = {code for path in PACKAGE.rglob("*.py") for code in _codes(path)}
    assert len(found) > 10
    assert found <= set(PHRASES)


def _codes(path: Path) -> set[str]:
    if "tests" in path.parts or "migrations" in path.parts:
        return set()
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if _name(call.func) in {"record", "note", "_note", "_journal"}]
    values = [value for call in named for value in [*call.args, *(k.value for k in call.keywords)]]
    texts = [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]
    return {text for text in texts if text.count(".") == 1 and text.replace(".", "").isidentifier()}


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))
