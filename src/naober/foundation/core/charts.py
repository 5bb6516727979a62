"""Pictures of numbers, drawn here as SVG: bars, columns, a line, and ranges around a value.

No script and no inline style: colours come from classes (`static/naober/charts.css`), so light,
dark and print follow the page. Each picture has a title and a description, and stands beside a
table with the same texts (see `templates/parts/chart.html`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 400
ROW_TOP, BAR, GAP = 20, 16, 4
HEIGHT, FOOT, HEAD = 220, 26, 22
MOST_LABELS = 6
SIDE = 84  # room for a number at each end of a range


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table and of the picture: a value, and its text, for each series."""

    label: str
    values: Sequence[Decimal]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """`code` is unique on the page; `series` names what the values of a row are."""

    code: str
    title: str
    description: str
    first: str
    series: Sequence[str]
    rows: Sequence[Row]
    form: str = "bars"
    csv: str = ""
    unit: str = ""  # of the values, in words; "" when the series says what is counted
    base: Decimal = Decimal(0)  # of ranges: where the upright line stands

    @property
    def svg(self) -> SafeString:
        forms = {
            "bars": _bars,
            "stacked": _stacked,
            "columns": _columns,
            "line": _line,
            "ranges": _ranges,
        }
        return forms[self.form](self)

    @property
    def legend(self) -> list[tuple[int, str]]:
        """What the colours mean, when there is more than one."""
        several = len(self.series) > 1 and self.form != "ranges"
        return list(enumerate(self.series, 1)) if several else []


def _bars(chart: Chart) -> SafeString:
    """Label above, bars below it, the number at the end: it can be read on a phone."""
    largest = _largest(chart)
    step = ROW_TOP + len(chart.series) * (BAR + GAP) + 10
    rows = format_html_join(
        "", "{}", ((_bar_row(row, at * step, largest),) for at, row in enumerate(chart.rows))
    )
    return _picture(chart, max(1, len(chart.rows)) * step, rows)


def _bar_row(row: Row, top: int, largest: Decimal) -> SafeString:
    label = format_html(
        '<text class="chart__label" x="0" y="{}">{}</text>', top + 14, _short(row.label)
    )
    bars = format_html_join(
        "",
        '<rect class="chart__bar chart__bar--{}" x="0" y="{}" width="{}" height="{}" rx="4"></rect>'
        '<text class="chart__number" x="{}" y="{}">{}</text>',
        (
            (
                series,
                top + ROW_TOP + (series - 1) * (BAR + GAP),
                _scaled(value, largest, WIDTH - 120),
                BAR,
                _scaled(value, largest, WIDTH - 120) + 8,
                top + ROW_TOP + (series - 1) * (BAR + GAP) + 13,
                text,
            )
            for series, (value, text) in enumerate(zip(row.values, row.texts, strict=True), 1)
        ),
    )
    return format_html("{}{}", label, bars)


def _stacked(chart: Chart) -> SafeString:
    """One bar for each row, the series behind each other, their sum at the end."""
    sums = [sum(row.values, Decimal(0)) for row in chart.rows]
    largest = max([*sums, Decimal(0)]) or Decimal(1)
    step = ROW_TOP + BAR + GAP + 10
    rows = format_html_join(
        "",
        "{}",
        (
            (_stacked_row(row, at * step, total, largest),)
            for at, (row, total) in enumerate(zip(chart.rows, sums, strict=True))
        ),
    )
    return _picture(chart, max(1, len(chart.rows)) * step, rows)


def _stacked_row(row: Row, top: int, total: Decimal, largest: Decimal) -> SafeString:
    parts, left = [], 0.0
    for series, value in enumerate(row.values, 1):
        wide = _scaled(value, largest, WIDTH - 60)
        parts.append((series, round(left, 1), top + ROW_TOP, wide, BAR))
        left += wide
    rects = format_html_join(
        "",
        '<rect class="chart__bar chart__bar--{}" x="{}" y="{}" width="{}" height="{}"></rect>',
        parts,
    )
    return format_html(
        '<text class="chart__label" x="0" y="{}">{}</text>{}'
        '<text class="chart__number" x="{}" y="{}">{}</text>',
        top + 14,
        _short(row.label),
        rects,
        round(left + 8, 1),
        top + ROW_TOP + 13,
        f"{total:f}",
    )


def _columns(chart: Chart) -> SafeString:
    """A column for each row, the series on top of each other, oldest left."""
    tops = [sum((max(value, Decimal(0)) for value in row.values), Decimal(0)) for row in chart.rows]
    largest = max([*tops, Decimal(0)]) or Decimal(1)
    wide = WIDTH / max(1, len(chart.rows))
    columns = format_html_join(
        "",
        "{}{}",
        (
            (_column(row, at * wide, wide, largest), _foot(chart, at, wide))
            for at, row in enumerate(chart.rows)
        ),
    )
    return _picture(chart, HEIGHT, _axis(), columns)


def _column(row: Row, left: float, wide: float, largest: Decimal) -> SafeString:
    parts, bottom = [], float(HEIGHT - FOOT)
    for series, value in enumerate(row.values, 1):
        high = _scaled(value, largest, HEIGHT - FOOT - HEAD)
        bottom -= high
        parts.append((series, round(left + wide * 0.15, 1), round(bottom, 1), _w(wide), high))
    rects = format_html_join(
        "",
        '<rect class="chart__bar chart__bar--{}" x="{}" y="{}" width="{}" height="{}" rx="3">'
        "</rect>",
        parts,
    )
    if len(row.texts) != 1 or wide < WIDTH / MOST_LABELS:
        return rects
    number = format_html(
        '<text class="chart__number chart__middle" x="{}" y="{}">{}</text>',
        round(left + wide / 2, 1),
        round(bottom - 6, 1),
        row.texts[0],
    )
    return format_html("{}{}", rects, number)


