"""The look that all charts share: fonts, greys, title, and a legend with the lines as they are drawn."""

import json
import math
import textwrap
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from .palette import Look
from .tidy import Results

WIDTH = 800
"""Width of a chart in pixels, about that of a page's column."""

INDEPENDENT: dict[str, Any] = {
    channel: "independent" for channel in ("stroke", "fill", "shape", "size", "strokeDash", "strokeWidth")
}
"""Settings of the legend and the panels that they do not share."""

RULE: dict[str, Any] = {"strokeDash": [4, 3], "strokeWidth": 1, "color": "#777777"}
"""Look of an objective's line."""

_INK, _GREY = "#222222", "#555555"
_LEGEND_STROKE = 26
_LINE_HEIGHT = 15


@dataclass(frozen=True)
class Entry:
    """An entry of the legend: a line with its `look`, or a grey mark without one."""

    label: str
    look: Look | None = None
    kind: Literal["line", "saturated", "rule"] = "line"

    @property
    def lines(self) -> list[str]:
        """The label, broken where it is long."""
        return name_lines(self.label)


class LineScales:
    """Scales that give lines their looks; lines drawn first are larger, so that the last does not hide them."""

    def __init__(self, names: list[str], looks: list[Look], points: int = 0) -> None:
        """Looks for lines of at most `points` points: small where there are many."""

        def scale(values: list[Any]) -> alt.Scale:
            return alt.Scale(type="ordinal", domain=names, range=values)

        under = [min(len(names) - 1 - place, 6) for place in range(len(names))]
        small = min(1.0, 12 / max(points, 1))
        self.color = scale([look.color for look in looks])
        self.shape = scale([look.shape for look in looks])
        self.dash = scale([list(look.dash) for look in looks])
        self.size = scale([round((45 + 10 * lines) * small, 1) for lines in under])
        self.width = scale([round(1.5 + 0.18 * lines, 2) for lines in under])


def config() -> dict[str, Any]:
    """The configuration of every chart."""
    font = "Liberation Sans, Arial, Helvetica, sans-serif"
    return {
        "background": "white",
        "font": font,
        "view": {"stroke": "#CCCCCC"},
        "axis": {
            "labelFontSize": 11,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelColor": _INK,
            "titleColor": _INK,
            "gridColor": "#E8E8E8",
            "domainColor": "#888888",
            "tickColor": "#888888",
            "labelLimit": 0,
            "titleLimit": 0,
        },
        "header": {"labelFontSize": 12, "labelColor": _INK, "labelLimit": 0, "titleLimit": 0},
        "legend": {
            "labelFontSize": 11,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelLimit": 0,
            "titleLimit": 0,
        },
        "title": {
            "anchor": "start",
            "fontSize": 15,
            "color": _INK,
            "subtitleFontSize": 12,
            "subtitleColor": _GREY,
            "subtitlePadding": 5,
            "offset": 14,
            "limit": 0,
        },
    }


def title(results: Results, heading: str | None, sentences: list[str]) -> alt.TitleParams:
    """The experiment's name, or `heading`; below it what is shown, and notes about the run."""
    if results.failed:
        points = "1 point" if results.failed == 1 else f"{results.failed} points"
        sentences = [
            *sentences,
            f"{points} failed and is not shown." if results.failed == 1 else f"{points} failed and are not shown.",
        ]
    if not results.complete:
        sentences = [*sentences, "The run was stopped early: not every point is here."]
    lines = [line for sentence in sentences for line in textwrap.wrap(sentence, 125)]
    return alt.TitleParams(text=heading or results.name, subtitle=lines)


def finished(chart: alt.HConcatChart | alt.VConcatChart, heading: alt.TitleParams, what: str) -> dict[str, Any]:
    """The spec of a chart with its title; `what` describes the chart to readers who cannot see it."""
    chart = chart.properties(title=heading, description=what, padding=12).configure(**config())
    spec: dict[str, Any] = chart.to_dict()
    return spec


def data(records: list[dict[str, Any]]) -> Any:
    """Records as the data of a chart, inside its spec."""
    return alt.Data(values=records)  # type: ignore[no-untyped-call]


def columns(panels: int, most: int) -> int:
    """The number of `panels` side by side, at most `most`, so that rows are about as long."""
    return math.ceil(panels / math.ceil(panels / most))


