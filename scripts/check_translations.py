"""Every English text in code and templates has its Dutch one, and no translation is left over.

One English text has one Dutch one in all apps: Django puts their catalogues together, and where two
differ one of them is shown nowhere. A word that means two things gets a context (`pgettext`).

python scripts/check_translations.py            complain
python scripts/check_translations.py --update   add what is missing, empty, and drop what is unused
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "naober"
APPS = sorted(path.parent for path in PACKAGE.rglob("apps.py"))
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STRING = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
# What Django turns a template into: calls of these four between blanked-out text.
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\({STRING}(?:, ?{STRING})?(?:, ?{STRING})?")

Message = tuple[str | tuple[str, ...], str | None]


def main() -> None:
    settings.configure(USE_I18N=True)
    if "--update" in sys.argv:
        for app in APPS:
            _update(app)
        return
    complaints = [line for app in APPS for line in _complaints(app)]
    complaints += clashes({app.name: _read(_po(app)) for app in APPS})
    if complaints:
        sys.exit("\n".join(complaints))


def _complaints(app: Path) -> Iterator[str]:
    wanted, have = _wanted(app), _read(_po(app))
    name = _po(app).relative_to(ROOT)
    for identity, context in wanted:
        message = have.get(identity, context)
        strings = message.string if message else ""
        if not all([strings] if isinstance(strings, str) else strings or [""]):
            yield f"{name}: no Dutch for {identity!r}"
        elif message and message.fuzzy:
            yield f"{name}: fuzzy: {identity!r}"
    for message in have:
        if message.id and (_first(message.id), message.context) not in _firsts(wanted):
            yield f"{name}: not used any more: {message.id!r}"


def clashes(catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """The texts that are not the same Dutch everywhere, with the apps."""
    meant: dict[tuple[object, str | None], dict[object, list[str]]] = {}
    for name, catalog in catalogs.items():
        for message in filter(lambda one: one.id, catalog):
            same = meant.setdefault((message.id, message.context), {})
            same.setdefault(message.string, []).append(name)
    for (identity, _context), same in meant.items():
        if len(same) > 1:
            ways = ", ".join(f"{dutch!r} in {' and '.join(names)}" for dutch, names in same.items())
            yield f"more than one Dutch text for {identity!r}: {ways}"


def _update(app: Path) -> None:
    wanted, have = _wanted(app), _read(_po(app))
    if not wanted:
        return
    fresh = Catalog(locale="nl", project="Naober", domain="django", header_comment="#")
    fresh.creation_date = have.creation_date  # nothing changes in a file where no text does
    for identity, context in wanted:
        old = have.get(identity, context)
        fresh.add(identity, old.string if old else None, context=context)
    _po(app).parent.mkdir(parents=True, exist_ok=True)
    with _po(app).open("wb") as file:
        write_po(file, fresh, omit_header=False, sort_output=True, width=100, no_location=True)


def _wanted(app: Path) -> list[Message]:
    found: dict[Message, None] = {}
    for path in sorted(app.rglob("*")):
        if not path.is_file() or {"tests", "migrations", "static"} & set(path.parts):
            continue
        if path.suffix == ".py":
            found.update(dict.fromkeys(_in_python(path)))
        elif "templates" in path.parts and path.suffix in {".html", ".txt", ".svg"}:
            found.update(dict.fromkeys(_in_template(path)))
    return list(found)


def _in_python(path: Path) -> Iterator[Message]:
    for _line, identity, _comments, context in extract_from_file("python", path, KEYWORDS):
        yield identity, context


def _in_template(path: Path) -> Iterator[Message]:
    for call in TEMPLATE_CALL.finditer(templatize(path.read_text(), origin=str(path))):
        words = [ast.literal_eval(word) for word in call.groups()[1:] if word]
        context = words.pop(0) if "p" in call[1] else None
        yield (tuple(words[:2]) if call[1].startswith("n") else words[0]), context


def _po(app: Path) -> Path:
    return app / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="nl")
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def _first(identity: str | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _firsts(messages: list[Message]) -> set[tuple[str, str | None]]:
    return {(_first(identity), context) for identity, context in messages}


if __name__ == "__main__":
    main()
