"""Bar charts as one SVG: panels below each other, bars from left to right, what is wanted as a
dashed line across its bar. Readable on light and dark, by the reader's own colour scheme."""

import html
import math
from dataclasses import dataclass, field

WIDTH, LEFT, RIGHT, MARGIN = 780, 190, 110, 24
ROW, BAR, HEAD, FOOT = 40, 20, 40, 52
PLOT = WIDTH - LEFT - RIGHT
LABEL = 52  # the room that a value takes
STYLE = """
.paper { fill: #ffffff; } text { fill: #1c2023; font: 13px system-ui, sans-serif; }
.title { font-size: 16px; font-weight: 600; } .soft { fill: #565e65; font-size: 12px; }
.ours { fill: #1f6fb5; } .other { fill: #98a1a9; } .grid { stroke: #dfe3e6; }
.gate { stroke: #b3400b; stroke-width: 2; stroke-dasharray: 4 3; }
text.wanted { fill: #b3400b; font-size: 12px; } text.inside { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
.paper { fill: #15181a; } text { fill: #eceff1; } .soft { fill: #a9b2b9; }
.ours { fill: #64aef0; } .other { fill: #727c84; } .grid { stroke: #343a3f; }
.gate { stroke: #ff9d6b; } text.wanted { fill: #ff9d6b; }
text.inside { fill: #15181a; } }
"""


@dataclass
class Bar:
    """One value. gates: what is wanted of it, as (value, words)."""

    label: str
    value: float
    ours: bool = True
    gates: list = field(default_factory=list)


@dataclass
class Panel:
    """A chart. axis: what the values are, with the unit."""

    title: str
    axis: str
    bars: list

    @property
    def height(self):
        return HEAD + ROW * len(self.bars) + FOOT


def number(value):
    """Three digits that count, thousands apart: 21,700, 285, 1.8, 0.184."""
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    return f"{round(value, digits):,.{max(digits, 0)}f}".rstrip("0").rstrip(".") \
        if digits > 0 else f"{round(value, digits):,.0f}"


def step(highest):
    """The distance of the axis' marks: 1, 2 or 5 with noughts, at most five to the highest."""
    power = 10 ** math.floor(math.log10(highest / 5))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * 5 >= highest)


def text(x, y, words, kind="", anchor="start"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">'
        f"{html.escape(words)}</text>")


def axis(panel, top, scale, highest):
    """Marks, their lines and numbers, and the axis' title."""
    bottom = top + HEAD + ROW * len(panel.bars)
    marks, distance = [], step(highest)
    for i in range(math.floor(highest / distance) + 1):
        x = LEFT + i * distance * scale
        marks.append(
            f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top + HEAD - 6}" y2="{bottom}"/>')
        marks.append(text(x, bottom + 16, number(i * distance), "soft", "middle"))
    marks.append(text(LEFT + PLOT / 2, bottom + 34, panel.axis, "soft", "middle"))
    return marks


def row(bar, top, scale):
    """A bar with its label and value, and its gates with theirs."""
    end = LEFT + bar.value * scale
    middle = top + ROW - BAR / 2 - 4
    shapes = [
        text(LEFT - 8, middle + 4, bar.label, "", "end"),
        f'<rect class="{"ours" if bar.ours else "other"}" x="{LEFT}" y="{middle - BAR / 2:.1f}" '
        f'width="{max(end - LEFT, 1):.1f}" height="{BAR}" rx="2"/>']
    gates = sorted(bar.gates)
    for i, (value, words) in enumerate(gates):
        x = LEFT + value * scale
        # Two gates may lie close together: the words of the first go to its left.
        to_left = (len(gates) > 1 and i == 0) or x > LEFT + PLOT * 0.8
        shapes.append(
            f'<line class="gate" x1="{x:.1f}" x2="{x:.1f}" y1="{middle - BAR / 2 - 10:.1f}" '
            f'y2="{middle + BAR / 2 + 3:.1f}"/>')
        shapes.append(
            text(x + (-5 if to_left else 5), middle - BAR / 2 - 3, words, "wanted",
                 "end" if to_left else "start"))
    shapes.append(value_label(bar, end, middle + 4, [LEFT + value * scale for value, _ in gates]))
    return shapes


def value_label(bar, end, y, lines):
    """The value beyond its bar; where a gate's line would cross it, inside, or beyond the line."""
    crossing = [x for x in lines if -4 < x - end < LABEL]
    if crossing and end - LEFT > LABEL:
        return text(end - 6, y, number(bar.value), "inside", "end")
    return text(max([end, *crossing]) + 6, y, number(bar.value))


def draw(panels, foot):
    """The SVG's text. foot: a line below all panels."""
    height = MARGIN * 3 + sum(panel.height for panel in panels)
    shapes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img">',
        f"<title>{html.escape('; '.join(panel.title for panel in panels))}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>']
    top = MARGIN
    for panel in panels:
        values = [bar.value for bar in panel.bars]
        values += [value for bar in panel.bars for value, _ in bar.gates]
        highest = max(values) or 1
        shapes.append(text(MARGIN, top + 14, panel.title, "title"))
        shapes += axis(panel, top, PLOT / highest, highest)
        for i, bar in enumerate(panel.bars):
            shapes += row(bar, top + HEAD + i * ROW - 8, PLOT / highest)
        top += panel.height
    shapes.append(text(MARGIN, top + MARGIN, foot, "soft"))
    return "\n".join([*shapes, "</svg>", ""])