def name_lines(name: str, width: int = 26) -> list[str]:
    """A name, broken where it is long."""
    return textwrap.wrap(name, width) or [""]


def names_axis(names: list[str]) -> alt.Axis:
    """The axis of a dot plot: the names, broken where they are long."""
    lines = {name: name_lines(name, 34) for name in names}
    return alt.Axis(
        grid=True,
        ticks=False,
        domain=False,
        labelPadding=8,
        labelExpr=f"({json.dumps(lines, ensure_ascii=False)})[datum.value]",
    )


def names_size(names: list[str]) -> tuple[int, int]:
    """Width of the axis of names, and height of the plot."""
    lines = [name_lines(name, 34) for name in names]
    longest = max(len(line) for of_name in lines for line in of_name)
    return round(longest * 6.3), max(24, 12 * max(len(of_name) for of_name in lines) + 6) * len(names) + 12


def legend_width(entries: list[Entry]) -> int:
    """Width of a legend."""
    longest = max((len(line) for entry in entries for line in entry.lines), default=0)
    return _LEGEND_STROKE + 12 + math.ceil(longest * 6.3)


def legend(heading: str | None, entries: list[Entry]) -> alt.LayerChart:
    """The legend: each line as it is drawn, and its name."""
    rows: list[dict[str, Any]] = []
    top = 0.0
    if heading:
        heading_lines = textwrap.wrap(heading, 28)
        rows.append({"label": "\n".join(heading_lines), "y": 8, "kind": "heading"})
        top += _LINE_HEIGHT * len(heading_lines) + 6
    for entry in entries:
        rows.append(
            {
                "label": "\n".join(entry.lines),
                "y": top + 8,
                "kind": entry.kind,
            }
        )
        top += _LINE_HEIGHT * len(entry.lines) + 6
    named = [entry for entry in entries if entry.look]
    names = ["\n".join(entry.lines) for entry in named]
    looks = [entry.look for entry in named if entry.look]
    base = alt.Chart().encode(
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, top], range=[0, top], nice=False, zero=False))
    )
    scales = LineScales(names, looks)
    stroke = alt.Stroke("label:N", legend=None, scale=scales.color)
    lines = base.transform_filter("datum.kind == 'line'")
    rules = base.transform_filter("datum.kind == 'rule'")
    saturated = base.transform_filter("datum.kind == 'saturated'")
    middle = alt.value(_LEGEND_STROKE / 2)
    parts = [
        lines.mark_rule().encode(
            x=alt.value(0),
            x2=alt.value(_LEGEND_STROKE),
            stroke=stroke,
            strokeDash=alt.StrokeDash("label:N", legend=None, scale=scales.dash),
            strokeWidth=alt.StrokeWidth("label:N", legend=None, scale=scales.width),
        ),
        lines.mark_point(opacity=1, strokeWidth=1.6).encode(
            x=middle,
            stroke=stroke,
            fill=alt.Fill("label:N", legend=None, scale=scales.color),
            shape=alt.Shape("label:N", legend=None, scale=scales.shape),
            size=alt.Size("label:N", legend=None, scale=scales.size),
        ),
        saturated.mark_point(size=55, opacity=1, fill="white", stroke=_GREY, strokeWidth=1.6).encode(x=middle),
        rules.mark_rule(**RULE).encode(x=alt.value(0), x2=alt.value(_LEGEND_STROKE)),
        base.transform_filter("datum.kind != 'heading'")
        .mark_text(
            align="left", baseline="middle", fontSize=11, lineBreak="\n", lineHeight=_LINE_HEIGHT - 2, color=_INK
        )
        .encode(x=alt.value(_LEGEND_STROKE + 8), text="label:N"),
        base.transform_filter("datum.kind == 'heading'")
        .mark_text(align="left", baseline="middle", fontSize=12, lineBreak="\n", lineHeight=_LINE_HEIGHT, color=_INK)
        .encode(x=alt.value(0), text="label:N"),
    ]
    layers: alt.LayerChart = (
        alt.layer(*parts, data=data(rows))
        .properties(width=legend_width(entries), height=top, view=alt.ViewConfig(stroke=None))
        .resolve_scale(**INDEPENDENT)
    )
    return layers
