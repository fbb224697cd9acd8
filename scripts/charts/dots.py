"""Dot plots of results without a swept number: a line for each architecture, a column of panels for each workload."""

from typing import Any

import altair as alt

from . import axes, lines, theme
from .listing import Figure
from .palette import Look, looks
from .plan import Plan
from .summary import summarize
from .tidy import Results


def chart(results: Results, figure: Figure, plan: Plan, heading: str | None) -> dict[str, Any]:
    """The spec; the figure must have at least one value."""
    summary = summarize(results, figure, plan)
    scale = lines.figure_scale(figure, summary)
    drawn = {mark.architecture for mark in summary.marks}
    shown = {name: look for name, look in looks(results.architectures).items() if name in drawn}
    beside, height = theme.names_size(list(shown))
    size = lines.panel_size(summary, plan, beside, height)
    limit = lines.objective(figure, scale)
    layers = _layers(scale, shown, size, limit)
    panels = lines.facets(layers, lines.records(summary, scale), summary, plan, size)
    said = lines.notes(figure, summary, scale, plan)
    if summary.has_saturated:
        said.append("Hollow points: saturated, a queue was still growing at the end.")
    if limit is not None:
        said.append(f"Dashed line: the Omega paper's objective, {lines.objective_words(figure, limit)}.")
    return theme.finished(
        alt.hconcat(panels), theme.title(results, heading, said), f"{figure.meaning}, by architecture."
    )


def _layers(
    scale: axes.Scale, shown: dict[str, Look], size: tuple[int, int], limit: float | None
) -> alt.LayerChart:
    names = list(shown)
    scales = theme.LineScales(names, list(shown.values()))
    axis: dict[str, Any] = {"scale": scale.vega(padding=10), "axis": scale.axis(size[0])}
    architecture = alt.Y("line:N", sort=names, title=None, axis=theme.names_axis(names))
    stroke = alt.Stroke("line:N", scale=scales.color, legend=None)
    base = alt.Chart().encode(y=architecture)
    parts: list[alt.Chart] = []
    if limit is not None:
        once = alt.Chart().transform_aggregate(points="count()")
        parts.append(once.mark_rule(**theme.RULE).encode(x=alt.XDatum(limit, **axis)))
    parts.append(
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=1.8)
        .encode(x=alt.X("low:Q", **axis), x2="high:Q", stroke=stroke, opacity=lines.BAR_OPACITY)
    )
    parts.append(
        base.transform_filter("isValid(datum.drawn)")
        .mark_point(size=65, opacity=1, strokeWidth=1.6)
        .encode(
            x=alt.X("drawn:Q", **axis),
            stroke=stroke,
            shape=alt.Shape("line:N", scale=scales.shape, legend=None),
            fill=alt.condition(
                "datum.saturated", alt.value("white"), alt.Fill("line:N", scale=scales.color, legend=None)
            ),
        )
    )
    layers: alt.LayerChart = alt.layer(*parts)  # type: ignore[assignment]
    return layers
