"""What a mail says, as text and as HTML, made of the same blocks.

A feature may just write text: blank lines part the blocks, a line with `---` under it is a heading,
lines that begin with `- ` are a list, and `Label: https://this-site/...` on a line of its own (or
the address on the next line) is a button. Only addresses of this site become links: what people
typed is in these texts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

SPOKEN = 120  # characters of a line, in the name of its button
_UNDERLINE = re.compile(r"-{3,}|={3,}")
_LABELLED = re.compile(r"(?:(?P<label>[^\n]{1,80}?):?\s+)?(?P<url>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Button:
    """`about` is the line that it stands under: who hears the page reads of what it is."""

    label: str
    url: str
    kind: str = "button"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One of a list; `url` is where it is found."""

    text: str
    url: str = ""
    kind: str = "line"


Block = Heading | Paragraph | Button | Line


@dataclass(frozen=True, slots=True)
class Letter:
    blocks: tuple[Block, ...]


def text_of(letter: Letter) -> str:
    return "\n\n".join(_text(block) for block in letter.blocks) + "\n"


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.text}\n{'-' * max(3, min(len(block.text), 60))}"
    if isinstance(block, Button):
        return f"{block.label}:\n{block.url}"
    if isinstance(block, Line):
        return f"- {block.text}" + (f"\n  {block.url}" if block.url else "")
    return block.text


def html_of(text: str, language: str) -> str:
    """A whole HTML mail, with its styles inside: there is nothing to fetch."""
    context = {
        "blocks": list(_named(blocks_of(text))),
        "site": settings.SITE_URL,
        "language": language,
    }
    with translation.override(language):
        return render_to_string("notifications/mail.html", context)


def _named(blocks: Iterator[Block]) -> Iterator[Block]:
    """Each button with the line that it belongs to: "We too" stands in one mail three times."""
    line = ""
    for block in blocks:
        if isinstance(block, Button) and line:
            yield replace(block, about=line)
            continue
        line = block.text[:SPOKEN] if isinstance(block, Line) else ""
        yield block


def blocks_of(text: str) -> Iterator[Block]:
    """Read the text as the blocks it was written as."""
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = part.split("\n")
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].strip()):
            yield Heading(lines[0].strip())
            lines = lines[2:]
        yield from _blocks(lines)


def _blocks(lines: list[str]) -> Iterator[Block]:
    said: list[str] = []
    for line in lines:
        address = _our_address(line)
        if line.startswith("- "):
            yield from _paragraph(said)
            said = [line]
        elif address and said and said[-1].startswith("- "):
            yield Line(said.pop()[2:], address.group("url"))
        elif address:
            label = address.group("label") or (said.pop().rstrip(": ") if said else "")
            yield from _paragraph(said)
            said = []
            yield Button(label, address.group("url"))
        else:
            said.append(line)
    yield from _paragraph(said)


def _our_address(line: str) -> re.Match[str] | None:
    """The line, when all it gives is an address of this site with perhaps a label before it."""
    found = _LABELLED.fullmatch(line.strip())
    site = f"{settings.SITE_URL}/"
    return found if found and f"{found.group('url')}/".startswith(site) else None


def _paragraph(said: list[str]) -> Iterator[Block]:
    words = "\n".join(said).strip()
    if words.startswith("- "):
        yield Line(words[2:])
    elif words:
        yield Paragraph(words)
