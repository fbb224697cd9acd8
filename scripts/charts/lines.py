"""Line charts over one numeric path: a column of panels for each workload, a row for each other combination swept."""

import json
import textwrap
from typing import Any

import altair as alt

from . import axes, theme, words
from .listing import Figure, Measure
from .palette import Look, looks, ordinal_looks
from .plan import Plan
from .summary import Summary, summarize
from .tidy import Results

SATURATED = "saturated: a queue was still growing at the end"

BAR_OPACITY = alt.condition("datum.open", alt.value(0.25), alt.value(0.8))


def figure_scale(figure: Figure, summary: Summary) -> axes.Scale:
    """The axis of the figure."""
    values = summary.values
    ends = [mark.high for mark in summary.marks if mark.high is not None]
    match figure.measure:
        case Measure.SECONDS:
            return axes.measured(figure.axis, values, ends, figure.objective, time=True)
        case Measure.FRACTION:
            return axes.share(figure.axis, values + ends, whole=False, in_percent=False)
        case Measure.COUNT:
            return axes.measured(figure.axis, values, ends, figure.objective, time=False)
        case Measure.PERCENT:
            return axes.share(figure.axis, [min(end, 1.0) for end in values + ends], whole=False, in_percent=True)
        case Measure.WHOLE if max(values, default=0) > 3:
            # Above 1 for schedulers that decide about many offers at once.
            return axes.measured(figure.axis, values, ends, 1.0, time=False)
        case Measure.WHOLE:
            return axes.share(figure.axis, values, whole=True, in_percent=False)
        case Measure.WHOLE_PERCENT:
            return axes.share(figure.axis, values, whole=True, in_percent=True)


def objective(figure: Figure, scale: axes.Scale) -> float | None:
    """The objective of the figure, if it lies on the axis."""
    return figure.objective if figure.objective and scale.low <= figure.objective <= scale.high else None


def objective_words(figure: Figure, value: float) -> str:
    """The objective with its unit: `30 s`."""
    return f"{value:g} s" if figure.measure is Measure.SECONDS else f"{value:g}"


def records(summary: Summary, scale: axes.Scale) -> list[dict[str, Any]]:
    """The data of a chart: measured values, and the positions at which they are drawn."""
    found: list[dict[str, Any]] = []
    for mark in summary.marks:
        record: dict[str, Any] = {
            "architecture": mark.architecture,
            "line": mark.line,
            "panel": mark.panel,
            "row": mark.row,
            "x": mark.x,
            "value": mark.value,
            "saturated": mark.saturated,
            "replications": mark.replications,
            "drawn": None if mark.value is None else min(scale.shown(mark.value), scale.high),
        }
        if mark.low is not None and mark.high is not None:
            record["low"] = min(scale.shown(mark.low), scale.high)
            record["high"] = min(scale.shown(mark.high), scale.high)
            record["open"] = scale.logarithmic and mark.low < scale.low
        found.append(record)
    return found


def notes(figure: Figure, summary: Summary, scale: axes.Scale, plan: Plan) -> list[str]:
    """The subtitle: what is shown, what bars are, and what is not drawn as it is."""
    said = [f"{figure.meaning}.", summary.bars]
    if scale.floor is not None:
        said.append("Values of 0 are drawn at the low end of the axis.")
    if scale.logarithmic and any(mark.low is not None and mark.low < scale.low for mark in summary.marks):
        said.append("Pale bars go on beyond the low end of the axis.")
    if summary.without:
        said.append(f"0 all over, and not drawn: {', '.join(summary.without)}.")
    if plan.all_rows > len(plan.rows):
        said.append(f"{len(plan.rows)} of {plan.all_rows} combinations of the other swept values are shown.")
    return said


def chart(results: Results, figure: Figure, plan: Plan, heading: str | None) -> dict[str, Any]:
    """The spec; the plan must have an x axis, and the figure at least one value."""
    assert plan.x is not None
    summary = summarize(results, figure, plan)
    scale = figure_scale(figure, summary)
    path = plan.paths[plan.x]
    across = axes.swept(
        words.title(path.name), [mark.x for mark in summary.marks if mark.x is not None], words.is_time(path.name)
    )
    line_looks, legend_title = _looks(results, plan)
    drawn = list(dict.fromkeys(mark.line for mark in summary.marks))
    line_looks = {name: look for name, look in line_looks.items() if name in drawn}
    entries = [theme.Entry(name, look) for name, look in line_looks.items()]
    if summary.has_saturated:
        entries.append(theme.Entry(SATURATED, kind="saturated"))
    limit = objective(figure, scale)
    if limit is not None:
        entries.append(theme.Entry(f"{objective_words(figure, limit)}: the Omega paper's objective", kind="rule"))
    size = panel_size(summary, plan, theme.legend_width(entries))
    points = len({mark.x for mark in summary.marks})
    panels = facets(
        _layers(across, scale, line_looks, figure, size, points), records(summary, scale), summary, plan, size
    )
    whole = alt.hconcat(panels, theme.legend(legend_title, entries), spacing=18).resolve_scale(**theme.INDEPENDENT)
    said = notes(figure, summary, scale, plan)
    return theme.finished(whole, theme.title(results, heading, said), f"{figure.meaning}, over {path.name}.")


def _looks(results: Results, plan: Plan) -> tuple[dict[str, Look], str | None]:
    """The look of every line in reading order, and the title of the legend."""
    if plan.line is None:
        return looks(results.architectures), None
    path = plan.paths[plan.line]
    return ordinal_looks([words.value(path, value) for value in path.values]), words.title(path.name).removesuffix(
        " (s)"
    )


