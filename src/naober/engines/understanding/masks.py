"""Numbers that measure nothing: standards, steel grades, waste codes, telephone numbers, prices.

They are claimed before any number is read, so that "NEN 3140 inspecties" is not 3140 inspections.
"""

import re

from naober.engines.understanding.reading import Reading

_NO_UNIT = (
    r"(?![\w%])(?!\s?(?:kg|kilo|t\b|ton|kuub|l\b|liter|m[23]?\b|mm\b|stuk|st\b|pal|big|ibc|kw|mw|bar"
    r"|uur|graden|°|%|mensen|man\b|keer))"
)
_NAMED = (
    r"\b(?:nen|iso|din|pgs|astm|iec|vca|vcu|vil|brl|api|cas|ral|ip|ncp|npr|nta|sikb|brc|ifs|fssc|gmp|asme"
    r"|werkstoff(?:nummer)?|wst|type|klasse|class|zone|cat(?:egorie)?|dn|pn|un|adr|ewc|eural(?:code)?"
    r"|sbi|nace|ohsas|scios|scope|niveau|level|mbo|hbo|atex|sil|nr|artikel|kwaliteit|legering|alloy)"
    rf"(?:[\s-]+(?:en|iso|iec|scios|hd))*[\s.-]*[0-9][0-9.:/-]*[a-z]{{0,2}}{_NO_UNIT}"
)
_STEEL = r"(?:30[1-9]|31[0-9]|321|347|4[0-4]0|904|2205)(?:l|ti|h)?"
_PER = r"(?:\s?(?:/|per)\s?(?:ton|t|kg|kilo|m[23]|kuub|uur|stuk|mwh|kwh|gj|pallet|liter|l|maand|jaar|week|dag)\b)?"  # noqa: E501
_PATTERN = re.compile(
    rf"{_NAMED}|\b(?:rvs|inox|aisi|en|staal|steel)[\s-]+(?:{_STEEL}|1[0-9]{{4}})(?:/{_STEEL})?{_NO_UNIT}"
    rf"|\b{_STEEL}\s?/\s?{_STEEL}\b"
    r"|\b1\.[0-9]{4}\b(?!\s?(?:kg|ton|m3|kuub|liter))"  # Werkstoff numbers: 1.4404
    r"|\b(?!(?:week|wk|ca|circa|max|min|tot|in|per|van)\b)[a-z]{1,5}-[0-9]{1,4}(?![\w.,/-]*\w)"
    r"|\b(?:0[1-9]|1[0-9]|20)[ .][0-9]{2}[ .][0-9]{2}\*?(?![\s.,]?[0-9]|\w)"  # EWC: 15 01 02
    r"|(?:\+31|\b0)[\s-]?[1-9][0-9]{0,3}[\s-]?[0-9]{6,8}\b"  # telephone
    rf"|(?:€|\beuro?)\s?[0-9][0-9.,]*(?:,-)?{_PER}"
    rf"|(?<![\w.,])[0-9][0-9.,]*\s?(?:k?€|euro?(?:'?s)?\b|ct\b|cent(?:en)?\b){_PER}"
    r"|\b[0-2]?[0-9]:[0-5][0-9](?:\s?(?:uur|u|h)\b)?|\b[0-2]?[0-9]\.[0-5][0-9]\suur\b"  # o'clock
    r"|\b24\s?(?:uur|h|hours) (?:per|a) (?:dag|day)\b|\b24-?uurs\b"
    r"|\bph[\s:=]*(?:van\s)?[0-9]{1,2}(?:[.,][0-9])?(?:\s?-\s?[0-9]{1,2}(?:[.,][0-9])?)?"
    r"|\b[23]d\b|[^\s@]{1,64}@[^\s@]{1,64}|\bhttps?://\S+|\bwww\.\S+"
)
_POSTCODE = re.compile(r"\b[1-9][0-9]{3} ?(?!KW|MW|KG|PP|PE|PS|MM)[A-Z]{2}\b(?![\d/])")


def mask(reading: Reading) -> None:
    """Claim every number that measures nothing."""
    for match in _PATTERN.finditer(reading.folded):
        reading.claim(*match.span())
    for match in _POSTCODE.finditer(reading.text):
        reading.claim(*match.span())
