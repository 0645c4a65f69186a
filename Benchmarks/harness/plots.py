"""SVG plots, written by hand: time a parameter against length, on log axes."""

from __future__ import annotations

import math
from pathlib import Path
from xml.sax.saxutils import escape

#: The colours of Okabe and Ito, which people without colour vision can tell apart,
#: on light and on dark, and a marker each.
STYLES = {
    "RMSpec": ("#d55e00", "#ff8a3d", "circle"),
    "PyTorch": ("#0072b2", "#56b4e9", "square"),
    "PyTorch fused": ("#0072b2", "#56b4e9", "square"),
    "PyTorch foreach": ("#009e73", "#2fd6a4", "diamond"),
    "PyTorch single-tensor": ("#7a5195", "#c79be0", "triangle"),
    "Optax": ("#b0468b", "#f08cc8", "down"),
    "memory probe": ("#6b6b6b", "#a8a8a8", "none"),
    "array rounding, any format": ("#0072b2", "#56b4e9", "square"),
    "array rounding, known format": ("#6b6b6b", "#a8a8a8", "square"),
    "array rounding in NumPy": ("#b0468b", "#f08cc8", "down"),
    "NumPy": ("#7a5195", "#c79be0", "triangle"),
}
#: Ink, paper and grid.
LIGHT, DARK = ("#1c1c1c", "#ffffff", "#dcdcdc"), ("#ececec", "#14171c", "#3a3f47")
PANEL_WIDTH, PANEL_HEIGHT = 400, 300
LEFT, TOP, GAP, BOTTOM = 64, 64, 56, 96


def write(document: dict, folder: Path) -> None:
    """Writes a plot for each optimizer and format that was measured at some lengths."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    plots: dict[tuple[str, str], dict[int, list[dict]]] = {}
    for entry in document["series"]:
        if entry["bits"] is None:
            panels = plots.setdefault((entry["optimizer"], entry["format"]), {})
            panels.setdefault(entry["threads"], []).append(entry)
    label = "" if document["kind"] == "full" else f" ({document['kind']} run)"
    for (optimizer, format), panels in plots.items():
        # A single length makes no curve.
        if all(len(entries) < 2 for entries in panels.values()):
            continue
        title = f"{optimizer}, {format}: time of a step{label}"
        path = folder / f"{optimizer}-{format}.svg"
        path.write_text(svg(title, panels))


def svg(title: str, panels: dict[int, list[dict]]) -> str:
    """The plot, a panel for each number of threads on common axes."""
    entries = [entry for panel in panels.values() for entry in panel]
    times = [time for entry in entries for time in entry["nanoseconds"].values()]
    lengths = [entry["length"] for entry in entries]
    x = Scale(min(lengths) / 1.5, max(lengths) * 1.5, PANEL_WIDTH)
    y = Scale.around(times, PANEL_HEIGHT)
    labels = [
        label
        for label in STYLES
        if any(label in entry["nanoseconds"] for entry in entries)
    ]
    width = LEFT + len(panels) * (PANEL_WIDTH + GAP)
    height = TOP + PANEL_HEIGHT + BOTTOM + 24 * ((len(labels) + 2) // 3)
    parts = [_opening(width, height, title)]
    for index, (threads, panel) in enumerate(sorted(panels.items())):
        left = LEFT + index * (PANEL_WIDTH + GAP)
        caption = "1 thread" if threads == 1 else f"{threads} threads"
        parts.append(_panel(left, caption, sorted(panel, key=_length), labels, x, y))
    parts.append(_legend(labels, max(width, LEFT + PANEL_WIDTH)))
    return "\n".join(parts) + "\n</svg>\n"


def _length(entry: dict) -> int:
    return entry["length"]


class Scale:
    """A logarithmic axis."""

    def __init__(self, low: float, high: float, size: float):
        self.low, self.high, self.size = low, high, size

    @staticmethod
    def around(values: list[float], size: float) -> "Scale":
        """The narrowest axis from and to 1, 2 or 5 times powers of ten."""
        low = max(step for step in _steps(min(values), -1, 1) if step <= min(values))
        high = min(step for step in _steps(max(values), -1, 2) if step >= max(values))
        if high == low:
            high = low * 10
        return Scale(low, high, size)

    def position(self, value: float) -> float:
        """The distance from the low end, in pixels."""
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return part * self.size

    def ticks(self, digits: tuple[int, ...]) -> list[float]:
        """These digits times powers of ten."""
        first = math.floor(math.log10(self.low))
        last = math.ceil(math.log10(self.high))
        ticks = [d * 10.0**e for e in range(first, last + 1) for d in digits]
        return [t for t in ticks if self.low * 0.999 <= t <= self.high * 1.001]


def _steps(value: float, before: int, after: int) -> list[float]:
    exponent = math.floor(math.log10(value))
    exponents = range(exponent + before, exponent + after)
    return [float(f"{digit}e{e}") for e in exponents for digit in (1, 2, 5)]


def _number(value: float) -> str:
    if value >= 1000:
        exponent = round(math.log10(value))
        if 10**exponent == value:
            return "10" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(exponent))
    return f"{value:g}"


def _colors(dark: bool) -> str:
    """The rules for one background; no CSS variables, which not every viewer has."""
    ink, paper, grid = DARK if dark else LIGHT
    rules = [
        f"text {{ fill: {ink} }}",
        f".paper {{ fill: {paper} }}",
        f".grid {{ stroke: {grid} }}",
        f".frame {{ stroke: {ink} }}",
    ]
    for index, style in enumerate(STYLES.values()):
        color = style[1 if dark else 0]
        rules.append(f".s{index} .line {{ stroke: {color} }}")
        rules.append(f".s{index} .mark {{ fill: {color}; stroke: {paper} }}")
    return "\n".join(rules)


def _opening(width: int, height: int, title: str) -> str:
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" \
width="{width}" height="{height}" role="img" aria-label="{escape(title)}">
<style>
text {{ font: 14px system-ui, sans-serif }}
.title {{ font-size: 17px; font-weight: 600 }}
.frame, .line {{ fill: none }}
.line {{ stroke-width: 2 }}
.dashed {{ stroke-dasharray: 6 4 }}
{_colors(dark=False)}
@media (prefers-color-scheme: dark) {{
{_colors(dark=True)}
}}
</style>
<rect class="paper" width="100%" height="100%"/>
<text class="title" x="{LEFT}" y="26">{escape(title)}</text>"""