def _layers(
    across: axes.Scale, scale: axes.Scale, shown: dict[str, Look], figure: Figure, size: tuple[int, int], points: int
) -> alt.LayerChart:
    names = list(shown)
    looks_of_lines = theme.LineScales(names, list(shown.values()), points)
    x = alt.X("x:Q", scale=across.vega(padding=12), axis=across.axis(size[0]))
    axis: dict[str, Any] = {"scale": scale.vega(padding=6), "axis": scale.axis(size[1])}
    y = alt.Y("drawn:Q", **axis)
    stroke = alt.Stroke("line:N", scale=looks_of_lines.color, legend=None)
    base = alt.Chart().encode(x=x)
    parts: list[alt.Chart] = []
    limit = objective(figure, scale)
    if limit is not None:
        # One rule for each panel, not one for each row of the data.
        once = alt.Chart().transform_aggregate(points="count()")
        parts.append(once.mark_rule(**theme.RULE).encode(y=alt.YDatum(limit, **axis)))
    parts.append(
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=1.2)
        .encode(y=alt.Y("low:Q", **axis), y2="high:Q", stroke=stroke, opacity=BAR_OPACITY)
    )
    parts.append(
        base.mark_line().encode(
            y=y,
            stroke=stroke,
            strokeDash=alt.StrokeDash("line:N", scale=looks_of_lines.dash, legend=None),
            strokeWidth=alt.StrokeWidth("line:N", scale=looks_of_lines.width, legend=None),
        )
    )
    parts.append(
        base.transform_filter("isValid(datum.drawn)")
        .mark_point(opacity=1, strokeWidth=1.6)
        .encode(
            y=y,
            stroke=stroke,
            shape=alt.Shape("line:N", scale=looks_of_lines.shape, legend=None),
            size=alt.Size("line:N", scale=looks_of_lines.size, legend=None),
            fill=alt.condition(
                "datum.saturated", alt.value("white"), alt.Fill("line:N", scale=looks_of_lines.color, legend=None)
            ),
        )
    )
    layers: alt.LayerChart = alt.layer(*parts)  # type: ignore[assignment]
    return layers


def panel_size(summary: Summary, plan: Plan, beside: int, height: int | None = None) -> tuple[int, int]:
    """Width and height of a panel, where `beside` is taken by other things."""
    panels = len({mark.panel for mark in summary.marks})
    columns = _columns(panels, plan)
    room = theme.WIDTH - beside - 75 - _row_width(plan) - 20 * (columns - 1)
    tall = 150 if plan.others or panels > columns else 260
    return max(150, min(420, room // columns)), height or tall


def _columns(panels: int, plan: Plan) -> int:
    """The number of panels side by side: many workloads take several rows, unless rows have a meaning."""
    return panels if plan.others else theme.columns(panels, 3)


def _row_lines(label: str) -> list[str]:
    """A row's label, a line a setting; a number keeps its unit."""
    lines: list[str] = []
    for setting in label.split(", "):
        name, equals, value = setting.partition(" = ")
        lines += textwrap.wrap(name + equals + value.replace(" ", "\u00a0"), 26)
    return lines


def _row_width(plan: Plan) -> int:
    longest = max((len(line) for label in plan.row_labels() for line in _row_lines(label)), default=0)
    return round(longest * 5.8) + 12 if longest else 0


def _row_label(panel: str, plan: Plan, size: tuple[int, int]) -> alt.Chart:
    """The label of a row, right of its last `panel`: long headers would run into each other."""
    lines = {label: "\n".join(_row_lines(label)) for label in plan.row_labels()}
    text: alt.Chart = (
        alt.Chart()
        .transform_filter(f"datum.panel == {json.dumps(panel)}")
        .transform_aggregate(points="count()", groupby=["row"])
        .transform_calculate(label=f"({json.dumps(lines, ensure_ascii=False)})[datum.row]")
        .mark_text(align="left", baseline="middle", fontSize=11, lineBreak="\n", lineHeight=13, color="#222222")
        .encode(x=alt.value(size[0] + 10), y=alt.value(size[1] / 2), text="label:N")
    )
    return text


def facets(
    layers: alt.LayerChart, data: list[dict[str, Any]], summary: Summary, plan: Plan, size: tuple[int, int]
) -> alt.VConcatChart:
    """The layers in panels: a column for each workload, a row for each other combination swept."""
    panels = list(dict.fromkeys(mark.panel for mark in summary.marks))
    columns = _columns(len(panels), plan)
    if plan.others:
        layers = layers + _row_label(panels[-1], plan, size)
    sized = layers.properties(width=size[0], height=size[1])
    header = alt.Header(title=None, labelFontWeight="bold")
    parts: list[alt.FacetChart] = []
    # Each row of workloads by itself, so that a last row that is not full has axes where its panels are.
    for first in range(0, len(panels), columns):
        names = panels[first : first + columns]
        facet: dict[str, Any] = {
            "column": alt.Column("panel:N", sort=names, header=header),
            "data": theme.data([record for record in data if record["panel"] in names]),
        }
        if plan.others:
            facet["row"] = alt.Row("row:N", sort=plan.row_labels(), header=alt.Header(title=None, labels=False))
        parts.append(
            sized.facet(**facet).properties(spacing={"row": 14, "column": 20}, align={"row": "all", "column": "each"})
        )
    return alt.vconcat(*parts, spacing=14)