def _line(chart: Chart) -> SafeString:
    """The first series as a line with points."""
    largest = _largest(chart)
    wide = WIDTH / max(1, len(chart.rows))
    points = [
        (
            round((at + 0.5) * wide, 1),
            round(HEIGHT - FOOT - _scaled(row.values[0], largest, HEIGHT - FOOT - HEAD), 1),
            row.texts[0],
        )
        for at, row in enumerate(chart.rows)
    ]
    line = format_html(
        '<polyline class="chart__line" points="{}"></polyline>',
        " ".join(f"{x},{y}" for x, y, _text in points),
    )
    dots = format_html_join(
        "",
        '<circle class="chart__dot" cx="{}" cy="{}" r="5"></circle>',
        ((x, y) for x, y, _ in points),
    )
    numbers = format_html_join(
        "",
        '<text class="chart__number chart__middle" x="{}" y="{}">{}</text>',
        (
            (x, round(y - 10, 1), text)
            for at, (x, y, text) in enumerate(points)
            if _is_labelled(chart, at)
        ),
    )
    feet = format_html_join("", "{}", ((_foot(chart, at, wide),) for at in range(len(chart.rows))))
    return _picture(chart, HEIGHT, _axis(), format_html("{}{}{}{}", line, dots, numbers, feet))


def _ranges(chart: Chart) -> SafeString:
    """From the first value of a row to the last one, around an upright line: what lies left of it
    has another colour. A tornado when the widest stands on top."""
    ends = [value for row in chart.rows for value in row.values]
    least, most = min([*ends, chart.base]), max([*ends, chart.base])
    span = (most - least) or Decimal(1)

    def at(value: Decimal) -> float:
        return round(SIDE + float((value - least) / span) * (WIDTH - 2 * SIDE), 1)

    step = ROW_TOP + BAR + GAP + 10
    high = max(1, len(chart.rows)) * step
    line = format_html(
        '<line class="chart__axis chart__axis--base" x1="{}" y1="{}" x2="{}" y2="{}"></line>',
        at(chart.base),
        ROW_TOP - 2,
        at(chart.base),
        high,
    )
    rows = format_html_join(
        "",
        "{}",
        ((_range(row, place * step, at, chart.base),) for place, row in enumerate(chart.rows)),
    )
    return _picture(chart, high, rows, line)


def _range(row: Row, top: int, at: Callable[[Decimal], float], base: Decimal) -> SafeString:
    low, high = sorted((row.values[0], row.values[-1]))
    first, last = row.texts[0], row.texts[-1]
    if row.values[0] > row.values[-1]:
        first, last = last, first
    parts = [(low, min(high, base), 3), (max(low, base), high, 1)]
    bars = format_html_join(
        "",
        '<rect class="chart__bar chart__bar--{}" x="{}" y="{}" width="{}" height="{}"></rect>',
        (
            (colour, at(start), top + ROW_TOP, round(max(1.0, at(end) - at(start)), 1), BAR)
            for start, end, colour in parts
            if end > start
        ),
    )
    return format_html(
        '<text class="chart__label" x="0" y="{}">{}</text>{}'
        '<text class="chart__number chart__end" x="{}" y="{}">{}</text>'
        '<text class="chart__number" x="{}" y="{}">{}</text>',
        top + 14,
        _short(row.label),
        bars,
        at(low) - 6,
        top + ROW_TOP + 13,
        first,
        at(high) + 6,
        top + ROW_TOP + 13,
        last,
    )


def _picture(chart: Chart, height: int, *parts: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart__svg" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        WIDTH,
        height,
        chart.code,
        chart.code,
        chart.code,
        chart.title,
        chart.code,
        chart.description,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _axis() -> SafeString:
    return format_html(
        '<line class="chart__axis" x1="0" y1="{}" x2="{}" y2="{}"></line>',
        HEIGHT - FOOT,
        WIDTH,
        HEIGHT - FOOT,
    )


def _foot(chart: Chart, at: int, wide: float) -> SafeString:
    if not _is_labelled(chart, at):
        return SafeString("")
    return format_html(
        '<text class="chart__label chart__middle" x="{}" y="{}">{}</text>',
        round((at + 0.5) * wide, 1),
        HEIGHT - 7,
        chart.rows[at].label,
    )


def _is_labelled(chart: Chart, at: int) -> bool:
    """All of them when they fit, else evenly spread from the newest back."""
    every = -(-len(chart.rows) // MOST_LABELS)
    return (len(chart.rows) - 1 - at) % every == 0


def _largest(chart: Chart) -> Decimal:
    found = [value for row in chart.rows for value in row.values]
    return max([*found, Decimal(0)]) or Decimal(1)


def _scaled(value: Decimal, largest: Decimal, room: int) -> float:
    """Nothing is drawn below nothing; what there is stays visible."""
    if value <= 0:
        return 0.0
    return round(max(2.0, float(value / largest) * room), 1)


def _w(wide: float) -> float:
    return round(wide * 0.7, 1)


def _short(label: str) -> str:
    return label if len(label) <= 48 else label[:47] + "…"