def _panel(
    left: int, caption: str, entries: list[dict], labels: list[str], x: Scale, y: Scale
) -> str:
    bottom = TOP + PANEL_HEIGHT
    parts = [f'<text x="{left}" y="{TOP - 12}">{caption}, ns a parameter</text>']
    for tick in y.ticks((1,) if y.high / y.low > 1000 else (1, 2, 5)):
        at = bottom - y.position(tick)
        parts.append(
            f'<path class="grid" d="M{left} {at:.1f}h{PANEL_WIDTH}"/>'
            f'<text x="{left - 8}" y="{at + 5:.1f}" text-anchor="end">'
            f"{_number(tick)}</text>"
        )
    for tick in x.ticks((1,)):
        at = left + x.position(tick)
        parts.append(
            f'<path class="grid" d="M{at:.1f} {TOP}v{PANEL_HEIGHT}"/>'
            f'<text x="{at:.1f}" y="{bottom + 20}" text-anchor="middle">'
            f"{_number(tick)}</text>"
        )
    parts.append(
        f'<rect class="frame" x="{left}" y="{TOP}" '
        f'width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}"/>'
        f'<text x="{left + PANEL_WIDTH / 2}" y="{bottom + 44}" text-anchor="middle">'
        "parameters</text>"
    )
    # Ours last, so that nothing covers it.
    for label in sorted(labels, key=lambda label: label == "RMSpec"):
        points = [
            (left + x.position(e["length"]), bottom - y.position(e["nanoseconds"][label]))
            for e in entries
            if label in e["nanoseconds"]
        ]
        if points:
            parts.append(_line(label, points))
    return "\n".join(parts)


def _line(label: str, points: list[tuple[float, float]]) -> str:
    index, marker = list(STYLES).index(label), STYLES[label][2]
    path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
    dashed = " dashed" if marker == "none" else ""
    marks = "".join(_mark(marker, px, py) for px, py in points)
    return f'<g class="s{index}"><path class="line{dashed}" d="M{path}"/>{marks}</g>'


def _mark(marker: str, x: float, y: float) -> str:
    shapes = {
        "circle": "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        "square": "m-4.5-4.5h9v9h-9z",
        "diamond": "m0-6l6 6l-6 6l-6-6z",
        "triangle": "m0-6l5.5 10h-11z",
        "down": "m0 6l5.5-10h-11z",
    }
    if marker not in shapes:
        return ""
    return f'<path class="mark" d="M{x:.1f} {y:.1f}{shapes[marker]}"/>'


def _legend(labels: list[str], width: int) -> str:
    columns = 4 if width > 700 else 2
    column = (width - LEFT - 16) / columns
    parts = []
    for index, label in enumerate(labels):
        x = LEFT + index % columns * column
        y = TOP + PANEL_HEIGHT + 76 + index // columns * 24
        parts.append(_line(label, [(x, y), (x + 28, y)]))
        parts.append(f'<text x="{x + 36:.0f}" y="{y + 5}">{escape(label)}</text>')
    return "\n".join(parts)
