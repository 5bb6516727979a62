"""Where a point of an agenda came from: "weighing.round:12", a row of another feature by name."""

from django.urls import NoReverseMatch, reverse

# The page of each kind; who may open it, that page says itself.
PAGES = {
    "agenda.challenge": "agenda:challenge",
    "focus.point": "focus:point",
    "focus.action": "focus:action",
    "weighing.round": "weighing:round",
    "positions.position": "positions:position",
    "positions.consultation": "positions:consultation",
}


def page_of(source: str) -> str:
    """Its address; empty for what has none."""
    kind, _colon, pk = source.partition(":")
    if kind not in PAGES or not pk.isdecimal():
        return ""
    try:
        return reverse(PAGES[kind], args=[int(pk)])
    except NoReverseMatch:
        return ""
